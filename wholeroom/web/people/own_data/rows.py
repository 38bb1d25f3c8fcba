"""What this app keeps of a member, in plain rows. Vouches that they gave say nothing of whom they are about."""

from django.utils import timezone

from wholeroom.web.people.models import Person, Vouch
from wholeroom.web.people.passkeys.actions import passkeys_of
from wholeroom.web.people.stakeholder_groups import labels
from wholeroom.web.personal_data import Row, Rows


def account(person: Person) -> list[Row]:
    return [
        {
            "e-mail address": person.email,
            "name": person.name,
            "day you joined": person.joined,
            "groups you speak for": labels(person.groups),
            "area": str(person.area or ""),
            "you may open rooms": person.may_facilitate,
            "you are a community host": person.is_host,
        }
    ]


def interests(person: Person) -> list[Row]:
    return [
        {
            "who pays you": person.funding,
            "what you gain or lose": person.interests,
            "others can open your page": person.shows_page,
        }
    ]


def organisations(person: Person) -> list[Row]:
    """Those they say they belong to, and those they speak for."""
    belongs = {one.organisation: one.is_employer for one in person.belongings.select_related("organisation")}
    speaks = set(person.speaks_for.all())
    return [
        {
            "organisation": one.name,
            "you belong to it": one in belongs,
            "it employs you": belongs.get(one, False),
            "you speak for it": one in speaks,
        }
        for one in sorted({*belongs, *speaks}, key=lambda one: one.name)
    ]


def vouches(person: Person) -> list[Row]:
    good = Vouch.objects.filter(person=person).good(today=timezone.localdate()).select_related("by_organisation")
    return [
        {
            "group": one.get_group_display(),
            "until": one.until,
            "by": one.by_organisation.name if one.by_organisation else "a member",
        }
        for one in good
    ]


def vouches_given(person: Person) -> list[Row]:
    good = person.vouches_given.good(today=timezone.localdate())
    return [{"group": one.get_group_display(), "until": one.until} for one in good]


def passkeys(person: Person) -> list[Row]:
    kept = passkeys_of(person)
    return [{"name": str(one), "day you added it": timezone.localtime(one.created_at).date()} for one in kept]


BY_NAME: dict[str, Rows] = {
    "account": account,
    "interests": interests,
    "organisations": organisations,
    "vouches for you": vouches,
    "vouches you gave": vouches_given,
    "passkeys": passkeys,
}
