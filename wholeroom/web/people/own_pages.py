"""Where the page of a member is, for names that lead there."""

from django.urls import reverse

from wholeroom.web.people.models import Person


def page_of(person: Person | None) -> str:
    """Its address; empty where there is nobody, or where they have not switched it on."""
    return reverse("people:person", args=[person.pk]) if person and person.shows_page else ""
