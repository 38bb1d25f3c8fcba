"""A vote that the site has answered is there, however the process ends. The benchmark does it more often."""

from tests.killed import killed_while_voting

KILLS = 3


def test_votes_acknowledged_before_a_kill_are_there_afterwards(database, tmp_path):
    acknowledged, kept, sent = killed_while_voting(data=tmp_path, kills=KILLS, **database)

    assert len(acknowledged) > sent / 4
    assert set(acknowledged) - set(kept) == set()
    assert len(kept) == len({vote[:2] for vote in kept}) <= sent
