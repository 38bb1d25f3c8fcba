from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from wholeroom.web.site import health as site_health
from wholeroom.web.site import worked_example
from wholeroom.web.site.ring import Group


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "site/home.html", {"groups": an_example_room()})


def an_example_room() -> list[Group]:
    return [
        Group(_("People who use services"), taken=4, empty=3),
        Group(_("Carers and family"), taken=2, empty=1),
        Group(_("Front-line workers"), taken=4, empty=0),
        Group(_("Providers"), taken=3, empty=0),
        Group(_("Commissioners"), taken=2, empty=0),
        Group(_("Elected members"), taken=0, empty=2),
        Group(_("Voluntary groups"), taken=2, empty=1),
    ]


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """The report of the worked example, as it was written to a file: a page of its own, with its own policy."""
    if not worked_example.exists():
        raise Http404
    return worked_example.response()


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "site/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "site/privacy.html")


@require_safe
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    found = site_health.look()
    return render(request, "site/health.html", {"health": found}, status=200 if found.good else 503)


# Without the token of other forms, so that pages which only are read set no cookie. All it changes is the language.
language = csrf_exempt(require_POST(set_language))
