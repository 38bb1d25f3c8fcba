"""Speaking under a pseudonym as a browser does, and the mornings on which it comes out."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from wholeroom.web.pseudonyms import releasing

CODEWORD = re.compile(r"[a-z]{6}(?:-[a-z]{6}){3}")
WORDS = {"step": "words", "kind": "question", "text": "Who answers the phone at night?"}


def ticket_of(member, problem=None):
    """The link on the page of a signed-in member."""
    address = f"/problems/{problem.pk}/pseudonym/" if problem else "/pseudonyms/new/"
    return re.search(r'href="(/speak/[^"]+)"', member.browser.get(address).text)[1]


def speak(link, browser=None, **given):
    """Send words with a link; gives the codeword."""
    answer = (browser or Client()).post(link, {**WORDS, **given})
    assert answer.status_code == 200, answer.text
    return CODEWORD.search(answer.text)[0]


def opened(codeword, browser=None, **given):
    """The page of a codeword, after what is asked for with it."""
    return (browser or Client()).post("/codeword/", {"codeword": codeword, **given})


def morning(days=3):
    """The worker looks into the box, some days from now."""
    releasing.every_minute(now=timezone.localtime().replace(hour=7) + timedelta(days=days))


def let_show(host):
    """A host lets the words that wait show."""
    page = host.browser.get("/pseudonyms/to-read/").text
    for link in re.findall(r'href="(/pseudonyms/to-read/[0-9a-f-]{36}/)"', page):
        answer = host.browser.post(link, {"fits": "yes", "known": "no", "what": "show"})
        assert answer.status_code == 302, answer.text
