"""The demo with meetings in every phase, and the way into it as each of the people who use it."""

import json
from dataclasses import dataclass
from pathlib import Path

from tests.exchange_states import OF_THE_EXCHANGE
from tests.looking import LOOKS, Listener, Noticed, look_closely
from tests.meeting import run_code
from tests.meeting_states import OF_MEETINGS
from tests.pseudonym_states import OF_PSEUDONYMS
from tests.states import OF_AIM, OF_FILES, OF_PEOPLE, OF_PROBLEMS, OF_THE_SITE, opened
from tests.vote_report_states import OF_VOTE_REPORTS
from tests.vote_ways_states import OF_VOTE_WAYS
from tests.voting_states import OF_VOTES

STATES = OF_THE_SITE | OF_FILES | OF_AIM | OF_PEOPLE | OF_PROBLEMS | OF_THE_EXCHANGE | OF_PSEUDONYMS | OF_MEETINGS
STATES |= OF_VOTES | OF_VOTE_REPORTS | OF_VOTE_WAYS
MAKE = """
from wholeroom.web.running import preparation
preparation.use_data_folder(None)
preparation.start_django()
from tests import stage
stage.make()
"""


@dataclass
class Staged:
    site: str
    data: Path
    names: dict
    places: list
    sessions: dict
    addresses: int = 0  # e-mail addresses that asked for a code

    @classmethod
    def make(cls, site, data):
        return cls(site, data, **json.loads(run_code(MAKE, data=data)))

    def address(self, path):
        return self.site + path.format(**self.names)

    def cookies_of(self, who):
        kept = self.places if who == "participant" else []
        kept = [("session", self.sessions[who])] if who in self.sessions else kept
        return [{"name": name, "value": value, "url": self.site} for name, value in kept]


class Looker:
    """Looks at each state once, however many tests ask what there is to notice."""

    def __init__(self, browser, stage):
        self.browser, self.stage = browser, stage
        self.noticed, self.kept = {}, {}

    def __call__(self, name):
        if name not in self.noticed:
            self.noticed[name] = self.look(STATES[name])
        return self.noticed[name]

    def look(self, state):
        is_shared = isinstance(state.reach, opened)
        page, listener = self.kept.get(state.who) or self.new_page(state) if is_shared else self.new_page(state)
        listener.noticed = noticed = Noticed()
        try:
            state.reach(page, self.stage)
            look_closely(page, noticed, is_wall=state.is_wall)
        finally:
            if is_shared:
                self.kept[state.who] = page, listener
            else:
                page.context.close()
        return noticed

    def new_page(self, state):
        context = self.browser.new_context(**LOOKS["phone, light"], bypass_csp=state.is_sandboxed)
        context.add_cookies(self.stage.cookies_of(state.who))
        page = context.new_page()
        return page, Listener(page, self.stage.site)
