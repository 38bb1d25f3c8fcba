"""What is new to somebody who follows a conversation."""

from django.template import Context, Template

from wholeroom.web.conversations import actions
from wholeroom.web.conversations.following import follow, new_since, read_up_to_now
from wholeroom.web.conversations.models import Following


def test_new_is_what_others_said_since_somebody_last_read(conversation, mary, say, make_person):
    person = make_person()
    say(mary, "Before")
    following = follow(by=person, conversation=conversation)
    own = actions.place_of(by=person, conversation=conversation)
    later = [say(mary, "After"), say(own, "My own"), say(None, "A card")]

    assert [one.text for one in new_since(following, later)] == ["After", "A card"]


def test_nothing_is_new_to_who_does_not_follow(mary, say):
    assert new_since(None, [say(mary)]) == []


def test_page_marks_what_is_new_once(conversation, mary, say, make_person):
    person = make_person()
    words = [say(mary, "Before")]
    follow(by=person, conversation=conversation)
    words.append(say(mary, "After"))
    page = Template(
        "{% load words %}{% for one in words %}{% if one|is_new:before %}{{ one.text }}{% endif %}{% endfor %}"
    )

    seen = [
        page.render(Context({"words": words, "before": read_up_to_now(by=person, conversation=conversation)}))
        for _ in range(2)
    ]

    assert (seen, Following.objects.get().read_up_to) == (["After", ""], 2)
