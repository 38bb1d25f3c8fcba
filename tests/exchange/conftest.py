"""A site started as its users start it, with a small community for each layout."""

import json

import pytest

from tests.conftest import running
from tests.exchange.member import LAYOUTS, Layout
from tests.meeting import run_code

MAKE = f"""
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
from tests.exchange import community
community.make({list(LAYOUTS)})
"""


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("exchange")


@pytest.fixture(scope="session")
def site(data):
    with running("serve", data=data) as address:
        yield address


@pytest.fixture(scope="session")
def layouts(browser, site, data):
    return {name: Layout(name, browser, site, **made) for name, made in json.loads(run_code(MAKE, data=data)).items()}


@pytest.fixture(params=LAYOUTS)
def layout(request, layouts):
    """On a phone without JavaScript, and on a desk with it: the other two would take as long again."""
    chosen = layouts[request.param]
    yield chosen
    while chosen.contexts:
        chosen.contexts.pop().close()
