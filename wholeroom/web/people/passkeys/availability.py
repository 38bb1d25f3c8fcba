"""Where passkeys can work: browsers want https and a name, or this machine itself."""

import ipaddress
from urllib.parse import urlsplit

from django.http import HttpRequest


def are_there(request: HttpRequest) -> bool:
    host = urlsplit(f"//{request.get_host()}").hostname or ""
    return host == "localhost" or host.endswith(".localhost") or (request.is_secure() and not _is_number(host))


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
