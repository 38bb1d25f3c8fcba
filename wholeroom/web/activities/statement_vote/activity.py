"""Statements to vote on, one at a time; and a step to look at where the room stands: ``stage`` says which."""

from django.utils.translation import gettext_lazy as _

from wholeroom.web.activities.statement_vote.looking import Looking
from wholeroom.web.activities.statement_vote.voting import Voting
from wholeroom.web.rooms.taking import Staged


class StatementVote(Staged):
    name = "statement_vote"
    title = _("Statements to vote on")


activity = StatementVote({"look": Looking()}, usual=Voting())
