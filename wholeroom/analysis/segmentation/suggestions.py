"""What comes up in a conversation: the topics, and the things the two might talk about, each with its reason.

Never a place in a service, a level, a score or a forecast for a person. Every suggestion has two options at least; the
usual offer stands beside them always, and where nothing comes up it is said that the usual offer may do.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wholeroom.analysis.segmentation.conditions import Reason, because
from wholeroom.analysis.segmentation.conversation import Conversation
from wholeroom.analysis.segmentation.definition import AimSet, Suggestion, Topic


@dataclass(frozen=True, slots=True)
class CameUp:
    """A suggestion that came up, and what was said that brought it up."""

    suggestion: Suggestion
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ThingsToTalkAbout:
    """``topics`` in the order of the conversation; ``suggestions`` in the order of the file, which means nothing."""

    topics: tuple[Topic, ...]
    suggestions: tuple[CameUp, ...]

    @property
    def usual_offer_may_do(self) -> bool:
        """Nothing was said that the usual offer has no answer to."""
        return not self.suggestions


def things_to_talk_about(aim_set: AimSet, conversation: Conversation) -> ThingsToTalkAbout:
    """Run the rules of a set on what was said so far. The page runs the same rules, and a test compares the two."""
    return ThingsToTalkAbout(
        tuple(topic for topic in aim_set.topics if comes_up(topic, conversation)),
        tuple(_came_up(aim_set, conversation)),
    )


def comes_up(topic: Topic, conversation: Conversation) -> bool:
    """A topic is asked if it belongs to this length and its condition, if it has one, holds."""
    if conversation.length == "short" and not topic.short:
        return False
    return topic.when is None or topic.when.holds(conversation) is True


def _came_up(aim_set: AimSet, conversation: Conversation) -> Iterator[CameUp]:
    for suggestion in aim_set.suggestions:
        if suggestion.when.holds(conversation) is True:
            yield CameUp(suggestion, because(suggestion.when, conversation))
