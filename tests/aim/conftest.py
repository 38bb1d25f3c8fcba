"""The page of the small set as a file on this disk, and opened in a browser for one test."""

import pytest

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
