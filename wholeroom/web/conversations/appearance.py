"""With what somebody's words appear: what they chose for each, and never more."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext

from wholeroom.web.conversations.models import Contribution, Participant
from wholeroom.web.people import own_pages
from wholeroom.web.people.stakeholder_groups import GROUPS
from wholeroom.web.people.vouching import standing

ShownAs = Contribution.ShownAs
_page_of_pseudonym: list[Callable[[Participant], str]] = []


def register_page_of_pseudonym(function: Callable[[Participant], str]) -> None:
    """Have ``function(participant)`` give the address of a pseudonym's page. Call it in ``AppConfig.ready``."""
    _page_of_pseudonym[:] = [function]


def label(contribution: Contribution) -> str:
    """The name, the groups, or nothing: an empty text where the words stand alone.

    Where the chosen name or group is gone, or was never given, nothing is said instead.
    """
    who = contribution.participant
    if who is None or contribution.shown_as == ShownAs.NOBODY:
        return ""
    groups = ", ".join(who.group_labels())
    if contribution.shown_as == ShownAs.GROUP:
        return groups
    return _name_and_groups(name_of(who), groups)


def labels_with_how_known(said: Iterable[Contribution], *, says_self_described: bool = True) -> dict[UUID, str]:
    """The same as ``label``, with how each group is known: "(self-described)", or "(vouched)" where that holds today.

    For pages that ask for it, and all their words at once. A page that says once that groups are self-described can
    leave that out beside each. Where words appear with a group and no name, they say
    "(vouched)" only if many are vouched for in that group: among a few, the word would point at somebody.
    """
    said = list(said)
    members = {one.participant.member_id for one in said if one.participant and one.participant.member_id}
    vouched = standing.vouched_groups(members) if members else {}
    of_many = standing.groups_of_many() if vouched else set()
    return {one.pk: _with_how_known(one, vouched, of_many, says_self_described) for one in said}


def _with_how_known(
    words: Contribution, vouched: Mapping[UUID, set[str]], of_many: set[str], says_self_described: bool
) -> str:
    who = words.participant
    if who is None or words.shown_as == ShownAs.NOBODY:
        return ""
    is_named = words.shown_as == ShownAs.NAME
    known = vouched.get(who.member_id, set()) if who.member_id else set()
    known = known if is_named else known & of_many
    known_as = [_known_as(code, known, says_self_described) for code in GROUPS if code in who.groups]
    groups = ", ".join(who.group_labels() if who.is_pseudonym else known_as)
    return _name_and_groups(name_of(who), groups) if is_named else groups


def _known_as(code: str, vouched: set[str], says_self_described: bool) -> str:
    group = {"group": GROUPS[code]}
    if code in vouched:
        return gettext("%(group)s (vouched)") % group
    return gettext("%(group)s (self-described)") % group if says_self_described else str(GROUPS[code])


def _name_and_groups(name: str, groups: str) -> str:
    return gettext("%(name)s (%(groups)s)") % {"name": name, "groups": groups} if name and groups else name


def page_of(words: Contribution) -> str:
    """The page of who said it, if their words lead there: they show with the name that the account has too."""
    return page_of_place(words.participant) if words.participant and words.shown_as == ShownAs.NAME else ""


def page_of_place(who: Participant) -> str:
    """The page of somebody who is openly themselves here, or of a pseudonym; a name given only here leads nowhere."""
    if who.is_pseudonym:
        return _page_of_pseudonym[0](who) if _page_of_pseudonym else ""
    is_own_name = who.member is not None and who.nickname in ("", who.member.name)
    return own_pages.page_of(who.member) if is_own_name else ""


def name_of(who: Participant) -> str:
    """What they are called here: the name they gave in this conversation, or else their own as a member."""
    return who.nickname or (who.member.name if who.member else "")


def reveals(who: Participant | None = None) -> dict[str, str]:
    """What each choice reveals of somebody, in a sentence; of whoever it may be where nobody is named."""
    return {
        ShownAs.NAME.value: _name_reveals(who),
        ShownAs.GROUP.value: _group_reveals(who),
        ShownAs.NOBODY.value: gettext("No name and no group. People who know you may still guess."),
    }


def _name_reveals(who: Participant | None) -> str:
    if who is None:
        return gettext("All who can read this see the name, and the groups if there are any.")
    if not name_of(who):
        return gettext("You have given no name here, so nothing would show.")
    shown = Contribution(participant=who, shown_as=ShownAs.NAME)
    return gettext("All who can read this see: %(who)s.") % {"who": label(shown)}


def _group_reveals(who: Participant | None) -> str:
    if who is None:
        return gettext("All who can read this see the groups, and no name. In a small room people may guess.")
    groups = ", ".join(who.group_labels())
    if not groups:
        return gettext("You have named no group here, so nothing would show.")
    return gettext("All who can read this see: %(who)s. In a small room people may guess.") % {"who": groups}
