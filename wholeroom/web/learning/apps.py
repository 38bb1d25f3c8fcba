from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from wholeroom.web import moments, personal_data, reminders, slots


class LearningConfig(AppConfig):
    name = "wholeroom.web.learning"
    label = "learning"

    def ready(self) -> None:
        # Models can be read only now.
        from wholeroom.web.conversations import addresses, attaching, kind_names, permissions, rewording, word_kinds
        from wholeroom.web.learning import access, actions, findable, kept_of_members, reminding
        from wholeroom.web.learning.models import ALL_PARTS, COUNTER_SIGNED, KIND, TRIED_HERE
        from wholeroom.web.search import kinds

        slots.fill("nav", "learning/nav.html", order=15)
        slots.fill("home.tools", "learning/home-tools.html", order=15)
        slots.fill("privacy.kept", "learning/privacy.html", order=35)
        slots.fill("problem.practice", "learning/of-problem.html")
        moments.register(moments.WORDS_CHANGED, actions.follow_words)
        moments.register(moments.PERSON_ERASED, actions.erase_by_key)
        permissions.register_moderators(KIND, access.moderates)
        permissions.register_readers(KIND, access.may_be_read)
        rewording.register_rewording(KIND)
        kinds.register(findable.KIND_OF_THINGS)
        kind_names.register_name(KIND, gettext_lazy("a practice note"))
        addresses.register_address(KIND, access.address_of)
        attaching.register_files(KIND)
        said_by_others = {
            COUNTER_SIGNED: gettext_lazy("Counter-signed"),
            TRIED_HERE: gettext_lazy("We tried this here"),
        }
        word_kinds.register(KIND, {**ALL_PARTS, **said_by_others})
        personal_data.register("practice notes", kept_of_members.notes)
        personal_data.register("words to practice notes", kept_of_members.answers)
        reminders.register(reminding.reminders)
