from datetime import timedelta

import pytest
from django.utils import timezone

from wholeroom.web import moments
from wholeroom.web.running import worker
from wholeroom.web.site.models import WorkerPulse


@pytest.mark.django_db
def test_pulse_shows_that_the_worker_lives_and_forgets_the_long_silent():
    WorkerPulse.objects.create(worker="gone", seen_at=timezone.now() - timedelta(days=2))

    worker.pulse("here")
    worker.pulse("here")

    assert [pulse.worker for pulse in WorkerPulse.objects.all()] == ["here"]


@pytest.mark.django_db
def test_tidying_calls_every_app_that_registered(monkeypatch):
    monkeypatch.setattr(moments, "_registered", {})
    called = []
    moments.register(moments.EVERY_MINUTE, lambda: called.append("tidied"))

    worker.tidy()

    assert called == ["tidied"]
