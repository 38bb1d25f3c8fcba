"""A running meeting for tests of the whole system: made in the data folder, entered through its pages."""

import http.client
import http.cookiejar
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid
from html import unescape

from tests.conftest import ROOT, environment_for

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
BEGIN = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
preparation.update_tables()
from wholeroom.web.people.models import Person
from wholeroom.web.rooms import actions, registry
facilitator = Person.objects.create_user("host@westmarch.example", may_facilitate=True)
method = registry.method("problem_meeting")
room = actions.open_room(by=facilitator, method=method, minutes=75, question="Why do people leave?")
actions.turn(by=facilitator, room=room, verb="start")
print(room.code, room.steps.get(position=0).pk, room.pk)
"""


def run_code(code, *, data, **environment):
    """Run a few lines against the site's data, as a command would; gives what they print."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment_for(WHOLEROOM_DATA=str(data), **environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def begin_meeting(*, data, **environment):
    """A meeting in its first step: the join code, the step's id and the room's id."""
    return run_code(BEGIN, data=data, **environment).split()


class Guest:
    """Somebody in the meeting with a phone, without a browser."""

    def __init__(self, site, code):
        self.site, self.code = site, code
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        self.token = ""

    def open(self, path, fields=None, **headers):
        data = None if fields is None else urllib.parse.urlencode(fields, doseq=True).encode()
        request = urllib.request.Request(self.site + path, data=data, headers=headers)
        with self.opener.open(request, timeout=20) as answer:
            return answer.read().decode()

    def join(self, nickname="", groups=()):
        page = self.open(f"/j/{self.code}/")
        self.token = unescape(TOKEN.search(page)[1])
        fields = {"csrfmiddlewaretoken": self.token, "nickname": nickname, "groups": list(groups)}
        self.open(f"/j/{self.code}/", fields)
        page = self.open(f"/r/{self.code}/")
        self.token = unescape(TOKEN.search(page)[1])

    def say(self, step, text, sending=None, shown_as="nobody"):
        """Send words; True once the site has said that it has them."""
        fields = {
            "csrfmiddlewaretoken": self.token,
            "text": text,
            "shown_as": shown_as,
            "sending": sending or uuid.uuid4().hex,
        }
        try:
            self.open(f"/r/{self.code}/say/{step}/", fields, **{"X-Sent-By": "page"})
        except (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError):
            return False
        return True
