import pytest


@pytest.fixture
def ann(member):
    return member("Ann", groups=["clinician"])


@pytest.fixture
def host(member):
    return member("Hope", is_host=True)


@pytest.fixture
def clinicians(member):
    """Five besides Ann, so that six could have said what a clinician says."""
    return [member(f"Clin{number}", groups=["clinician"]) for number in range(5)]
