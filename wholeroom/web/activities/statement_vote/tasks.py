"""What is put in the queue: which vote is over and wants its report, and nothing of what people said."""

from django_tasks import task

from wholeroom.web.rooms.models import Step


@task()
def make_in_worker(step: int) -> None:
    from wholeroom.web.activities.statement_vote import report_making  # what takes long to load is for the worker

    found = Step.objects.select_related("room").filter(pk=step).first()
    if found is not None:
        report_making.make(step=found)
