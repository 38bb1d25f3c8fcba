"""A site that is killed again and again while people vote; what it had acknowledged is written down."""

import http.client
import itertools
import random
import signal
import threading
import time
import urllib.parse
from urllib.parse import urlsplit

from tests.conftest import running
from tests.vote_room import begin_vote, votes_kept

A_SECOND = 100  # votes
VOTERS = 10
PEOPLE, STATEMENTS = 400, 25
VALUES = {"agree": 1, "disagree": -1, "pass": 0}


class Voters:
    """Several people who keep voting, each vote at its moment; none is sent twice."""

    def __init__(self, room, chance):
        pairs = list(itertools.product(range(len(room.people)), room.statements))
        chance.shuffle(pairs)
        self.room, self.pairs, self.lock = room, iter(pairs), threading.Lock()
        self.sent, self.acknowledged = 0, []

    def vote_at(self, site, ended):
        """Until ``ended``: at the site, by so many at once that a slow answer holds up one of them only."""
        threads = [threading.Thread(target=self.keep_voting, args=(site, ended)) for _ in range(VOTERS)]
        for thread in threads:
            thread.start()
        return threads

    def keep_voting(self, site, ended):
        connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=10)
        due = time.monotonic()
        while not ended.is_set():
            with self.lock:
                who, statement = next(self.pairs)
                self.sent += 1
            self.vote(connection, who, statement, random.choice(list(VALUES)))
            due += VOTERS / A_SECOND
            ended.wait(max(0.0, due - time.monotonic()))
        connection.close()

    def vote(self, connection, who, statement, value):
        fields = {"ticket": self.room.tickets[who], "statement": statement, "value": value}
        try:
            connection.request("POST", "/votes/", urllib.parse.urlencode(fields))
            answer = connection.getresponse()
            answer.read()
        except (http.client.HTTPException, OSError):
            connection.close()
            return
        if answer.status == 200:
            self.acknowledged.append((self.room.people[who], statement, VALUES[value]))


def killed_while_voting(*, data, kills, **database):
    """What was acknowledged over all, what is there in the end, and how many were sent."""
    chance = random.Random(kills)
    room = begin_vote(data=data, people=PEOPLE, statements=STATEMENTS, **database)
    voters = Voters(room, chance)
    for _ in range(kills):
        ended = threading.Event()
        with running("serve", "--no-worker", data=data, kill=signal.SIGKILL, **database) as site:
            threads = voters.vote_at(site, ended)
            time.sleep(chance.uniform(1.0, 2.0))
        ended.set()
        for thread in threads:
            thread.join()
    return voters.acknowledged, votes_kept(data=data, **database), voters.sent
