"""Every group leads up to somebody in the system, by one coarse group or none."""

from itertools import pairwise

import pytest

from wholeroom.web.people.ladders import (
    COARSE,
    GROUP_LADDERS,
    PLANS_OR_PAYS,
    SOMEBODY,
    USES_OR_IS_CLOSE,
    WORKS_IN_SERVICES,
    covers,
    group_label,
    groups_from,
)
from wholeroom.web.people.stakeholder_groups import GROUPS


def test_every_group_has_a_ladder_from_itself_to_somebody():
    assert list(GROUP_LADDERS) == list(GROUPS)
    for group, (finest, *coarse) in GROUP_LADDERS.items():
        assert (finest, coarse[-1]) == (group, SOMEBODY)
        assert set(coarse) <= set(COARSE)


def test_no_code_is_both_a_group_and_a_coarse_one():
    assert not set(GROUPS) & set(COARSE)


@pytest.mark.parametrize(
    ("coarse", "groups"),
    [
        (WORKS_IN_SERVICES, {"clinician", "front-line-worker", "provider", "voluntary-or-community-group"}),
        (PLANS_OR_PAYS, {"commissioner", "elected-member", "public-health-or-national-body"}),
        (USES_OR_IS_CLOSE, {"person-who-uses-services", "carer-or-family"}),
        (SOMEBODY, set(GROUPS)),
        ("clinician", {"clinician"}),
        ("nobody-knows", set()),
    ],
)
def test_coarse_group_covers_those_whose_ladder_leads_over_it(coarse, groups):
    assert covers(coarse) == groups


@pytest.mark.parametrize("ladder", GROUP_LADDERS.values())
def test_each_step_covers_all_that_the_one_below_covers(ladder):
    assert all(covers(finer) <= covers(coarser) for finer, coarser in pairwise(ladder))


@pytest.mark.parametrize(
    ("group", "ladder"),
    [
        ("carer-or-family", ("carer-or-family", USES_OR_IS_CLOSE, SOMEBODY)),
        ("other", ("other", SOMEBODY)),
        (PLANS_OR_PAYS, (PLANS_OR_PAYS, SOMEBODY)),
        (SOMEBODY, (SOMEBODY,)),
        ("nobody-knows", (SOMEBODY,)),
        ("", ()),
    ],
)
def test_ladder_goes_on_from_any_step_and_never_back(group, ladder):
    assert groups_from(group) == ladder


@pytest.mark.parametrize("group", [*GROUPS, *COARSE])
def test_every_step_has_words(group):
    assert group_label(group) == str({**GROUPS, **COARSE}[group])


@pytest.mark.parametrize("group", ["", "nobody-knows"])
def test_what_is_no_step_has_none(group):
    assert group_label(group) == ""
