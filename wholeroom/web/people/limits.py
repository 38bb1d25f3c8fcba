"""How often something may be done: counted in the database, so that all processes share the count.

Never by network address, because a whole hall is behind one. ``who`` is a browser (``browser_of``), an e-mail address,
a room or ``EVERYBODY``; only a hash of it, made with the secret key, is kept, and only until its time is over.
"""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.crypto import salted_hmac

from wholeroom.web.people.models import Allowance

EVERYBODY = "everybody"


@transaction.atomic
def allow(what: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more, unless ``most`` were counted already in the ``seconds`` since the first. Gives whether it was."""
    now = timezone.now()
    fresh = {"used": 0, "ends": now + timedelta(seconds=seconds)}
    allowance, _ = Allowance.objects.select_for_update().get_or_create(key=_key(what, who), defaults=fresh)
    if allowance.ends <= now:
        allowance.used, allowance.ends = 0, fresh["ends"]
    if allowance.used >= most:
        return False
    allowance.used += 1
    allowance.save(update_fields=["used", "ends"])
    return True


def is_used_up(what: str, who: str, *, most: int) -> bool:
    """Whether nothing more is allowed now, without counting. For acts where only the failed ones count."""
    return Allowance.objects.filter(key=_key(what, who), used__gte=most, ends__gt=timezone.now()).exists()


def is_any_used_up(what: str, most: Mapping[str, int]) -> bool:
    """The same for several at once, each with what is allowed it: one question to the database."""
    allowed = {_key(what, who): number for who, number in most.items()}
    counted = Allowance.objects.filter(key__in=allowed, ends__gt=timezone.now()).values_list("key", "used")
    return any(used >= allowed[key] for key, used in counted)


def browser_of(request: HttpRequest) -> str:
    """The same for every form sent by one browser: it is known by the cookie that all forms need anyway."""
    get_token(request)
    return str(request.META["CSRF_COOKIE"])


def forget_what_is_over() -> None:
    Allowance.objects.filter(ends__lte=timezone.now()).delete()


def _key(what: str, who: str) -> str:
    return salted_hmac("wholeroom.limits", f"{what}\n{who}", algorithm="sha256").hexdigest()
