"""What rooms let go of when somebody is erased: their invitations, the word they had, the rooms they led."""

from django.db.models import Q

from wholeroom.web import moments
from wholeroom.web.keeping import erasures
from wholeroom.web.people.models import Person
from wholeroom.web.rooms.models import Room, RoomInvitation


def erase_by_key(*, key: str) -> None:
    """The key is a participant's, a member's or that of something else, and only the first two are known here."""
    if not erasures.is_key(key):
        return
    who = Q(participant=key) | Q(participant__member=key)
    member = Person.objects.filter(pk=key).first()
    if member is not None:
        who |= Q(email__iexact=member.email)
    for invitation in RoomInvitation.objects.filter(who):
        moments.happen(moments.PERSON_ERASED, key=invitation.key.hex)  # whoever has a letter about it lets go of it
    RoomInvitation.objects.filter(who).update(name="", email="", message="", why="", participant=None)
    Room.objects.filter(Q(speaker=key) | Q(speaker__member=key)).update(speaker=None)
    Room.facilitators.through.objects.filter(person=key).delete()
