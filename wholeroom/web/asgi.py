"""The one root that the server runs.

`/live/` is a hub of our own in the event loop; what hundreds of phones send at once is taken in beside it. All else is
Django as WSGI on one thread, fed with requests that have arrived whole. The hub's frames are drawn, and quick answers
made, on the same thread, between two requests.
"""

import os

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wholeroom.web.settings")
pages = get_wsgi_application()

from django.conf import settings  # noqa: E402 -- only after Django is set up

from wholeroom.web import moments, quick_paths  # noqa: E402
from wholeroom.web.live import elsewhere, renderers, streams  # noqa: E402
from wholeroom.web.live.hub import Hub  # noqa: E402
from wholeroom.web.whole_answers import WholeAnswers  # noqa: E402
from wholeroom.web.whole_requests import Message, Receive, Send, WholeRequests  # noqa: E402

FORM_FIELDS = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
QUEUED_BLOCKS = 1024  # so that a slow reader of one page does not hold up the thread

django = WSGIMiddleware(pages, workers=1, send_queue_size=QUEUED_BLOCKS)
whole_pages = WholeRequests(
    WholeAnswers(django, executor=django.executor),
    most_bytes=settings.UPLOAD_BYTES + FORM_FIELDS,
    most_seconds=settings.UPLOAD_SECONDS,
    folder=settings.FILE_UPLOAD_TEMP_DIR,
)
live = streams.Streams(
    Hub(renderers.draw, django.executor, elsewhere=elsewhere.for_database(django.executor)),
)
quick = quick_paths.made(django.executor)
moments.happen(moments.SITE_STARTED)


async def application(scope: Message, receive: Receive, send: Send) -> None:
    if scope["type"] == "http":
        if scope["path"].startswith(streams.PREFIX):
            return await live(scope, receive, send)
        for prefix, answers in quick.items():
            if scope["path"].startswith(prefix):
                return await answers(scope, receive, send)
    return await whole_pages(scope, receive, send)
