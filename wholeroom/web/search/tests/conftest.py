import pytest

from wholeroom.web.problems import actions as problems
from wholeroom.web.search import corpus
from wholeroom.web.search.corpus import Corpus


@pytest.fixture(autouse=True)
def by_words_only(settings):
    """Unless a test says otherwise: so that it is the same wherever it runs."""
    settings.MEANING = "off"


@pytest.fixture
def gathered(db, monkeypatch):
    """What everybody may find, as a process that serves pages has gathered it at its start."""
    here = Corpus()
    monkeypatch.setattr(corpus, "here", here)
    here.gather()
    return here


@pytest.fixture
def shared(make_person):
    """``shared(hard)`` is a problem that everybody may find; whose, and for whom, can be said."""

    def make(hard, *, owner=None, audience="everyone", **parts):
        owner = owner or make_person()
        problem = problems.bring(by=owner, hard=hard)
        for part, text in parts.items():
            problems.tell(by=owner, problem=problem, part=part, text=text)
        problems.share(by=owner, problem=problem, audience=audience, shown_as="nobody")
        return problem

    return make


@pytest.fixture
def ask(gathered):
    """``ask(text)`` gives the titles that are found for it, in their order."""
    from wholeroom.web.search.looking import look

    def titles(text):
        return [one.told.title for group in look(text) for one in group.results]

    return titles
