"""Where somebody, some words or a file are erased: what is kept of them here goes, and the rows stay."""

from django.db.models import Q, QuerySet

from wholeroom.web.conversations.models import EARLIER_WORDING, Attachment, Contact, Contribution, Participant
from wholeroom.web.keeping import erasures
from wholeroom.web.live.bus import publish


def erase_by_key(*, key: str) -> None:
    """What the moment of an erasure does here: the key is a participant's, a member's, of words or of a file."""
    if not erasures.is_key(key):
        return  # of something that is not kept here
    for participant in Participant.objects.filter(pk=key) | Participant.objects.filter(member=key):
        _empty(Contribution.everything.filter(participant=participant))
        Contact.objects.filter(participant=participant).delete()
        participant.nickname, participant.groups = "", {}
        participant.member, participant.token_hash, participant.is_erased = None, None, True
        participant.save()
        publish(participant.conversation_id.hex)
    Attachment.objects.filter(pk=key).delete()
    _empty(Contribution.everything.filter(Q(pk=key) | Q(parent=key, kind=EARLIER_WORDING)))


def _empty(words: QuerySet[Contribution]) -> None:
    """The row stays, so that what refers to it still stands; nothing that somebody said, showed or chose does."""
    Attachment.objects.filter(words__in=words).delete()
    nobody = Contribution.ShownAs.NOBODY
    erased = Contribution.State.ERASED
    words.update(text="", state=erased, reason="", participant=None, sending=None, shown_as=nobody, language="")
