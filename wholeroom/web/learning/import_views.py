"""The page that brings in a table, for hosts and for those who may open rooms. Same functions as the commands."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wholeroom.analysis.exchange import note_rows, problem_rows
from wholeroom.analysis.exchange.word_rows import MOST_ROWS
from wholeroom.analysis.reading.bad_rows import bad_rows_csv
from wholeroom.web.learning.access import may_import
from wholeroom.web.learning.import_forms import NOTES, PROBLEMS, ImportForm
from wholeroom.web.learning.importing import Imported, import_notes, import_problems
from wholeroom.web.learning.views import both
from wholeroom.web.rows_left_out import FIRST_BAD_ROWS, BadRowShown, fetched_once

IMPORT = {PROBLEMS: import_problems, NOTES: import_notes}
BAD_ROWS = "bad-rows"  # in the session: the rows that the last table lost, until they are fetched


@both
@never_cache
@login_required
def bring_in(request: HttpRequest) -> HttpResponse:
    if not may_import(request.user):
        raise Http404
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "shapes": shapes(), "most_rows": MOST_ROWS}
        return render(request, "learning/import.html", context, status=400 if form.errors else 200)
    what = form.cleaned_data["what"]
    imported = IMPORT[what](by=request.user, read=form.read, share=form.cleaned_data["share"])
    request.session[BAD_ROWS] = bad_rows_csv(imported.bad_rows[:MOST_ROWS], gettext)
    return render(request, "learning/imported.html", told(imported, what, is_shared=form.cleaned_data["share"]))


def told(imported: Imported, what: str, *, is_shared: bool) -> dict[str, object]:
    """The first bad rows stand on the page, grouped by what is wrong with them."""
    first = [BadRowShown.of(row) for row in imported.bad_rows[:FIRST_BAD_ROWS]]
    return {
        "imported": imported,
        "is_of_notes": what == NOTES,
        "is_shared": is_shared,
        "bad_rows": sorted(first, key=lambda row: (row.why, row.line)),
    }


@require_safe
@never_cache
@login_required
def bad_rows(request: HttpRequest) -> HttpResponse:
    """The rows that were left out, as many as a table may have. They can be fetched once."""
    return fetched_once(request, BAD_ROWS)


def shapes() -> list[dict[str, object]]:
    """The columns of each kind of table, the needed ones apart."""
    kinds = ((gettext("Problems"), problem_rows.PROBLEMS), (gettext("Practice notes"), note_rows.NOTES))
    return [
        {
            "label": label,
            "needed": shape.must_have,
            "others": [column for column in shape.columns if column not in shape.must_have],
        }
        for label, shape in kinds
    ]
