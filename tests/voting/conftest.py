"""A site started as its users start it, with somebody who may hold rooms."""

import json

import pytest

from tests.conftest import running
from tests.meeting import run_code

IN_THE_SITE = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
from tests.voting import hall
hall.{call}
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("voting")


@pytest.fixture(scope="module")
def site(data):
    with running("serve", data=data) as address:
        yield address


@pytest.fixture(scope="module")
def session(site, data):
    return json.loads(run_code(IN_THE_SITE.format(call="make()"), data=data))["session"]


@pytest.fixture(scope="module")
def hall_votes(data):
    """``hall_votes(room, people)``: so many more people vote at once, as a hall does."""
    return lambda room, people: run_code(IN_THE_SITE.format(call=f"vote({room!r}, {people})"), data=data)
