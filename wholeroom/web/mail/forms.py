from django import forms
from django.utils.translation import gettext_lazy as _

from wholeroom.web.explained_choices import ExplainedChoices
from wholeroom.web.mail.models import DigestChoice


class HowOftenForm(forms.Form):
    how_often = forms.ChoiceField(
        label=_("How often shall we write?"),
        choices=DigestChoice.HowOften,
        widget=ExplainedChoices(
            abouts={
                DigestChoice.HowOften.DAILY: _("After eight in the morning, all of it in one message."),
                DigestChoice.HowOften.WEEKLY: _("All of the week in one message."),
                DigestChoice.HowOften.NEVER: _("The pages still show what is new. Codes to sign in still come."),
            }
        ),
        error_messages={"required": _("Choose how often.")},
    )
