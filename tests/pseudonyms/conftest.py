"""A site started as its users start it, with people who speak under pseudonyms, for each layout."""

import json

import pytest

from tests.conftest import running
from tests.exchange.member import LAYOUTS, Layout
from tests.meeting import run_code

BEGIN = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
"""
MAKE = f"""{BEGIN}
from tests.pseudonyms import community
community.make({list(LAYOUTS)})
"""
MORNING = f"""{BEGIN}
from datetime import timedelta
from django.utils import timezone
from wholeroom.web.pseudonyms import releasing
releasing.release(now=timezone.localtime() + timedelta(days={{days}}))
"""


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("pseudonyms")


@pytest.fixture(scope="session")
def site(data):
    with running("serve", data=data) as address:
        yield address


@pytest.fixture(scope="session")
def layouts(browser, site, data):
    return {name: Layout(name, browser, site, **made) for name, made in json.loads(run_code(MAKE, data=data)).items()}


@pytest.fixture(params=LAYOUTS)
def layout(request, layouts):
    """On a phone without JavaScript, and on a desk with it."""
    yield from opened(layouts[request.param])


@pytest.fixture
def desktop(layouts):
    yield from opened(layouts["desktop"])


def opened(layout):
    yield layout
    while layout.contexts:
        layout.contexts.pop().close()


@pytest.fixture
def morning(data):
    """``morning(3)``: what is due in three days comes out of the box."""
    return lambda days: run_code(MORNING.format(days=days), data=data)
