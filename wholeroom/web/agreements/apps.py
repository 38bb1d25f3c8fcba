from django.apps import AppConfig

from wholeroom.web import moments, slots


class AgreementsConfig(AppConfig):
    name = "wholeroom.web.agreements"
    label = "agreements"

    def ready(self) -> None:
        from wholeroom.web.agreements import actions, letting_go, reminding, retaining  # models can be read only now

        moments.register(moments.ROOM_CLOSED, actions.close_room)
        moments.register(moments.RETENTION_DAY, retaining.what_was_signed)
        moments.register(moments.PERSON_ERASED, letting_go.let_go)
        moments.register(moments.EVERY_MINUTE, reminding.every_minute)
        slots.fill("problem.outcome", "agreements/of-problem.html")
        slots.fill("privacy.kept", "agreements/privacy.html", order=50)
        slots.fill("room.outcome", "agreements/of-room.html")
