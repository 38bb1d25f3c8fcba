"""The same problem in other words is found, both owners say so, and the two are linked; nobody is moved."""

from tests.exchange.community import LETTERS
from tests.exchange.member import LAYOUTS

OTHER_WORDS = "The letter for the appointment comes too late"


def listed(member, problem):
    """Who stands on the page of a problem as having it too, and the figures, if any."""
    member.open(problem)
    return member.page.locator(".not-alone .listed li, .not-alone .lead").all_inner_texts()


def bring(omar, problem):
    """While it is typed the other one is shown, with why; without scripts it is shown on the page of the draft."""
    omar.open("/problems/bring/")
    box = omar.page.get_by_label("What is hard?")
    if LAYOUTS[omar.layout.name].get("java_script_enabled", True):
        box.press_sequentially(OTHER_WORDS, delay=5)
        found = omar.page.locator(f'[data-while-typing] li:has(a[href="{problem}"])')
        found.wait_for()
        assert "Both say:" in found.inner_text()
    box.fill(OTHER_WORDS)
    omar.press("Keep it, and go on")
    return omar.page.url.removeprefix(omar.site)


def say_the_same(member, other):
    with member.page.expect_navigation():
        member.page.locator(f'.alike li:has(a[href="{other}"])').get_by_role("button", name="Yes,").click()
    member.look()


def test_same_problem_in_other_words_is_found_and_linked_by_both_who_brought_it(layout):
    nell, omar, pia, reader = (layout.member(name) for name in ("Nell", "Omar", "Pia", None))
    first = layout.problems["letters"]
    pia.open(first)
    pia.follow("Say more with it")
    pia.choose("With my group", "Provider")
    pia.press("Same here")

    second = bring(omar, first)
    assert "Both say:" in omar.reads(f'.alike li:has(a[href="{first}"])')
    say_the_same(omar, first)
    omar.open(second)
    omar.follow("Share it")
    omar.choose("Everyone who can open this site", "With neither")
    omar.press("Share it")
    nell.open(first)
    assert "Who brought this says that yours is the same problem" in nell.reads()
    say_the_same(nell, second)

    for page, other in ((first, OTHER_WORDS), (second, LETTERS)):
        reader.open(page)
        alike = reader.reads(".alike")
        assert "Told as the same problem by those who brought them:" in alike
        assert other in alike
    assert (listed(reader, first), listed(reader, second)) == (["Provider"], [])


def test_search_finds_it_in_other_words_and_says_why(layout):
    reader, problem = layout.member(None), layout.problems["letters"]

    reader.open("/")
    reader.follow("Search", within="header")
    reader.write("What are you looking for?", "letters that come after the appointment")
    reader.press("Search")

    assert "Both say:" in reader.reads(f'.found li:has(a[href="{problem}"])')
