"""Pages of the community hosts: to everybody else they are not there."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse


def hosts_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def for_hosts(request: HttpRequest, *args: object, **values: object) -> HttpResponse:
        if not (request.user.is_authenticated and request.user.is_host):
            raise Http404
        return view(request, *args, **values)

    return for_hosts
