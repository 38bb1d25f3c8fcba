from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from wholeroom.web import moments, personal_data, reminders, slots


class PapersConfig(AppConfig):
    name = "wholeroom.web.papers"
    label = "papers"

    def ready(self) -> None:
        # Models can be read only now.
        from wholeroom.web.conversations import addresses, kind_names, permissions, rewording, word_kinds
        from wholeroom.web.papers import access, actions, telling_members
        from wholeroom.web.papers.models import KIND, PARTS, SIGNED

        slots.fill("home.tools", "papers/home-tools.html", order=18)
        slots.fill("problem.papers", "papers/of-problem.html")
        slots.fill("privacy.kept", "papers/privacy.html", order=35)
        moments.register(moments.WORDS_CHANGED, actions.follow_words)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
        permissions.register_moderators(KIND, access.moderates)
        permissions.register_readers(KIND, access.may_be_read)
        rewording.register_rewording(KIND)
        kind_names.register_name(KIND, gettext_lazy("a paper"))
        addresses.register_address(KIND, access.address_of)
        word_kinds.register(KIND, {**PARTS["joint"], **PARTS["context"], SIGNED: telling_members.SIGNATURE})
        reminders.register(telling_members.reminders_of)
        personal_data.register("papers", telling_members.rows)
