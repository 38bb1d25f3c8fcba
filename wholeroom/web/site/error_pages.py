"""Pages for when something went wrong. They need no database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

PLAIN = "Something broke on our side. Please try again in a few minutes.\n"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's check on forms failed: the page was open too long, or cookies are off."""
    return render(request, "site/form-too-old.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Whatever broke may be what draws pages, so that this one has plain words to fall back on."""
    try:
        return render(request, "500.html", status=500)
    except Exception:
        return HttpResponse(PLAIN, status=500, content_type="text/plain; charset=utf-8")
