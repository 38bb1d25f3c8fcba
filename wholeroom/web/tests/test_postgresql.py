"""The web half once more on PostgreSQL, in a run of its own: settings are read once in a process."""

import os
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).parents[1]
# These ask nothing of a database, or nothing that another one could answer otherwise; or what they play is asked of
# both databases by the tests of the acts that they play.
LEFT_OUT = (
    "activities/consent/tests/test_phones.py",
    "activities/statement_vote/tests/test_attacker.py::test_no_vote_can_be_worked_out_from_maps_and_rows_of_six",
    "activities/statement_vote/tests/test_attacker.py::test_no_vote_of_anybody_else_can_be_worked_out",
    "handover/tests/test_answers.py",
    "handover/tests/test_fetching.py",
    "handover/tests/test_malformed_files.py",
    "introductions/tests/test_secrecy.py",
    "live/tests/test_hub.py",
    "live/tests/test_streams.py",
    "people/tests/test_naming_hosts.py",
    "people/tests/test_sign_on.py",
    "rooms/tests/test_console_keys.py",
    "running/tests/test_preparation.py",
    "running/tests/test_serving.py::test_site_behind_a_proxy_asks_for_https_and_binds_its_cookies",
    "running/tests/test_serving.py::test_stopping_the_site_stops_its_worker",
    "running/tests/test_serving.py::test_worker_dies_with_a_site_that_was_killed",
    "running/tests/test_serving.py::test_worker_that_died_is_started_again",
    "site/tests/test_catalogue.py",
    "site/tests/test_community.py",
    "site/tests/test_community_files.py",
    "site/tests/test_forms.py",
    "site/tests/test_hidden_problems.py",
    "site/tests/test_queries.py",
    "site/tests/test_ring.py",
    "site/tests/test_small_groups.py",
    "site/tests/test_westmarch.py",
    "site/tests/test_words.py",
    "tests/test_environment.py",
    "tests/test_house.py",
    "tests/test_postgresql.py",
    "tests/test_settings.py",
    "tests/test_whole_answers.py",
    "tests/test_whole_requests.py",
)


def test_web_half_passes_on_postgresql(postgresql_url):
    environment = {**os.environ, "WHOLEROOM_DATABASE_URL": postgresql_url}
    del environment["WHOLEROOM_TEST_DATABASE_URL"]
    left_out = [f"--deselect={WEB.relative_to(WEB.parents[1]) / name}" for name in LEFT_OUT]
    command = [sys.executable, "-m", "pytest", str(WEB), *left_out, "-q", "-p", "no:cacheprovider"]

    done = subprocess.run(
        command, cwd=WEB.parents[1], env=environment, capture_output=True, text=True, timeout=3600, check=False
    )

    assert done.returncode == 0, done.stdout[-6000:]


def test_what_is_left_out_is_there():
    for name in LEFT_OUT:
        file, _, test = name.partition("::")
        assert f"def {test}(" in (WEB / file).read_text() if test else (WEB / file).exists()
