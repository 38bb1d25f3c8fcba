"""Where only the facilitator puts in statements: nobody is invited to, but whom the facilitator asked to may."""

from django.urls import reverse

from wholeroom.web.activities.statement_vote import actions, splitting
from wholeroom.web.activities.statement_vote.models import Ballot
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.rooms import registry
from wholeroom.web.rooms.tests.meeting import sit_down

INVITES = ("Is something missing", "Add something nobody has said", "A statement of your own", "Put in your own")


def only_facilitator(step):
    Ballot.objects.update_or_create(step=step, defaults={"may_add": False})
    return step


def everything_shown(client, step):
    page = client.get(reverse("rooms:phone", args=[step.room.code])).text
    activity = registry.activity("statement_vote")
    return [page, activity.frame(step, "wall", "en-gb"), activity.frame(step, "phone", "en-gb"), activity.paper(step)]


def test_nothing_invites_people_to_put_in_statements_where_they_may_not(client, step):
    sit_down(client, step.room)

    shown = everything_shown(client, only_facilitator(step))

    assert [one for one in INVITES if any(one in part for part in shown)] == []


def test_phone_wall_and_paper_invite_where_people_may(client, step):
    sit_down(client, step.room)

    phone, wall, _frame, paper = everything_shown(client, step)

    assert "Add something nobody has said" in phone
    assert "Is something missing? Put in your own." in wall
    assert "A statement of your own" in paper


def test_prompt_of_the_step_says_what_always_holds(step):
    assert step.prompt == "Vote on one statement at a time: agree, disagree or pass."


def test_whose_statement_was_sent_back_puts_in_two_also_where_others_may_not(client, step):
    ada, by = sit_down(client, step.room), step.room.facilitators.get()
    words = {"text": "It is late and far", "shown_as": "nobody", "sending": "both"}
    both = actions.put_in(by=by, step=only_facilitator(step), words=words, speaker=ada)
    splitting.send_back(by=by, step=step, statement=both)

    fields = {"act": "split", "of": str(both.pk), "text": "It is late", "second": "It is far", "shown_as": "nobody"}
    answer = client.post(reverse("rooms:say", args=[step.room.code, step.pk]), {**fields, "sending": "s"})

    made = Contribution.objects.filter(parent=both.pk).order_by("position")
    assert answer.status_code == 302
    assert [(one.text, one.participant, one.state) for one in made] == [
        ("It is late", ada, "shown"),
        ("It is far", ada, "shown"),
    ]
