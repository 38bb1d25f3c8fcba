import pytest
from django.utils import timezone

from wholeroom.web.handover import actions
from wholeroom.web.handover.models import State
from wholeroom.web.handover.tests.conftest import the_one


@pytest.fixture
def waiting(hand_over_votes, votes) -> str:
    return hand_over_votes(votes)


def test_waiting_page_moves_on_with_and_without_scripts(client, waiting):
    page = client.get(waiting).content.decode()

    assert f'hx-get="{waiting}progress/" hx-include="[name=stage]" hx-trigger="every 2s"' in page
    assert '<noscript><meta http-equiv="refresh" content="4"></noscript>' in page
    assert '<div id="stage" role="status">' in page
    assert "Your file will be read in a moment." in page


def test_waiting_page_says_how_many_are_before(client, waiting, hand_over_votes, votes):
    second = hand_over_votes(votes)

    assert "Others are before you: 1." in client.get(second).content.decode()


def test_progress_tells_how_far_it_is(client, waiting):
    actions.begin(hand_over=the_one(), now=timezone.now())
    actions.note_progress(hand_over=the_one(), stage="reading", done=30, total=120)

    part = client.get(f"{waiting}progress/").content.decode()

    assert '<progress id="bar" max="100" value="25"></progress>' in part
    assert "25 in 100 of this step" in part
    assert "<html" not in part


def test_new_stage_is_read_out_once(client, waiting):
    actions.begin(hand_over=the_one(), now=timezone.now())
    actions.note_progress(hand_over=the_one(), stage="reading", done=0, total=0)

    first = client.get(f"{waiting}progress/", {"stage": "0"}).content.decode()
    second = client.get(f"{waiting}progress/", {"stage": "reading"}).content.decode()

    assert '<div id="stage" hx-swap-oob="innerHTML">' in first
    assert "We are reading your file." in first
    assert "hx-swap-oob" not in second


@pytest.mark.parametrize("state", [State.READY, State.FAILED, State.GONE])
def test_progress_loads_the_whole_page_once_it_has_ended(client, waiting, work, state):
    if state == State.READY:
        work()
    elif state == State.GONE:
        actions.forget(hand_over=the_one())
    else:
        actions.begin(hand_over=the_one(), now=timezone.now() - 2 * (the_one().expires - the_one().made))
        actions.tidy_up()
    assert the_one().state == state

    response = client.get(f"{waiting}progress/")

    assert (response["HX-Refresh"], response.content) == ("true", b"")


def test_progress_costs_one_question_to_the_database(client, waiting, django_assert_num_queries):
    actions.begin(hand_over=the_one(), now=timezone.now())

    with django_assert_num_queries(1):
        client.get(f"{waiting}progress/")


def test_fetched_piece_says_so(client, answered):
    list(client.post(f"{answered}fetch/report.html/").streaming_content)

    part = client.get(f"{answered}pieces/").content.decode()

    assert '<p class="tag" id="fetch-1" tabindex="-1">Fetched, and deleted here</p>' in part
    assert part.count("<button") == 3
    assert "Read it here" not in part


def test_pieces_load_the_whole_page_once_all_is_gone(client, answered):
    client.post(f"{answered}delete/")

    assert client.get(f"{answered}pieces/")["HX-Refresh"] == "true"


def test_home_leads_to_both(client, db):
    page = client.get("/").content.decode()

    assert 'class="button quiet" href="/opinion-map/"' in page
    assert 'class="button quiet" href="/protect/"' in page
