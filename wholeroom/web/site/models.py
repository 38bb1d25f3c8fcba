from django.db import models


class WorkerPulse(models.Model):
    """When a worker last showed that it is alive. One row for each worker, kept for a day."""

    worker = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.worker} at {self.seen_at:%H:%M:%S}"
