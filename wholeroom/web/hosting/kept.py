"""What hosting keeps of people: that a newcomer was greeted, and which words were reported; and how that goes."""

from collections.abc import Iterator

from django.db.models import Q

from wholeroom.web.hosting.models import Greeting, Report
from wholeroom.web.keeping import erasures
from wholeroom.web.people.models import Person
from wholeroom.web.personal_data import Row


def rows(person: Person) -> Iterator[Row]:
    for greeting in Greeting.objects.filter(person=person):
        yield {"what": "greeted by a community host", "day": greeting.day.isoformat()}


def erase_by_key(*, key: str) -> None:
    """The key is that of words, of a participant or of a member. Reports go with the words; the greeting, too."""
    if erasures.is_key(key):
        of_whom = Q(words=key) | Q(words__participant=key) | Q(words__participant__member=key)
        Report.objects.filter(of_whom).delete()
        Greeting.objects.filter(person=key).delete()
