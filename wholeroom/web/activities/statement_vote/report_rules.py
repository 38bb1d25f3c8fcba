"""By which rule a statement stands in a list of a report, and in which order, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wholeroom.analysis.opinion.findings import APART, MOST, NEARLY_EVERYONE
from wholeroom.web.activities.statement_vote.report_lists import FEW
from wholeroom.web.activities.statement_vote.report_reading import Report
from wholeroom.web.activities.statement_vote.report_wording import in_figures


def by_nearly_everyone(report: Report, way: str) -> str:
    of_all = {
        "agree": _("Of all who voted on it, {share} in 100 or more agree."),
        "disagree": _("Of all who voted on it, {share} in 100 or more disagree."),
    }
    told = of_all[way].format(share=NEARLY_EVERYONE)
    if not report.groups:
        return told
    return f"{told} {_('So do {share} in 100 or more of its voters in every opinion group.').format(share=MOST)}"


def by_most(report: Report, way: str) -> str:
    if report.groups:
        words = {
            "agree": _(
                "Of its voters in every opinion group, {most} in 100 or more agree. Of all, fewer than {share} do."
            ),
            "disagree": _(
                "Of its voters in every opinion group, {most} in 100 or more disagree. Of all, fewer than {share} do."
            ),
        }
    else:
        words = {
            "agree": _("Of all who voted on it, {most} in 100 or more agree, but fewer than {share}."),
            "disagree": _("Of all who voted on it, {most} in 100 or more disagree, but fewer than {share}."),
        }
    return words[way].format(most=MOST, share=NEARLY_EVERYONE)


def between_groups() -> str:
    words = _("Between two opinion groups, the share of its voters who agree differs by {share} in 100 or more.")
    return words.format(share=APART)


def on_each_side() -> str:
    words = _("Of all who voted on it, {share} in 100 or more agree, and {share} in 100 or more disagree.")
    return words.format(share=APART)


def by_few() -> str:
    return _("Of all who voted on it, fewer than {share} in 100 agree.").format(share=FEW)


def by_few_votes(report: Report) -> str:
    usual = in_figures(round(report.usual))
    words = _("Half of the statements here have {usual} votes or more. These have fewer than half as many.")
    return words.format(usual=usual)


def by_mark() -> str:
    words = _(
        "Of its voters in the group, {most} in 100 or more give one answer. "
        "In each other group that share is lower by {apart} in 100 or more."
    )
    return words.format(most=MOST, apart=APART)


def lowest_group_first(report: Report) -> str:
    if not report.groups:
        return _("Of those in full, the highest share stands first.")
    return _(
        "Each counts by the group in which the smallest share say so, and the highest stands first. "
        "“About 8 in 10” counts as 75."
    )


def widest_first() -> str:
    return _("Those in full stand in the order of the gap that is certain, the widest first.")


def most_even_first() -> str:
    return _("Of those in full here, the most even stand first.")


def how_many(count: int) -> str:
    return ngettext("By this rule: {n} statement.", "By this rule: {n} statements.", count).format(n=in_figures(count))


def how_many_for_certain(count: int) -> str:
    words = ngettext("By this rule, for certain: {n} statement.", "By this rule, for certain: {n} statements.", count)
    return words.format(n=in_figures(count))
