"""Sets, conditions and conversations made up by Hypothesis, and many conversations of a set from a seed."""

from dataclasses import replace
from itertools import product
from random import Random

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from wholeroom.analysis.segmentation.conditions import VOICES, Asked, AtLeast, Not
from wholeroom.analysis.segmentation.conversation import Answer, Conversation, PerVoice
from wholeroom.analysis.segmentation.definition import SEVERAL, Choice, Topic
from wholeroom.analysis.segmentation.suggestions import comes_up
from wholeroom.analysis.segmentation.tests.small import SMALL

BYS = ("person", "worker", "either", "both")
unhurried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
TEXT = ("Some words.", "Words.")


def asked(aim_set, topics, marks=range(11)):
    """A question about one of the topics that somebody could answer."""
    return st.sampled_from(topics).flatmap(lambda topic: _asked_of(aim_set, topic, marks))


def _asked_of(aim_set, topic, marks):
    by = st.sampled_from(BYS)
    kinds = [st.builds(Asked, st.just(topic.name), by)]
    names = [choice.name for choice in aim_set.choices_of(topic)]
    if names:
        some = st.lists(st.sampled_from(names), min_size=1, unique=True).map(tuple)
        kinds.append(st.builds(Asked, st.just(topic.name), by, said=some))
    if topic.kind == "scale":
        ends = st.tuples(st.sampled_from(marks), st.sampled_from(marks)).map(sorted)
        kinds.append(st.builds(lambda by, ends: Asked(topic.name, by, low=ends[0], high=ends[1]), by, ends))
    return st.one_of(kinds)


def conditions(aim_set=SMALL, topics=None, marks=range(11), largest=8):
    """A condition about these topics, or about any of the set."""
    return st.recursive(
        asked(aim_set, topics or aim_set.topics, marks),
        lambda parts: st.one_of(parts.map(Not), st.lists(parts, min_size=1, max_size=4).flatmap(_at_least)),
        max_leaves=largest,
    )


def _at_least(parts):
    return st.integers(1, len(parts)).map(lambda number: AtLeast(number, tuple(parts)))


def answers(aim_set, topic):
    """Anything that the page lets one voice answer on a topic, nothing and "rather not say" among it."""
    words = st.sampled_from(["", "", "My own words.", " "])
    names = [choice.name for choice in aim_set.choices_of(topic)]
    chose, mark = st.just(()), st.none()
    if topic.kind in SEVERAL:
        chose = st.sets(st.sampled_from(names)).map(lambda some: tuple(name for name in names if name in some))
    elif names:
        chose = st.one_of(st.just(()), st.sampled_from(names).map(lambda name: (name,)))
    elif topic.kind == "scale":
        mark = st.one_of(st.none(), st.integers(0, 10))
    given = st.builds(Answer, chose=chose, mark=mark, words=words)
    return st.one_of(given, given, st.just(Answer(skipped=True)), st.just(Answer()))


def conversations(aim_set=SMALL):
    """A conversation on some topics of a set."""
    said = {
        topic.name: st.builds(PerVoice, person=answers(aim_set, topic), worker=answers(aim_set, topic))
        for topic in aim_set.topics
    }
    return st.builds(
        Conversation, length=st.sampled_from(["short", "full"]), said=st.fixed_dictionaries({}, optional=said)
    )


@st.composite
def tiny_sets(draw):
    """A set of one to three topics with few answers, so that every conversation of it can be tried."""
    kinds = draw(st.lists(st.sampled_from(["choice", "choices", "words"]), min_size=1, max_size=3))
    if len(kinds) < 3 and draw(st.booleans()):
        kinds.append("scale")
    topics = []
    for number, kind in enumerate(kinds):
        tiny = replace(SMALL, topics=tuple(topics))
        when = draw(st.none() | conditions(tiny, tiny.topics, marks=(0, 5, 10), largest=3)) if topics else None
        topics.append(_topic(f"topic-{number}", kind, when))
    return replace(SMALL, topics=tuple(topics), suggestions=())


def _topic(name, kind, when):
    choices = tuple(Choice(name=one, text=TEXT) for one in ("one", "two", "three"))
    number = {"choice": 3, "choices": 2}.get(kind, 0)
    return Topic(name=name, part="now", kind=kind, title=TEXT, ask=TEXT, choices=choices[:number], when=when)


def every_conversation(aim_set, marks=(0, 4, 5, 7, 10)):
    """Every conversation in full length, each topic answered only if it comes up; of the marks on a scale these."""
    talks = [Conversation()]
    for topic in aim_set.topics:
        every = list(product(_every_answer(aim_set, topic, marks), repeat=2))
        talks = [
            Conversation(said={**talk.said, topic.name: PerVoice(person=person, worker=worker)})
            for talk in talks
            for person, worker in (every if comes_up(topic, talk) else every[:1])
        ]
    return talks


def _every_answer(aim_set, topic, marks):
    names = [choice.name for choice in aim_set.choices_of(topic)]
    yield Answer()
    yield Answer(words="Words.")
    if topic.kind in SEVERAL:
        for some in product([False, True], repeat=len(names)):
            if any(some):
                yield Answer(chose=tuple(name for name, yes in zip(names, some, strict=True) if yes))
    elif topic.kind == "scale":
        yield from (Answer(mark=mark) for mark in marks)
    else:
        yield from (Answer(chose=(name,)) for name in names)


def swapped(talk):
    """The same conversation with the two voices changed over."""
    said = {name: PerVoice(person=both.worker, worker=both.person) for name, both in talk.said.items()}
    return Conversation(length=talk.length, said=said)


def swapped_in(condition):
    """The same condition with the two voices changed over."""
    if isinstance(condition, Not):
        return Not(swapped_in(condition.part))
    if isinstance(condition, AtLeast):
        return AtLeast(condition.number, tuple(map(swapped_in, condition.parts)))
    return replace(condition, by={"person": "worker", "worker": "person"}.get(condition.by, condition.by))


def generated_conversations(aim_set, count, seed):
    """Many conversations of a set, the same for the same seed; a few of them are as no page would have them."""
    random = Random(seed)
    return [_generated(aim_set, random) for _ in range(count)]


def _generated(aim_set, random):
    silence, odd = random.choice([0.05, 0.3, 0.7]), random.random() < 0.1
    talk = Conversation(length=random.choice(["short", "full"]))
    for topic in aim_set.topics:
        if comes_up(topic, talk) or random.random() < 0.1:  # what was said stays when its topic no longer comes up
            said = {voice: _answer(aim_set, topic, random, silence, odd) for voice in VOICES}
            if random.random() < 0.3:
                said["worker"] = said["person"]
            if any(answer != Answer() for answer in said.values()):
                talk = Conversation(length=talk.length, said={**talk.said, topic.name: PerVoice(**said)})
    return talk


def _answer(aim_set, topic, random, silence, odd):
    if random.random() < silence:
        return Answer(skipped=random.random() < 0.5)
    words = random.choice(["", "", "I sleep badly.", "“Quoted” & <b>", " "])
    names = [choice.name for choice in aim_set.choices_of(topic)]
    if odd and random.random() < 0.5:
        chose = random.sample([*names, "unknown", "sonst"], random.randint(0, 2))
        mark = random.choice([None, 0, 7])
        return Answer(chose=tuple(chose), mark=mark, words=words, skipped=random.random() < 0.2)
    if topic.kind in SEVERAL:
        some = set(random.sample(names, random.randint(0, len(names))))
        return Answer(chose=tuple(name for name in names if name in some), words=words)
    if names:
        return Answer(chose=tuple(random.sample(names, random.choice([0, 1, 1, 1, 1]))), words=words)
    if topic.kind == "scale":
        return Answer(mark=random.choice([None, *range(11)]), words=words)
    return Answer(words=words)
