"""The pages of sets as files on this disk and as served, and that of the small set opened for one test."""

import pytest

from tests.aim.people import NAMES, OPIOID, page_on_disk
from tests.aim.talk import open_page, small_page


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    return small_page(tmp_path_factory.mktemp("aim"))


@pytest.fixture
def page(browser, address):
    opened = open_page(browser, address)
    yield opened
    opened.context.close()
    assert opened.errors == []


@pytest.fixture(scope="session")
def on_disk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("aim")
    return {name: page_on_disk(folder, name) for name in NAMES}


@pytest.fixture(scope="session")
def served(demo_site):
    return f"{demo_site}/aim/{OPIOID}/"
