from django.apps import AppConfig

from wholeroom.web import moments, personal_data, reminders, slots


class MailConfig(AppConfig):
    name = "wholeroom.web.mail"
    label = "mail"

    def ready(self) -> None:
        # Models can be read only now.
        from wholeroom.web.mail import actions, condition
        from wholeroom.web.mail.digests import actions as digests
        from wholeroom.web.mail.rows import rows

        slots.fill("privacy.kept", "mail/privacy.html", order=60)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
        moments.register(moments.MAIL_ASKED_ABOUT, condition.gets_out)
        moments.register(moments.EVERY_MINUTE, actions.try_again)
        moments.register(moments.EVERY_MINUTE, digests.every_minute)
        reminders.register_gatherer(digests.gathers)
        slots.fill("account", "mail/account.html", order=30)
        personal_data.register("mail", rows)
