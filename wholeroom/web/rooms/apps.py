from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from wholeroom.web import moments, reminders, slots


class RoomsConfig(AppConfig):
    name = "wholeroom.web.rooms"
    label = "rooms"

    def ready(self) -> None:
        # Models can be read only now.
        from wholeroom.web.conversations import addresses, kind_names, permissions
        from wholeroom.web.live import renderers
        from wholeroom.web.rooms import access, erasing, saying, slips
        from wholeroom.web.rooms.actions import KIND
        from wholeroom.web.rooms.entering import calling, invitations
        from wholeroom.web.rooms.screens import frames

        slots.fill("nav", "rooms/nav.html", order=20)
        slots.fill("home.tools", "rooms/home-tools.html", order=12)
        slots.fill("privacy.kept", "rooms/privacy.html", order=40)
        slots.fill("problem.meetings", "rooms/problem-meetings.html")
        moments.register(moments.ROOM_CLOSED, invitations.let_go_of_addresses)
        moments.register(moments.ROOM_CLOSED, slips.let_go)
        moments.register(moments.PERSON_ERASED, erasing.erase_by_key)
        reminders.register(calling.reminders_of)
        renderers.register(frames.draw)
        permissions.register_moderators(KIND, access.facilitates)
        permissions.register_held_parts(KIND, saying.held_parts)
        kind_names.register_name(KIND, gettext_lazy("a meeting"))
        addresses.register_address(KIND, access.address_of)
