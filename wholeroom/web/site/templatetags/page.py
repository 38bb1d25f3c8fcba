"""Parts of pages: slots that other apps fill, and the ring."""

from collections.abc import Sequence

from django import template
from django.forms import BoundField
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wholeroom.web import slots
from wholeroom.web.site.ring import Group
from wholeroom.web.site.ring import people as seats_of_people
from wholeroom.web.site.ring import ring as seats_of

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str) -> SafeString:
    """The templates that apps have put into a slot, one after the other."""
    rendered = [
        context.template.engine.get_template(filling.template).render(context) for filling in slots.fillings(name)
    ]
    return mark_safe("\n".join(rendered))  # noqa: S308 -- templates of our own, escaped as they were rendered


@register.filter
def first_control(field: BoundField) -> str:
    """The id an error points to: the field, or the first of its choices."""
    return field.subwidgets[0].id_for_label if field.use_fieldset else field.id_for_label


@register.inclusion_tag("site/ring.html", name="ring")
def ring(groups: Sequence[Group], *, id: str, caption: str) -> dict[str, object]:
    """The ring, and the table that says the same. Each group tells its name, and its seats taken and empty."""
    taken, wanted = sum(group.taken for group in groups), sum(group.wanted for group in groups)
    return {
        "ring": seats_of([Group(group.name, group.taken, group.empty) for group in groups]),
        "groups": groups,
        "id": id,
        "caption": caption,
        "taken": taken,
        "of_seats": _("of {wanted} seats").format(wanted=wanted),
        "title": _("{taken} of {wanted} seats are taken. The table says who is still missing.").format(
            taken=taken, wanted=wanted
        ),
    }


@register.inclusion_tag("site/people-ring.html")
def people_ring(counts: Sequence[tuple[str, int | None]], *, id: str, at_least: int) -> dict[str, object]:
    """People by group around one table; a table that says the same has to stand beside it."""
    groups, each = seats_of_people(counts)
    return {"ring": seats_of(groups), "id": id, "at_least": at_least, "each": each}
