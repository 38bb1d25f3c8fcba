"""What is put in the queue: the number of a message and nothing else."""

from django_tasks import task

from wholeroom.web.mail.actions import deliver


@task()
def deliver_in_worker(message: str) -> None:
    deliver(message)
