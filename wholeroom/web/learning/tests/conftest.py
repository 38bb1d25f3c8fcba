import pytest
from django.test import Client

from wholeroom.web.areas.models import Area
from wholeroom.web.learning import actions, answering
from wholeroom.web.learning.answering import Spoken
from wholeroom.web.learning.models import NEEDED
from wholeroom.web.search import corpus
from wholeroom.web.search.corpus import Corpus

TOLD = {
    "done": "A van at the prison gate\nEvery Friday at three.",
    "context": "A county with one prison, two years ago",
    "happened": "12 of 20 came on Monday. Nobody counted before.",
    "went-wrong": "The driver was ill for a month",
}


@pytest.fixture
def gathered(db, monkeypatch, settings):
    """What everybody may find, as a process that serves pages has gathered it at its start; by words alone."""
    settings.MEANING = "off"
    here = Corpus()
    monkeypatch.setattr(corpus, "here", here)
    here.gather()
    return here


@pytest.fixture
def author(make_person):
    """A member who writes notes; their browser is signed in."""
    person = make_person("author@westmarch.example", name="Ann")
    person.browser = Client()
    person.browser.force_login(person)
    return person


@pytest.fixture
def carer(make_person):
    """A member of another group than the author shows; their browser is signed in."""
    person = make_person("carer@westmarch.example", name="Bea")
    person.browser = Client()
    person.browser.force_login(person)
    return person


@pytest.fixture
def draft(author):
    """Only the first part is told."""
    return actions.write(by=author, done=TOLD["done"])


@pytest.fixture
def complete(author):
    """``complete()`` is a draft with all that a shared note needs; its words and where it is from can be given."""

    def make(outcome="mixed", where=None, by=author, **told):
        words = {**TOLD, **{part.replace("_", "-"): text for part, text in told.items()}}
        note = actions.write(by=by, done=words["done"])
        for part in [*NEEDED, *(words.keys() - set(NEEDED))]:
            if part != "done":
                actions.tell(by=by, note=note, part=part, text=words[part])
        actions.say_how_it_came_out(by=by, note=note, outcome=outcome)
        actions.say_where(by=by, note=note, **(where or {}))
        return note

    return make


@pytest.fixture
def shared(author, complete):
    """``shared()`` is a note that stands in the list, with the group of a provider."""

    def make(done="A van at the prison gate", audience="everyone", shown_as="group", groups=("provider",), **more):
        note = complete(done=done, **more)
        actions.share(by=note.author, note=note, audience=audience, shown_as=shown_as, nickname="", groups=groups)
        return note

    return make


@pytest.fixture
def counter_sign(carer):
    def sign(note, found="so", text="I saw it", by=carer, groups=("carer-or-family",), shown_as="group", **more):
        spoken = Spoken(text=text, shown_as=shown_as, groups=tuple(groups), **more)
        return answering.counter_sign(by=by, note=note, found=found, spoken=spoken)

    return sign


@pytest.fixture
def try_here(carer):
    def say(note, outcome="same", text="We had a minibus", by=carer, kind_of_area="towns", **more):
        return answering.say_tried_here(
            by=by, note=note, outcome=outcome, kind_of_area=kind_of_area, spoken=Spoken(text=text, **more)
        )

    return say


@pytest.fixture
def make_area(db):
    def make(code, **fields):
        return Area.objects.create(**{"code": code, "name": f"Area {code}", **fields})

    return make
