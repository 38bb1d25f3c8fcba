"""What lists need of a problem's replies: the day and the place of the newest that shows, kept beside the problem."""

from django.db.models import Max

from wholeroom.web.conversations.models import Contribution
from wholeroom.web.problems.models import Problem, Reply

SHOWN = Contribution.State.SHOWN


def lift(reply: Reply) -> None:
    """A new reply lifts its problem to the top of the list."""
    if reply.words.state == SHOWN:
        Problem.objects.filter(pk=reply.problem_id).update(newest_day=reply.day, newest_position=reply.words.position)


def look_again(*, contribution: Contribution) -> None:
    """Words that show no longer, or show again, change which reply is the newest."""
    problem = Problem.objects.filter(replies__words=contribution).first()
    if problem is None:
        return
    shown = problem.replies.filter(words__state=SHOWN)
    newest = shown.aggregate(day=Max("day"), position=Max("words__position"))
    Problem.objects.filter(pk=problem.pk).update(
        newest_day=newest["day"] or problem.shared_on, newest_position=newest["position"]
    )
