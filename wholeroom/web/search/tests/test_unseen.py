"""What not everybody may find changes nothing for anybody: no answer, no order, no reason."""

from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wholeroom.web.conversations.models import Contribution, Conversation
from wholeroom.web.problems.models import HARD, Problem
from wholeroom.web.search import changes, corpus
from wholeroom.web.search.corpus import Corpus
from wholeroom.web.search.looking import look

WORDS = ("letter", "late", "van", "gate", "keyworker", "waiting", "rings")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
UNSEEN = {
    "draft": {"state": "draft", "audience": "everyone"},
    "for those with the link": {"state": "open", "audience": "link"},
    "closed, for those with the link": {"state": "closed", "audience": "link"},
    "hidden": {"said": "hidden"},
    "withdrawn": {"said": "withdrawn"},
    "waiting": {"said": "waiting"},
    "erased": {"said": "erased"},
}


def bring(id, text, *, state="open", audience="everyone", said="shown"):
    """A problem as its actions leave it; words that do not show leave a title only where they are a draft's."""
    title = text if said == "shown" else ""
    conversation = Conversation.objects.create(pk=id, kind="problem", title=title, state=state, audience=audience)
    Problem.objects.create(conversation=conversation)
    Contribution.objects.create(
        conversation=conversation,
        position=1,
        kind=HARD,
        part=HARD,
        text="" if said == "erased" else text,
        state=said,
        reason="advert" if said == "hidden" else "",
    )


def answers():
    """Everything that every question gets, as bytes."""
    asked = [*WORDS, "late letter", "a van at the gate, waiting", " ".join(WORDS)]
    return repr([look(text) for text in asked]).encode()


@pytest.fixture
def here(db, monkeypatch):
    def gather():
        monkeypatch.setattr(corpus, "here", Corpus())
        corpus.here.gather()

    return gather


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seen=st.lists(TEXTS, max_size=5),
    unseen=st.lists(st.tuples(TEXTS, st.sampled_from(sorted(UNSEEN))), min_size=1, max_size=4),
    ids=st.lists(st.uuids(), min_size=9, max_size=9, unique=True),
)
def test_two_worlds_that_differ_only_in_what_is_unseen_give_the_same_bytes(here, seen, unseen, ids):
    with transaction.atomic():
        for id, text in zip(ids, seen, strict=False):
            bring(id, text)
        here()
        without = answers()

        for id, (text, how) in zip(ids[len(seen) :], unseen, strict=False):
            bring(id, text, **UNSEEN[how])
        changes.note(ids)
        kept_up = answers()
        here()
        gathered_again = answers()
        transaction.set_rollback(True)

    assert (kept_up, gathered_again) == (without, without)


@pytest.mark.parametrize("how", UNSEEN)
def test_each_way_of_being_unseen_would_be_noticed(here, how):
    bring(UUID(int=1), "late letter")
    here()
    before = answers()

    bring(UUID(int=2), "late van", **UNSEEN[how])
    changes.note([UUID(int=2)])
    unseen = answers()
    Contribution.objects.update(state="shown", text="late van")
    Conversation.objects.update(state="open", audience="everyone", title="late van")
    changes.note([UUID(int=2)])

    assert unseen == before
    assert answers() != before
