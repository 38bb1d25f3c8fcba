"""People of a meeting, each with a browser of their own, who do everything in the way that they can."""

import re

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
WALL = {"viewport": {"width": 1920, "height": 1080}}
PATIENCE = 20_000


MATCHES = "wanted => document.activeElement.matches(wanted)"
SAYS = """([words, within]) => {
    const here = document.activeElement;
    const around = here.closest("article, main, body");
    return here.matches("a, button") && here.textContent.includes(words) && around.textContent.includes(within);
}"""


def tab_until(page, is_there, wanted):
    """Go with the tabulator, from one thing to the next, until the focus is where a script says so."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate(is_there, wanted):
            return
    raise AssertionError(f"the keyboard never came to {wanted}")


def tab_to(page, wanted):
    tab_until(page, MATCHES, wanted)


def tab_to_words(page, words, within=""):
    """Go to the link or button that says these words, inside something that holds others."""
    tab_until(page, SAYS, [words, within])


class Participant:
    """Somebody with a phone, who taps and types."""

    look = PHONE

    def __init__(self, browser, site, code, name):
        self.context = browser.new_context(**self.look)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda told: self.errors.append(told.text) if "Content Security" in told.text else None)
        self.site, self.code, self.name = site, code, name
        self.said = []

    def join(self, group=None):
        self.page.goto(f"{self.site}/j/{self.code}/")
        self.page.get_by_label("What shall others call you?").fill(self.name)
        if group:
            self.page.get_by_label(group).check()
        self.page.get_by_role("button", name="Join").click()
        self.page.wait_for_url("**/r/**")

    def reach(self, step):
        """Be on the step: pages that are kept up to date get there by themselves."""
        self.page.get_by_role("heading", name=step, exact=True).first.wait_for()
        self.page.locator(f'[data-mine] form[action*="/say/{self.step_of_frame()}/"]').first.wait_for()

    def step_of_frame(self):
        return self.page.locator("[data-live] [data-step]").first.get_attribute("data-step")

    def box(self):
        return self.page.locator('[data-mine] textarea[name="text"]').first

    def button(self):
        return self.page.locator("[data-mine] form .button").first

    def say(self, step, text):
        self.reach(step)
        self.box().fill(text)
        self.press()
        self.hears_back(text)

    def press(self):
        self.button().click()

    def hears_back(self, text):
        self.page.locator("[data-mine]").get_by_text(text).first.wait_for()
        self.said.append(text)

    def stand(self, step, option, stand, why=""):
        """Say where one stands on an option."""
        self.reach(step)
        option = self.page.locator("[data-mine] details.card", has_text=option)
        if option.get_attribute("open") is None:
            option.locator("summary").first.click()
        option.get_by_label(stand).check()
        if why:
            option.locator('textarea[name="text"]').first.fill(why)
            self.said.append(why)
        option.get_by_role("button", name="Send where I stand").click()
        option.locator("summary .tag").get_by_text(stand).first.wait_for()

    def promise(self, step, what, judge):
        self.reach(step)
        self.page.get_by_label("Who promises?").fill(self.name)
        self.page.get_by_role("textbox", name="What?", exact=True).fill(what)
        self.page.get_by_label("Who will judge it?").fill(judge)
        self.press()
        self.hears_back(what)

    def leave_mail(self, step, email):
        self.reach(step)
        self.page.get_by_label("By e-mail").check()
        self.page.get_by_label("Your e-mail address").fill(email)
        self.press()


class WithoutScript(Participant):
    """A browser without JavaScript: every act is a form and a page."""

    def __init__(self, browser, site, code, name):
        self.look = {**PHONE, "java_script_enabled": False}
        super().__init__(browser, site, code, name)

    def reach(self, step):
        self.page.goto(f"{self.site}/r/{self.code}/")
        self.page.get_by_role("heading", name=step, exact=True).first.wait_for()


class ByKeyboard(Participant):
    """Never uses a mouse: goes from one thing to the next with the tabulator."""

    look = DESK

    def go_to(self, wanted):
        tab_to(self.page, wanted)

    def join(self, group=None):
        self.page.goto(f"{self.site}/j/{self.code}/")
        self.go_to('[name="nickname"]')
        self.page.keyboard.type(self.name)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/r/**")

    def say(self, step, text):
        self.reach(step)
        self.page.evaluate("document.activeElement.blur()")
        self.go_to('[data-mine] textarea[name="text"]')
        self.page.keyboard.type(text)
        self.go_to("[data-mine] form .button")
        self.page.keyboard.press("Enter")
        self.hears_back(text)


class ByAccessibilityTree(Participant):
    """Knows only what a screen reader is told: roles and names."""

    look = DESK

    def join(self, group=None):
        self.page.goto(f"{self.site}/j/{self.code}/")
        self.page.get_by_role("textbox", name=re.compile("^What shall others call you")).fill(self.name)
        self.page.get_by_role("button", name="Join").click()
        self.page.wait_for_url("**/r/**")

    def box(self):
        return self.page.get_by_role("main").get_by_role("textbox").first

    def button(self):
        return self.page.get_by_role("main").get_by_role("button", name=re.compile("^(Send|Put|Make|Keep)")).first


class Facilitator:
    """Holds the meeting with the keyboard alone, by the single keys that the buttons name."""

    def __init__(self, browser, site):
        self.context = browser.new_context(**DESK)
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda told: self.errors.append(told.text) if "Content Security" in told.text else None)
        self.site = site

    def press(self, key):
        self.page.evaluate("document.activeElement.blur()")
        self.page.keyboard.press(key)

    def go_on(self, heading):
        self.press("n")
        self.page.locator("#now").get_by_text(heading, exact=True).wait_for()

    def go_to(self, wanted):
        tab_to(self.page, wanted)

    def opens_console(self, room):
        """The console here, and the wall on a screen of its own."""
        self.page.goto(f"{self.site}/rooms/{room}/console/")
        wall = self.context.browser.new_context(**WALL).new_page()
        wall.goto(self.site + self.page.get_by_role("link", name="Open the wall").get_attribute("href"))
        return wall

    def settle(self, option, button):
        card = self.page.locator("[data-mine] article.card", has_text=option)
        card.get_by_role("button", name=button).wait_for()
        tab_to_words(self.page, button, within=option)
        self.page.keyboard.press("Enter")
        card.get_by_role("button", name="Open it again").wait_for()

    def choose_day(self):
        tab_to(self.page, '[data-mine] [name="day"] ~ *, [data-mine] form .button')
        self.page.keyboard.press("Enter")

    def outcome(self):
        return self.site + self.page.get_by_role("link", name="Read the page of this meeting").get_attribute("href")
