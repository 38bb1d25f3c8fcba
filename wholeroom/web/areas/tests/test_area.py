import pytest

from wholeroom.web.areas.models import Area


@pytest.mark.parametrize(
    ("urban", "highly_rural", "kind"),
    [(1.0, 0.0, "city"), (0.5, 0.5, "city"), (0.2, 0.3, "towns"), (0.2, 0.8, "countryside"), (None, None, "")],
)
def test_area_is_of_the_kind_that_most_of_its_people_live_in(urban, highly_rural, kind):
    assert Area(share_urban=urban, share_highly_rural=highly_rural).kind == kind
