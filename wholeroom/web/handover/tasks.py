"""What is put in the queue: the number of a hand-over and nothing else."""

from django_tasks import task


@task()
def answer_in_worker(hand_over: str) -> None:
    from wholeroom.web.handover.worker import make_answer  # the charts need 200 MB: only the worker may load them

    make_answer(hand_over)
