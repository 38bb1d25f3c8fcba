"""Vectors: made in the worker of words that everybody may find, gone with them, used as soon as they are there."""

from hashlib import sha256

import pytest
from django.contrib.auth.models import AnonymousUser
from django_tasks_db.models import DBTaskResult

from wholeroom.analysis.retrieval.sentence_vectors import MODEL_ID, as_blob
from wholeroom.web.conversations import actions as conversations
from wholeroom.web.people import actions as people
from wholeroom.web.problems import actions as problems
from wholeroom.web.search import changes, corpus, kinds, meaning, vectors
from wholeroom.web.search.alike import alike, typed
from wholeroom.web.search.corpus import Corpus
from wholeroom.web.search.looking import look
from wholeroom.web.search.models import Change, TextVector

LETTERS = "Letters from the hospital arrive after the appointment"
POST = "The post comes too late and patients miss their visit to the clinic"
ROOF = "The roof of the sports hall leaks"


@pytest.fixture(autouse=True)
def by_meaning_too(by_words_only, settings):
    settings.MEANING = "auto"


def work():
    """What the worker does when it is told that something waits."""
    return vectors.keep_some(seconds=60)


def titles(text):
    return [(one.told.title, one.reasons) for group in look(text) for one in group.results]


def test_same_in_other_words_is_found_once_the_worker_has_seen_it(shared, gathered):
    shared(LETTERS)
    shared(ROOF)
    before = titles(POST)

    work()

    assert before == []
    assert titles(POST) == [(LETTERS, ["Their words may mean the same."])]


def test_process_that_starts_later_loads_what_was_made(shared, gathered, monkeypatch):
    shared(LETTERS)
    work()
    monkeypatch.setattr(corpus, "here", Corpus())

    corpus.here.gather()

    assert corpus.here.take_without_vector() == []
    assert titles(POST) == [(LETTERS, ["Their words may mean the same."])]


def test_vectors_count_for_nothing_where_meaning_is_switched_off(shared, gathered, settings):
    shared(LETTERS)
    work()
    settings.MEANING = "off"

    assert titles(POST) == []


def test_work_that_broke_off_goes_on_where_it_stopped(shared, gathered, monkeypatch):
    monkeypatch.setattr(vectors, "AT_ONCE", 1)
    for number in range(3):
        shared(f"{LETTERS} {number}")

    more = [vectors.keep_some(seconds=0)]
    made = [TextVector.objects.count()]
    while more[-1]:
        more.append(vectors.keep_some(seconds=0))
        made.append(TextVector.objects.count())

    assert made == sorted(made)
    assert (made[0], made[-1], more[-1]) == (1, 3, False)


def test_words_that_did_not_change_are_not_encoded_again(shared, gathered, make_person):
    problem = shared(LETTERS)
    work()
    TextVector.objects.update(numbers=as_blob([1.0] * 384))

    changes.note([problem.pk])
    work()

    assert bytes(TextVector.objects.get().numbers) == as_blob([1.0] * 384)


def test_vector_is_of_the_words_that_are_found(shared, gathered):
    problem = shared(LETTERS, tried=POST)

    work()

    kept = TextVector.objects.get()
    text = f"{LETTERS}\n{POST}"
    assert (kept.pk, kept.model_id, kept.digest) == (problem.pk, MODEL_ID, sha256(text.encode()).hexdigest())
    assert bytes(kept.numbers) == as_blob(meaning.encode(text))


def test_page_waits_for_no_vector_that_the_worker_has_yet_to_make_and_says_so(shared, gathered):
    conversation = shared(LETTERS).conversation

    by_meaning = [alike(conversation, AnonymousUser()).by_meaning]
    work()
    by_meaning.append(alike(conversation, AnonymousUser()).by_meaning)

    assert by_meaning == [False, True]


def test_vector_of_earlier_words_does_not_count(shared, gathered):
    problem = shared(LETTERS)
    work()

    problems.tell(by=problem.owner, problem=problem, part="hard", text=ROOF)

    assert titles(POST) == []


@pytest.mark.parametrize("how", ["member", "words", "hidden", "withdrawn"])
def test_vector_goes_in_the_same_act_as_its_words(shared, gathered, make_person, how):
    problem = shared(LETTERS)
    work()
    words = problem.words()["hard"]

    if how == "member":
        people.erase(by=problem.owner)
    elif how == "words":
        conversations.erase(by=words.participant, contribution=words)
    elif how == "hidden":
        conversations.hide(by=make_person(), contribution=words, reason="advert")
    else:
        conversations.withdraw(by=words.participant, contribution=words)

    assert not TextVector.objects.exists()


def test_vector_of_what_became_a_draft_goes_with_the_next_look_of_the_worker(shared, gathered, settings):
    problem = shared(LETTERS)
    work()
    problems.keep_to_oneself(by=problem.owner, problem=problem)
    settings.MEANING = "off"

    vectors.tidy_up()

    assert not TextVector.objects.exists()


def test_vector_that_was_under_way_is_not_kept_where_its_words_are_gone(shared, gathered):
    problem = shared(LETTERS)
    batch = list(Change.objects.filter(waits=True))
    text = sha256(LETTERS.encode()).hexdigest()
    made = TextVector(conversation=problem.conversation, model_id=MODEL_ID, digest=text, numbers=as_blob([1.0] * 384))
    people.erase(by=problem.owner)

    vectors.store(batch, [problem.pk], {problem.pk: made})

    assert not TextVector.objects.exists()


def test_model_asks_for_vectors_of_all_that_has_none_of_it(shared, gathered, monkeypatch):
    shared(LETTERS)
    work()
    TextVector.objects.update(model_id="another model")
    monkeypatch.setattr(corpus, "here", Corpus())
    corpus.here.gather()

    changes.ask_for_vectors(corpus.here.take_without_vector())
    work()

    assert TextVector.objects.get().model_id == MODEL_ID


def test_page_of_a_problem_finds_by_its_kept_vector_and_a_draft_by_one_of_the_moment(shared, gathered, make_person):
    problem, other = shared(LETTERS), shared(POST)
    draft = problems.bring(by=make_person(), hard=POST)
    work()

    seen = [[one.told.title for one in alike(one.conversation, one.owner).possibly] for one in (problem, draft)]

    assert seen == [[POST], [POST, LETTERS]]
    assert set(TextVector.objects.values_list("pk", flat=True)) == {problem.pk, other.pk}


def test_words_that_are_typed_are_kept_nowhere(shared, gathered):
    shared(LETTERS)
    work()
    kept = (TextVector.objects.count(), Change.objects.count())

    found = typed(kinds.registered()["problem"], POST)

    assert [one.told.title for one in found] == [LETTERS]
    assert (TextVector.objects.count(), Change.objects.count()) == kept


def test_worker_is_told_once_the_act_is_committed(shared, gathered, django_capture_on_commit_callbacks):
    problem = shared(LETTERS)

    with django_capture_on_commit_callbacks(execute=True):
        changes.note([problem.pk])
        before = DBTaskResult.objects.count()

    assert (before, DBTaskResult.objects.count()) == (0, 1)
