"""Mail to one person that says the same in every language of the site, the reader's first."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language, override


def in_every_language(template: str, context: dict[str, object]) -> str:
    languages = sorted((code for code, name in settings.LANGUAGES), key=lambda code: code != get_language())
    return "\n\n".join(_in_language(language, template, context) for language in languages)


def _in_language(language: str, template: str, context: dict[str, object]) -> str:
    with override(language):
        return render_to_string(template, context).strip()
