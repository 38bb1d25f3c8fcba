"""For whom people speak, as each says of themselves: several, or none."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

GROUPS = {
    "commissioner": _("Commissioner"),
    "provider": _("Provider"),
    "front-line-worker": _("Front-line worker"),
    "clinician": _("Clinician"),
    "person-who-uses-services": _("Person who uses services"),
    "carer-or-family": _("Carer or family"),
    "elected-member": _("Elected member"),
    "public-health-or-national-body": _("Public health or national body"),
    "voluntary-or-community-group": _("Voluntary or community group"),
    "other": _("Other"),
}


def labels(codes: Iterable[str]) -> list[str]:
    """The words for codes, in the order of the list above; unknown codes are passed over."""
    chosen = set(codes)
    return [str(label) for code, label in GROUPS.items() if code in chosen]
