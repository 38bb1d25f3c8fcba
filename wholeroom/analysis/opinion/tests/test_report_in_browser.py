"""The report as a browser shows it: it fits a phone, obeys its own policy, asks for nothing and bars nobody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from wholeroom.analysis.opinion.report import report
from wholeroom.analysis.opinion.tests.maps import opinion_map_of, statement, three_groups
from wholeroom.analysis.opinion.tests.test_report import bad_rows

PHONE = {"width": 360, "height": 740}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("reports")
    odd = [
        statement("1", (9, 9, 2), text="Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 4),
        statement("2", (15, 3, 2), text="يجب أن يكون الموعد الأول مع شخص مر بالتجربة نفسها."),
        statement("an id that is long, " * 6, (0, 0, 0), text=None),
    ]
    pages = {
        "full": report(three_groups(), title="Why do people leave?", bad_rows=bad_rows(25)),
        "odd": report(opinion_map_of(odd, people=12)),
    }
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("name", ["full", "odd"])
def test_report_obeys_its_policy_and_asks_for_nothing(browser, addresses, name):
    page = browser.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))

    page.goto(addresses[name])

    assert (asked, said) == ([addresses[name]], [])
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"


@pytest.mark.parametrize("name", ["full", "odd"])
@pytest.mark.parametrize("letters", ["100%", "200%"])
def test_report_fits_a_phone_even_with_large_letters(browser, addresses, name, letters):
    page = browser.new_context(viewport=PHONE, bypass_csp=True).new_page()
    page.goto(addresses[name])

    page.add_style_tag(content=f"html {{ font-size: {letters} !important }}")

    assert not sideways(page)


@pytest.mark.parametrize("name", ["full", "odd"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_report_bars_nobody(browser, addresses, name, scheme):
    page = browser.new_context(viewport=PHONE, bypass_csp=True, color_scheme=scheme).new_page()
    page.goto(addresses[name])

    found = Axe().run(page, options=RULES).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_map_follows_the_page_into_the_dark(browser, addresses):
    colours = []
    for scheme in ("light", "dark"):
        page = browser.new_context(color_scheme=scheme).new_page()
        page.goto(addresses["full"])
        colours.append(page.evaluate("getComputedStyle(document.querySelector('.map [fill=\"#0072b2\"]')).fill"))

    assert colours == ["rgb(0, 114, 178)", "rgb(108, 182, 232)"]
