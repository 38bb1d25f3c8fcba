"""Talks for tests: what each of the two said, topic by topic, and the names of what came up."""

from wholeroom.analysis.segmentation.conversation import Answer, Conversation, PerVoice
from wholeroom.analysis.segmentation.reading_sets import EXAMPLES, read_set
from wholeroom.analysis.segmentation.suggestions import things_to_talk_about

SKIPPED = Answer(skipped=True)


def example(name):
    return read_set(EXAMPLES / f"{name}.toml")


def talk(person=None, worker=None, length="full", chosen_in=None):
    """A talk in which each said so much: choices as a list or tuple, a mark as a number, or words.

    With ``chosen_in``, a set, a text is one choice where the topic has something to choose.
    """
    person, worker = person or {}, worker or {}
    choosing = [topic.name for topic in chosen_in.topics if chosen_in.choices_of(topic)] if chosen_in else []

    def answer(said, topic):
        return _answer((said,) if isinstance(said, str) and topic in choosing else said)

    topics = dict.fromkeys([*person, *worker])
    said = {
        topic: PerVoice(person=answer(person.get(topic), topic), worker=answer(worker.get(topic), topic))
        for topic in topics
    }
    return Conversation(length=length, said=said)


def skipping(aim_set, length="full"):
    """A talk in which both would rather not say anything."""
    both = PerVoice(person=SKIPPED, worker=SKIPPED)
    return Conversation(length=length, said={topic.name: both for topic in aim_set.topics})


def suggested(aim_set, conversation):
    return [one.suggestion.name for one in things_to_talk_about(aim_set, conversation).suggestions]


def asked(aim_set, conversation):
    return [topic.name for topic in things_to_talk_about(aim_set, conversation).topics]


def reasons(aim_set, conversation, name):
    came_up = things_to_talk_about(aim_set, conversation).suggestions
    return next(one.because for one in came_up if one.suggestion.name == name)


def options(aim_set, name):
    """The ways that the options of a suggestion name, in their order, None for an option that names no way."""
    return [option.way for one in aim_set.suggestions if one.name == name for option in one.options]


def _answer(said):
    if said is None or isinstance(said, Answer):
        return said or Answer()
    if isinstance(said, list | tuple):
        return Answer(chose=tuple(said))
    return Answer(mark=said) if isinstance(said, int) else Answer(words=said)
