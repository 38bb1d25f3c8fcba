"""Problems of the example, and what others say to them."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from wholeroom.web.problems import actions as problems
from wholeroom.web.problems import replying, stages
from wholeroom.web.problems.models import NOTHING_COULD_BE, PARTS, TRIED, TRIED_PARTS, Problem
from wholeroom.web.search import actions as search
from wholeroom.web.search.models import Judgement
from wholeroom.web.site.westmarch.community.rows import Row, groups

if TYPE_CHECKING:
    from wholeroom.web.site.westmarch.community.living import Living

SAME_HERE_WORDS = "same-here-words"
CLOSED_WITH_NOTHING = "closed-nothing"


def bring(living: "Living", row: Row) -> None:
    owner = living.people[row["by"]]
    problem = problems.bring(by=owner, hard=row["hard"])
    for part in PARTS:
        if row.get(part):
            problems.tell(by=owner, problem=problem, part=part, text=row[part])
    answer_by = (
        timezone.localdate() + timedelta(days=int(row["day"]) + int(row["answer_by"])) if row["answer_by"] else None
    )
    problems.say_about(
        by=owner,
        problem=problem,
        service=row["service"],
        area=living.area(row["area"]),
        answer_by=answer_by,
        asks_for_ideas=row["ideas"] == "yes",
    )
    problems.share(
        by=owner,
        problem=problem,
        audience=row["audience"],
        shown_as=row["appears"],
        nickname=owner.name if row["appears"] == "name" else "",
        groups=groups(row) if row["appears"] != "nobody" else (),
    )
    living.problems[row["key"]] = problem


def reply(living: "Living", row: Row) -> None:
    by, problem = living.people[row["by"]], living.problems[row["problem"]]
    kind = row["kind"].removesuffix("-words")
    said = replying.reply(
        by=by,
        problem=problem,
        kind=kind,
        text=row["text"],
        parts={part: row[part] for part in TRIED_PARTS} if kind == TRIED else None,
        answers=living.replies.get(row["answers"]),
        shown_as=row["appears"],
        nickname=by.name if row["appears"] == "name" else "",
        groups=by.groups if row["appears"] != "nobody" else (),
    )
    living.replies[row["key"]] = said.words


def same_here(living: "Living", row: Row) -> None:
    by, area = living.people[row["by"]], living.area(row["area"])
    replying.say_same_here(
        by=by,
        problem=living.problems[row["problem"]],
        groups=groups(row),
        kind_of_area=area.kind if area else "",
        appears=row["appears"],
        nickname=by.name if row["appears"] == "name" else "",
        may_be_asked=row["may_be_asked"] == "yes",
    )


def say_where_they_stand(living: "Living") -> None:
    """Today: which are in a meeting, acted on, looked at again, or closed with why nothing could be done."""
    for row in living.files.problems:
        problem = living.problems[row["key"]]
        if row["state"] == CLOSED_WITH_NOTHING:
            stages.close(by=problem.owner, problem=problem, kind=NOTHING_COULD_BE, text=row["done"])
        elif row["state"] != Problem.Stage.OPEN:
            if row["done"]:
                replying.reply(by=problem.owner, problem=problem, kind=TRIED, text=row["done"], shown_as=row["appears"])
            stages.set_stage(by=problem.owner, problem=problem, stage=row["state"])


def say_which_are_the_same(living: "Living") -> None:
    """Every second pair by both who brought them; the others are left for people to say."""
    for row in living.files.same_problem[::2]:
        one, other = living.problems[row["one"]], living.problems[row["other"]]
        for by in (one.owner, other.owner):
            search.judge(by=by, one=one.conversation, other=other.conversation, verdict=Judgement.Verdict.SAME)
