"""What is put in the queue: that words have changed, and nothing of them."""

from django_tasks import task


@task()
def keep_vectors() -> None:
    """Make the vectors that wait; where many do, again and again, each time from where it stopped."""
    from wholeroom.web.search import vectors  # the model needs 200 MB: only who encodes may load it

    if vectors.keep_some(seconds=vectors.SECONDS_AT_A_TIME):
        keep_vectors.enqueue()


def keep_vectors_soon() -> None:
    keep_vectors.enqueue()
