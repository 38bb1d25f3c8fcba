from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from wholeroom.web.site import catalogue


class Command(BaseCommand):
    requires_system_checks = []
    help = "Collect all texts for the translators, and compile what they have translated. Needs no GNU gettext."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("language", nargs="?", default="cy", help="The language's code (default: cy)")

    def handle(self, *, language: str, **options: object) -> None:
        updated = catalogue.update(language)
        catalogue.save(language, updated)
        missing = catalogue.untranslated(updated)
        for words in missing:
            self.stdout.write(f"Not translated: {words}")
        self.stdout.write(f"Texts: {len(updated)}. Not translated: {len(missing)}.")
