"""Whatever is done to words in whatever order: nobody reads what was erased, and others read only what shows."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wholeroom.web.conversations import actions
from wholeroom.web.conversations.models import Contribution
from wholeroom.web.conversations.rewording import earlier_wordings, reword

State = Contribution.State
ACTS = ["say anew", "hide", "let show", "ask again", "withdraw", "show again", "erase", "erase an earlier one"]


class Words:
    """Some words, with a plain list of what others may have read of them: what showed and was never hidden since."""

    def __init__(self, mary, moderator, said: Contribution) -> None:
        self.mary, self.moderator, self.said = mary, moderator, said
        self.number = 1
        self.open = ["<1>"]
        self.all = ["<1>"]

    def do(self, act: str) -> None:
        self.said.refresh_from_db()
        if self.said.state == State.ERASED:
            return
        by = {"by": self.mary, "contribution": self.said}
        moderated = {**by, "by": self.moderator}
        acts: dict[str, Callable[[], None]] = {
            "say anew": self.say_anew,
            "hide": lambda: actions.hide(**moderated, reason="advert"),
            "let show": lambda: actions.let_show(**moderated),
            "ask again": lambda: actions.ask_again(**by),
            "withdraw": lambda: actions.withdraw(**by),
            "show again": lambda: actions.show_again(**by),
            "erase": lambda: actions.erase(**by),
            "erase an earlier one": self.erase_an_earlier_one,
        }
        acts[act]()
        self.said.refresh_from_db()

    def say_anew(self) -> None:
        if self.said.state != State.SHOWN:
            self.open.clear()  # all that it said until now is its author's alone
        self.number += 1
        reword(by=self.mary, contribution=self.said, text=f"<{self.number}>")
        self.open.append(self.said.text)
        self.all.append(self.said.text)

    def erase_an_earlier_one(self) -> None:
        earlier = earlier_wordings(self.said).exclude(state=State.ERASED).last()
        if earlier:
            self.open = [one for one in self.open if one != earlier.text]
            self.all.remove(earlier.text)
            actions.erase(by=self.mary, contribution=earlier)

    def readable(self) -> tuple[list[str], list[str]]:
        """What others may read now, and what its author may."""
        erased = self.said.state == State.ERASED
        return ([] if erased or self.said.state != State.SHOWN else self.open), ([] if erased else self.all)


def read_by(browser, words: Words) -> list[str]:
    response = browser.get(reverse("conversations:history", args=[words.said.pk]))
    escaped = (f"&lt;{number}&gt;" for number in range(1, words.number + 1))
    return [text.replace("&lt;", "<").replace("&gt;", ">") for text in escaped if text in response.text]


@pytest.mark.usefixtures("rewords")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ACTS), max_size=9))
def test_nobody_reads_what_is_not_theirs_to_read(mary, say, moderator, reader, acts):
    with transaction.atomic():
        words = Words(mary, moderator, say(mary, "<1>"))

        for act in acts:
            words.do(act)

        others, author = words.readable()
        assert (read_by(reader, words), read_by(mary.browser, words)) == (others, author)
        transaction.set_rollback(True)
