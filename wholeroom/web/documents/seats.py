"""The seats around the table, as every document shows them: the ring, and the table that says the same."""

from django.utils.translation import gettext as _

from wholeroom.web.documents.blocks import Ring, Seats, Table


def ring(seats: tuple[Seats, ...]) -> Ring:
    taken, wanted = sum(one.taken for one in seats), sum(one.wanted for one in seats)
    table = Table(
        caption=_("Seats around the table"),
        header=(_("Group"), _("Here"), _("Wanted")),
        rows=tuple((one.name, str(one.taken), str(one.wanted)) for one in seats),
        counts=True,
    )
    title = _("{taken} of {wanted} seats were taken. The table says who was missing.")
    return Ring(
        title=title.format(taken=taken, wanted=wanted),
        seats=seats,
        taken=taken,
        of_seats=_("of {wanted} seats").format(wanted=wanted),
        table=table,
    )
