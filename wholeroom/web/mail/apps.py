from django.apps import AppConfig

from wholeroom.web import moments, slots


class MailConfig(AppConfig):
    name = "wholeroom.web.mail"
    label = "mail"

    def ready(self) -> None:
        from wholeroom.web.mail import actions, condition  # models can be read only now

        slots.fill("privacy.kept", "mail/privacy.html", order=60)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
        moments.register(moments.MAIL_ASKED_ABOUT, condition.gets_out)
        moments.register(moments.EVERY_MINUTE, actions.try_again)
