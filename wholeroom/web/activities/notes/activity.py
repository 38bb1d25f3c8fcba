"""Notes: anybody writes down what they have to say; all see it. With an owner who speaks, it waits until they have."""

from django.utils.translation import gettext_lazy as _

from wholeroom.web.rooms.saying import Saying


class Notes(Saying):
    name = "notes"
    title = _("Notes")
    kind = "note"


activity = Notes()
