"""What a reader may not see changes no byte of anything they are served: two worlds are lived through and compared."""

import io
import re
import zipfile
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from django.urls import get_resolver, reverse
from django.utils import timezone
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from wholeroom.web import reminders
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.conversations import attaching
from wholeroom.web.conversations.models import Attachment
from wholeroom.web.learning import actions as learning
from wholeroom.web.papers import actions as papers
from wholeroom.web.people import actions as people
from wholeroom.web.problems import actions as problems
from wholeroom.web.problems import listing, stages
from wholeroom.web.problems.models import Problem
from wholeroom.web.search import actions as search
from wholeroom.web.search import corpus
from wholeroom.web.search.corpus import Corpus
from wholeroom.web.site.tests.exchange import (
    LIVES,
    Exchange,
    browser_of,
    counter_sign,
    goes_by,
    hide_words,
    note,
    owner_of,
    paper,
    person,
    problem,
    text_file,
)
from wholeroom.web.site.tests.exchange import (
    words_of as said_in,
)

# What is random in any answer: ids, keys of forms, signed links; and the second in which it was made
RANDOM = re.compile(
    r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}"
    r"|mail/stop/[\w:-]+"
    r'|(?:csrfmiddlewaretoken" value|name="sending" value)="[\w-]+"'
)
OF_THE_SECOND = {"Expires"}
WORDS = ("late", "letter", "van", "gate", "waiting", "lamp", "secret")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
KEEP = {"problem": problems.keep_to_oneself, "note": learning.keep_to_oneself, "paper": papers.keep_to_oneself}
WAYS = ("draft", "kept to oneself again", "link", "link, closed", "hidden", "words erased", "owner erased")
HIDDEN = st.tuples(
    st.sampled_from(("problem", "problem", "note", "paper")),
    TEXTS,
    st.sampled_from(WAYS),
    st.sets(st.sampled_from(sorted(LIVES)), max_size=5),
)
SEARCHES = ("secret", "a van at the gate, waiting", " ".join(WORDS))
LISTS = (
    "/",
    "/problems/",
    "/problems/?page=2",
    "/problems/?service=carers&area=towns&stage=open",
    "/problems/bring/",
    "/practice/",
    "/practice/?service=homelessness",
    "/practice/?kind=towns",
    "/papers/",
    "/organisations/",
    "/moderation-log/",
    "/moderation-log/moderation-log.csv",
    "/introductions/",
    "/introductions/did-it-help/",
    "/account/",
    "/account/mail/",
    "/hosting/",
    "/robots.txt",
    "/sitemap.xml",
    "/nowhere/",
)
FILTERS = [
    *(("only", code) for code in listing.FACETS["only"][1]),
    ("service", "homelessness"),
    ("service", "carers"),
    ("area", "towns"),
    *(("stage", code) for code in ("open", "in-meeting", "closed")),
]


def hide_something(here, kind, text, way, lives):
    """Bring it, let it be lived with as far as its way allows, and put it out of sight."""
    owner = person(f"Somebody {uuid4().hex[:8]}")
    is_for_few = way in ("draft", "kept to oneself again", "link", "link, closed", "owner erased")
    audience = {"audience": "link"} if is_for_few else {}
    if kind == "problem":
        one = problem(owner, text, about={"service": "carers", "kind_of_area": "towns"}, **audience)
    elif kind == "note":
        one = note(owner, text, about=here.problems[:1], **audience)
        counter_sign(here.others[9], one, text)
    else:
        one = paper(owner, text, asks=here.problems[:1], **audience)
        papers.sign(by=here.others[9], paper=one, text=text, shown_as="name", nickname="Other")
    if not is_for_few:  # what was said in sight of all was seen by all
        be_the_same(here, one)
        put_out_of_sight(here, kind, one, way)
    for life in sorted(lives) if kind == "problem" and way != "draft" else ():
        LIVES[life](here, one)
    if is_for_few:
        put_out_of_sight(here, kind, one, way)


def be_the_same(here, one):
    if isinstance(one, Problem):
        for by in (here.host, here.others[0]):
            search.judge(by=by, one=one.conversation, other=here.problems[0].conversation, verdict="same")


def put_out_of_sight(here, kind, one, way):
    owner = owner_of(one)
    if way in ("draft", "kept to oneself again"):
        KEEP[kind](by=owner, **{kind: one})
    elif way == "link, closed" and kind == "problem":
        stages.close(by=owner, problem=one, kind="done", text="It was mended")
    elif way == "hidden":
        hide_words(here, one)
    elif way == "words erased":
        for said in one.conversation.contributions.filter(participant__member=owner):
            conversations.erase(by=owner, contribution=said)
    elif way == "owner erased":
        people.erase(by=owner)


def addresses(here):
    """Every page with a list, a figure or words that not only its owner reads."""
    yield from LISTS
    yield from (f"/problems/?{name}={code}" for name, code in FILTERS)
    yield from (f"/search/?q={text.replace(' ', '+')}" for text in SEARCHES)
    for one in here.problems:
        yield from (f"/problems/{one.pk}/", f"/conversations/{one.pk}/words.csv")
    yield from (f"/words/{said.pk}/" for said in said_in(here.problems[1]))
    yield from (f"/practice/{one.pk}/" for one in here.notes)
    yield from (f"/attachments/{one.pk}/" for one in Attachment.objects.filter(words__conversation=here.problems[0].pk))
    yield from (f"/papers/{one.pk}/paper.txt" for one in here.papers)
    yield from (f"/papers/{here.papers[1].pk}/", f"/people/{here.reader.pk}/")


def served(here, reader):
    """Status, headers and body of every answer, without what is random in any."""
    browser = browser_of(reader)
    found = {
        f"{number}: {RANDOM.sub('', address)}": answer_of(browser.get(address))
        for number, address in enumerate(addresses(here))
    }
    for text in SEARCHES:
        found[f"typed: {text}"] = answer_of(
            browser.post(reverse("search:while-typing"), {"text": text, "kind": "problem"})
        )
    return found


def answer_of(response):
    headers = {name: RANDOM.sub("", value) for name, value in response.headers.items() if name not in OF_THE_SECOND}
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, headers, RANDOM.sub("", body.decode())


def own_copy(reader):
    """The file of all that is kept of the reader."""
    answer = browser_of(reader).post("/account/data/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        return {name: RANDOM.sub("", archive.read(name).decode()) for name in sorted(archive.namelist())}


def letters_to(reader):
    return [(one.subject, RANDOM.sub("", one.body)) for one in mail.outbox if one.to == [reader.email]]


def everything(here, monkeypatch):
    """Days go by, and life goes on where all can see it; then every page, letter and file."""
    goes_by(1, monkeypatch)
    here.goes_on()
    goes_by(2, monkeypatch)
    monkeypatch.setattr(corpus, "here", Corpus())
    corpus.here.gather()
    return {
        "an outsider": served(here, None),
        "a member": served(here, here.reader),
        "letters": letters_to(here.reader),
        "reminders": [
            (one.text, RANDOM.sub("", one.path)) for one in reminders.of(here.reader, today=timezone.localdate())
        ],
        "all my data": own_copy(here.reader),
    }


def lived(here, monkeypatch, hidden=()):
    """One world, lived through and then undone."""
    with transaction.atomic():
        mail.outbox.clear()
        count = len(here.problems)
        for one in hidden:
            hide_something(here, *one)
        found = everything(here, monkeypatch)
        del here.problems[count:]
        transaction.set_rollback(True)
    return found


def differences(one, other):
    """Only what differs, so that a failure can be read."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return {name: differences(one[name], other[name]) for name in one if one[name] != other[name]}
    return one, other


@pytest.fixture
def here(db, settings):
    settings.MEANING = "off"
    return Exchange.made()


def test_worlds_that_differ_only_in_what_a_reader_may_not_see_are_served_alike(here, monkeypatch):
    before = lived(here, monkeypatch)

    @settings(
        max_examples=4,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),  # making a world smaller would take longer than all the rest
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(st.lists(HIDDEN, min_size=1, max_size=4))
    @example([(kind, "secret letter", way, set(LIVES)) for kind in KEEP for way in WAYS])
    def check(hidden):
        assert differences(before, lived(here, monkeypatch, hidden)) == {}

    check()


def test_what_everybody_may_see_would_be_noticed(here, monkeypatch):
    before = lived(here, monkeypatch)

    after = lived(here, monkeypatch, [("problem", "secret letter", "for everybody", ())])

    changed = {name.split(": ", 1)[1] for name in differences(before, after)["an outsider"]}
    assert {"/problems/", "/problems/?stage=open", "/search/?q=secret", SEARCHES[-1]} <= changed


def hidden_ids(here):
    """What stands in the tables of a problem, a note and a paper that were kept back: an id of each kind of row."""
    owner = here.owners[4]
    brought = problem(owner, "secret letter")
    for life in LIVES.values():
        life(here, brought)
    said = brought.conversation.contributions.get(part="hard")
    attaching.attach(by=said.participant, contribution=said, file=text_file("secret"))
    about = note(owner, "secret van")
    counter_sign(here.others[9], about, "secret")
    written = paper(owner, "secret gate")
    for keep, one in zip(KEEP.values(), (brought, about, written), strict=True):
        keep(by=owner, **{one._meta.model_name.removeprefix("practice"): one})
    return {
        "problem": brought.pk,
        "words": said.pk,
        "words of another": brought.conversation.contributions.exclude(participant=said.participant).first().pk,
        "file": said.attachments.get().pk,
        "place": said.participant_id,
        "note": about.pk,
        "words to a note": about.conversation.contributions.last().pk,
        "paper": written.pk,
    }


def routes(patterns=None, before=""):
    """Every address of the site that takes an id, with what else it takes filled in."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from routes(one.url_patterns, route)
        elif "<uuid:" in route and "feed" not in route:
            filled = re.sub(r"<slug:kind>", "question", re.sub(r"<slug:\w+>", "hard", re.sub(r"<int:\w+>", "1", route)))
            yield "/" + re.sub(r"<str:\w+>", "x", filled)


def asked_for(here):
    """Addresses with a place for an id, how they are asked for, and by whom."""
    for route in routes():
        address = re.sub(r"<uuid:\w+>", "{id}", route)
        yield from ((address, "get", None), (address, "get", here.reader), (address, "post", here.reader))
    visible = here.problems[0].pk
    yield ("/practice/write/?about={id}", "get", here.reader)
    yield ("/rooms/new/?problem={id}", "get", here.host)
    yield (f"/problems/{visible}/reply/question/?quotes={{id}}&to={{id}}", "get", here.reader)
    yield (f"/problems/{visible}/words/{{id}}/", "get", None)
    yield (f"/papers/ask/{visible}/?paper={{id}}", "post", here.others[0])


def test_id_of_what_is_hidden_is_answered_as_one_that_nobody_has(here):
    ids = hidden_ids(here)
    unlike = []

    for address, method, reader in asked_for(here):
        browser = browser_of(reader)
        unknown, *hidden = [
            answer_of(getattr(browser, method)(address.replace("{id}", str(id)))) for id in (uuid4(), *ids.values())
        ]
        unlike += [(address, method, name) for name, found in zip(ids, hidden, strict=True) if found != unknown]

    assert unlike == []


def test_pair_with_what_is_hidden_is_refused_as_one_that_is_not_there(here):
    ids, browser = hidden_ids(here), browser_of(here.reader)

    answers = {
        answer_of(browser.post("/search/judge/", {"one": here.problems[0].pk, "other": other, "verdict": "same"}))[::2]
        for other in (ids["problem"], ids["note"], uuid4())
    }

    assert len(answers) == 1
