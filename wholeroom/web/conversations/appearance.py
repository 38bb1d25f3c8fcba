"""With what somebody's words appear: what they chose for each, and never more."""

from django.utils.translation import gettext

from wholeroom.web.conversations.models import Contribution, Participant

ShownAs = Contribution.ShownAs


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
    name = name_of(who)
    return gettext("%(name)s (%(groups)s)") % {"name": name, "groups": groups} if name and groups else name


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
