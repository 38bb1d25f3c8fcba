from datetime import timedelta

from django.utils import timezone

from wholeroom.web.site.models import WorkerPulse

SILENT_FOR_GOOD = timedelta(days=1)


def worker_seen(*, worker: str) -> None:
    """Note that a worker is alive, and forget those long silent."""
    now = timezone.now()
    WorkerPulse.objects.update_or_create(worker=worker, defaults={"seen_at": now})
    WorkerPulse.objects.filter(seen_at__lt=now - SILENT_FOR_GOOD).delete()
