import pytest
from django.urls import reverse


@pytest.fixture
def page(make_room, client) -> str:
    room = make_room()
    client.force_login(room.facilitators.get())
    return client.get(reverse("rooms:paper", args=[room.pk])).text


def test_paper_has_a_poster_an_agenda_and_a_card_for_each_step(page):
    assert page.count('class="sheet') == 12
    assert page.count('class="qr"') == 1


def test_agenda_adds_up(page):
    assert '<th scope="row">All together</th><td class="n">75</td>' in page
