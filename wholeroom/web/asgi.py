"""The one root that the server runs: Django as WSGI on one thread, fed with requests that have arrived whole."""

import os

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wholeroom.web.settings")
pages = get_wsgi_application()

from django.conf import settings  # noqa: E402 -- only after Django is set up

from wholeroom.web.whole_answers import WholeAnswers  # noqa: E402
from wholeroom.web.whole_requests import WholeRequests  # noqa: E402

FORM_FIELDS = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
QUEUED_BLOCKS = 1024  # so that a slow reader of one page does not hold up the thread

django = WSGIMiddleware(pages, workers=1, send_queue_size=QUEUED_BLOCKS)
application = WholeRequests(
    WholeAnswers(django, executor=django.executor),
    most_bytes=settings.UPLOAD_BYTES + FORM_FIELDS,
    most_seconds=settings.UPLOAD_SECONDS,
    folder=settings.FILE_UPLOAD_TEMP_DIR,
)
