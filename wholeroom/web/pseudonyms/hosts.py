"""What hosts read before it shows, with a second question: would those involved recognise this person?"""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from wholeroom.web.history.actions import record
from wholeroom.web.people.fitting import Members, labels
from wholeroom.web.people.hosts import hosts_only
from wholeroom.web.people.models import Person
from wholeroom.web.problems.models import Problem
from wholeroom.web.pseudonyms import reading, releasing
from wholeroom.web.pseudonyms.forms import ReadForm
from wholeroom.web.pseudonyms.models import ToRead


@require_safe
@never_cache
@hosts_only
def to_read(request: HttpRequest) -> HttpResponse:
    """Without those to a problem that the host brought: somebody else reads them."""
    return render(request, "pseudonyms/to-read.html", {"waiting": told(readable(request.user))})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@hosts_only
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    one = get_object_or_404(ToRead, pk__in=[found.pk for found in readable(request.user)], pk=pk)
    form = ReadForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, **told([one])[0]}
        return render(request, "pseudonyms/read.html", context, status=400 if form.errors else 200)
    decide(request, one, form)
    return redirect("pseudonyms:to-read")


@transaction.atomic
def decide(request: HttpRequest, one: ToRead, form: ReadForm) -> None:
    given = form.cleaned_data
    record(by=request.user.key, verb="read words first", target=one)
    if given["what"] == ReadForm.SHOW:
        releasing.let_show(one)
        return
    asks = given["what"] == ReadForm.ASK
    one.question, one.rule = (given["question"], "") if asks else ("", given["rule"])
    one.answer = ""
    one.save(update_fields=["question", "rule", "answer"])


def readable(host: Person) -> list[ToRead]:
    own = {key.hex for key in Problem.objects.filter(owner=host).values_list("pk", flat=True)}
    return [one for one in ToRead.objects.filter(rule="") if one.act["who"]["problem"] not in own]


def told(waiting: list[ToRead]) -> list[dict[str, object]]:
    """What a host is told of each, with as many questions to the database for many as for one."""
    if not waiting:
        return []
    members = Members.now()
    fits = {one.pk: releasing.fitting(one.act["who"]["group"], one.act["who"]["place"], members) for one in waiting}
    names = labels((shown["group"], shown["place"]) for shown in fits.values() if shown)
    problems = Problem.objects.select_related("conversation").in_bulk({_problem_of(one) for one in waiting})
    return [
        {
            "one": one,
            "kind": reading.kind_of(one.act),
            "text": reading.text_of(one.act),
            "name": one.act["who"]["name"],
            "shown": names[fits[one.pk]["group"], fits[one.pk]["place"]] if fits[one.pk] else "",
            "problem": problems.get(_problem_of(one)),
        }
        for one in waiting
    ]


def _problem_of(one: ToRead) -> UUID:
    return UUID(one.act["who"]["problem"])
