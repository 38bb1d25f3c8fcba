import re

import pytest
from django.urls import reverse

CODE = re.compile(r"\b\d{4}-\d{4}\b")


@pytest.fixture
def ask_for_code(mailoutbox):
    """Types an address on the sign-in page; gives the answer, and the code that came by mail if one came."""

    def ask(client, email, **query):
        before = len(mailoutbox)
        response = client.post(reverse("people:sign-in", query=query), {"email": email})
        sent = mailoutbox[before:]
        return response, CODE.search(sent[0].body).group() if sent else None

    return ask


@pytest.fixture
def sign_in(ask_for_code):
    """All the way in; gives the last answer."""

    def go(client, email, **query):
        response, code = ask_for_code(client, email, **query)
        return client.post(response.headers["Location"], {"code": code})

    return go
