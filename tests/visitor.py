"""A visitor without a browser: opens pages, hands files over, waits for the answer, fetches its pieces."""

import http.cookiejar
import re
import time
import urllib.error
import urllib.request
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    def __init__(self, site):
        self.site = site
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def open(self, path, fields=None):
        """The status, the address in the end, and the body."""
        data, headers = None, {}
        if fields is not None:
            data, headers = encode_multipart(BOUNDARY, fields), {"Content-Type": MULTIPART_CONTENT}
        request = urllib.request.Request(self.site + path, data=data, headers=headers)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.url.removeprefix(self.site), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.url.removeprefix(self.site), error.read()

    def send(self, path, **fields):
        """Fill in the form at ``path`` and send it; bytes become files."""
        _, _, page = self.open(path)
        token = unescape(TOKEN.search(page.decode())[1])
        files = {name: self.as_file(value) for name, value in fields.items()}
        return self.open(path, {"csrfmiddlewaretoken": token, **files})

    @staticmethod
    def as_file(value):
        return SimpleUploadedFile("file.csv", value, "text/csv") if isinstance(value, bytes) else value

    def wait(self, path, seconds=60):
        """The page of an answer once it is neither waiting nor being worked on."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            _, _, page = self.open(path)
            if b"<progress" not in page:
                return page.decode()
            time.sleep(0.2)
        raise AssertionError(f"no answer at {path} after {seconds} s")

    def fetch(self, path, name):
        """One piece of the answer at ``path``."""
        _, _, page = self.open(path)
        token = unescape(TOKEN.search(page.decode())[1])
        status, _, body = self.open(f"{path}fetch/{name}/", {"csrfmiddlewaretoken": token})
        return status, body
