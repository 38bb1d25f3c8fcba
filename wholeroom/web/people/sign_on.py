"""There and back through an organisation's own sign-on; when it does not answer, the code by mail is still there."""

from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from requests import RequestException


def there(request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return views.login(request, provider_id)
    except RequestException:
        return failed(request)


def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        return views.callback(request, provider_id)
    except RequestException:
        return failed(request)


def failed(request: HttpRequest, *, unconfirmed: bool = False) -> HttpResponse:
    context = {"unconfirmed": unconfirmed, "again": resolve_url(settings.LOGIN_URL)}
    return render(request, "people/sign-on-failed.html", context, status=403)
