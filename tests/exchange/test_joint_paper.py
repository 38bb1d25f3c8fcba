"""Three people let a paper tell of what is hard for them. What is printed names no place and nobody."""

from tests.exchange.community import PROBLEMS
from wholeroom.web.agreements.tests.pdf_text import pdf_text, without_spaces

TOLD = ["told 1", "told 2", "told 3"]


def begin(pia, title):
    pia.open("/")
    pia.follow("See the papers")
    pia.follow("Begin a joint paper")
    pia.write("What is this paper called?", title)
    pia.press("Keep it, and go on")
    return pia.page.url


def agree(owner, problem):
    """Say yes to the words that say what is hard. Gives what the page said first."""
    owner.open(problem)
    owner.follow("See what it would say, then say yes or no")
    asked = owner.reads()
    owner.choose("What is hard?")
    owner.press("Save what I said")
    return asked


def test_joint_paper_tells_in_their_words_what_is_hard_and_names_no_place(layout):
    pia, title = layout.member("Pia"), f"What is hard between services, {layout.name}"

    paper = begin(pia, title)
    for name in TOLD:
        pia.follow("See the problems") if pia.page.url == paper else pia.open(paper)
        pia.open(layout.problems[name])
        pia.press(f"Ask for: {title}")
    asked = {name: agree(layout.member(PROBLEMS[name][0]), layout.problems[name]) for name in TOLD}
    pia.open(paper)
    pia.follow("Share it")
    pia.choose("Everyone who can open this site", "With my group", "Provider")
    pia.press("Share it")

    printed = pdf_text(layout.member(None).page.request.get(f"{paper}paper.pdf").body())
    assert "These words name a place: Westmarch." in asked["told 1"]
    assert [without_spaces(PROBLEMS[name][1]) in printed for name in TOLD] == [True, True, True]
    assert [word for word in ("Westmarch", "Rosa", "Nell", "Omar", "Pia") if word in printed] == []
