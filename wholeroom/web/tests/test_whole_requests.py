import asyncio

from wholeroom.web.whole_requests import TOO_LARGE, WholeRequests


class Heard:
    """An application that keeps what it was given and says yes."""

    def __init__(self):
        self.scope = None
        self.body = b""
        self.messages = 0

    async def __call__(self, scope, receive, send):
        self.scope = scope
        more = True
        while more:
            message = await receive()
            self.messages += 1
            self.body += message.get("body", b"")
            more = message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": []})


def ask(tmp_path, blocks, *, pause=0.0, disconnect=False, most_bytes=1000, most_seconds=5.0):
    application = Heard()
    sent = []
    messages = [{"type": "http.request", "body": block, "more_body": True} for block in blocks]
    messages.append({"type": "http.disconnect"} if disconnect else {"type": "http.request", "more_body": False})

    async def receive():
        await asyncio.sleep(pause)
        return messages.pop(0)

    async def send(message):
        sent.append(message)

    whole = WholeRequests(application, most_bytes=most_bytes, most_seconds=most_seconds, folder=tmp_path)
    asyncio.run(whole({"type": "http"}, receive, send))
    return application, sent


def test_request_arrives_whole(tmp_path):
    application, sent = ask(tmp_path, [b"one ", b"two ", b"three"])

    assert application.body == b"one two three"
    assert sent[0]["status"] == 200


def test_request_without_a_body_arrives(tmp_path):
    application, _ = ask(tmp_path, [])

    assert (application.body, application.messages) == (b"", 1)


def test_large_request_waits_on_disk_and_arrives_in_blocks(tmp_path):
    body = bytes(range(256)) * 12_000

    application, _ = ask(tmp_path, [body[:2_000_000], body[2_000_000:]], most_bytes=4_000_000)

    assert application.body == body
    assert application.messages > 10


def test_request_of_just_the_limit_is_taken(tmp_path):
    application, _ = ask(tmp_path, [b"x" * 1000])

    assert TOO_LARGE not in application.scope
    assert len(application.body) == 1000


def test_request_over_the_limit_is_thrown_away_and_marked(tmp_path):
    application, _ = ask(tmp_path, [b"x" * 600, b"x" * 600])

    assert application.scope[TOO_LARGE] is True
    assert application.body == b""


def test_slow_sender_is_refused_and_never_reaches_the_application(tmp_path):
    application, sent = ask(tmp_path, [b"x"] * 50, pause=0.05, most_seconds=0.2)

    assert application.scope is None
    assert sent[0]["status"] == 408


def test_sender_who_leaves_never_reaches_the_application(tmp_path):
    application, sent = ask(tmp_path, [b"x"], disconnect=True)

    assert (application.scope, sent) == (None, [])
