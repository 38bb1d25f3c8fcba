"""The page asks for nothing once it is there, and leaves nothing behind: served, and as a file from a disk."""

from tests.aim.people import LEFT_BEHIND, NOTHING, OPIOID, Asked, next_page
from tests.aim.talk import inside, kept, open_file, open_page, place, press, turn_to, voice


def test_whole_talk_asks_for_nothing_after_loading_and_leaves_nothing_behind(browser, on_disk, served):
    for address in (on_disk[OPIOID], served):
        page = open_page(browser, address)
        page.wait_for_load_state("networkidle")
        asked = Asked(page)
        press(page, "Full talk")
        while place(page) != "leave":
            for box in page.locator("#talk textarea:visible, #talk input[type=text]:visible").all():
                box.fill("Some words of mine.")
            for group in page.locator("#talk fieldset:visible").all():
                choice = group.locator("input[type=radio]:visible, input[type=checkbox]:visible")
                if choice.count():
                    choice.first.check()
            next_page(page)
        file = kept(page)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        press(page, "Copy the text")
        page.get_by_text("It is copied.").wait_for()
        pasted = page.evaluate("navigator.clipboard.readText()")
        press(page, "Print the sheet")
        press(page, "Clear this page")
        told = open_file(page, file)
        press(page, "Carry on with it")

        assert "Your file is open" in told
        assert "Some words of mine." in pasted
        assert asked.elsewhere() == []
        assert page.evaluate(LEFT_BEHIND) == NOTHING
        assert page.errors == []
        assert inside(file)["talk"]["record"]["step"] == "Some words of mine."
        page.context.close()


def test_policy_of_the_page_forbids_every_connection(browser, on_disk, served):
    for address in (on_disk[OPIOID], served):
        page = open_page(browser, address)
        tried = page.evaluate(
            """async address => {
                const found = [];
                document.addEventListener("securitypolicyviolation", event => found.push(event.effectiveDirective));
                await fetch(address).catch(() => found.push("fetch failed"));
                const image = new Image();
                image.src = address;
                document.body.append(image);
                const script = document.createElement("script");
                script.textContent = "window.ran = true";
                document.body.append(script);
                navigator.sendBeacon(address, "words");
                await new Promise(done => setTimeout(done, 300));
                return { found: found.sort(), ran: window.ran === true };
            }""",
            served,
        )

        assert tried["found"].count("connect-src") >= 2
        assert {"fetch failed", "img-src", "script-src-elem"} <= set(tried["found"])
        assert tried["ran"] is False
        page.context.close()


def test_talk_is_gone_once_the_page_was_left(browser, served):
    page = open_page(browser, served)
    turn_to(page, "topic:want")
    voice(page, "You").get_by_role("textbox").fill("Not for anybody else.")

    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(served.replace(f"{OPIOID}/", ""))
    page.go_back()

    assert place(page) == "welcome"
    assert "Not for anybody else." not in page.evaluate(
        "document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map(one => one.value)"
    )
    page.context.close()
