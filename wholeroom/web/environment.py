"""Reads settings from the environment, each with a check and a clear refusal."""

import os
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from wholeroom.web.errors import WebError

YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")


class SettingError(WebError):
    def __init__(self, name: str, found: str, expected: str) -> None:
        super().__init__(
            f"The setting {name} is {found!r}. Expected: {expected}. "
            f"Change {name} in the environment, or remove it to use the default."
        )


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    found = text(name)
    if not found:
        return default
    if found.lower() not in YES + NO:
        raise SettingError(name, found, "1 for yes or 0 for no")
    return found.lower() in YES


def whole_number(name: str, default: int, *, least: int, most: int) -> int:
    found = text(name)
    if not found:
        return default
    if not (found.isascii() and found.isdigit() and least <= int(found) <= most):
        raise SettingError(name, found, f"a whole number from {least} to {most}")
    return int(found)


def choice(name: str, default: str, *, allowed: tuple[str, ...]) -> str:
    found = text(name, default)
    if found not in allowed:
        raise SettingError(name, found, "one of " + ", ".join(allowed))
    return found


def secret(name: str, *, least: int) -> str:
    found = text(name)
    if found and len(found) < least:
        raise SettingError(name, "too short", f"at least {least} letters that nobody can guess")
    return found


def time_zone(name: str, default: str) -> str:
    found = text(name, default)
    try:
        ZoneInfo(found)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingError(name, found, "the name of a time zone, such as Europe/London") from None
    return found


def names(name: str) -> list[str]:
    """Names with commas between them; empty ones are passed over."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def hosts(name: str) -> list[str]:
    found = names(name)
    for host in found:
        if "/" in host or " " in host or host == "*":
            raise SettingError(name, host, "host names with commas between them, as in room.example.org,10.0.0.5")
    return found


def address(name: str) -> str:
    """The address of a site, always with a slash at its end; empty where there is none."""
    found = text(name)
    if not found:
        return ""
    parts = urlsplit(found)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SettingError(name, found, "an address such as https://room.example.org/")
    return found.rstrip("/") + "/"


def first_address(hosts: list[str], *, https: bool) -> str:
    """Where nobody says what the site is called outside: its first host, else this machine."""
    named = next((host for host in hosts if not host.startswith(".")), None)
    return f"{'https' if https else 'http'}://{named}/" if named else "http://localhost:8000/"


def folder(name: str, default: str) -> Path:
    found = Path(text(name, default)).expanduser().absolute()
    if found.exists() and not found.is_dir():
        raise SettingError(name, str(found), "a folder, not a file")
    return found


def folder_that_exists(name: str, default: Path) -> Path:
    found = folder(name, str(default))
    if not found.exists():
        raise SettingError(name, str(found), "a folder that is there")
    return found


def postgresql(name: str, url: str) -> dict[str, object]:
    """Django's settings for ``postgresql://user:password@host:port/database?option=value``."""
    expected = "postgresql://user:password@host:port/database"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingError(name, "not an address", expected) from None
    database = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgresql", "postgres") or not database or "/" in database:
        raise SettingError(name, f"{parts.scheme}://...", expected)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def sqlite(file: Path, *, synchronous: str) -> dict[str, object]:
    """Django's settings for one file that many may read while one writes.

    Writers take their turn at the start (IMMEDIATE), so that no transaction fails half way; readers never wait (WAL).
    """
    pragmas = (
        "PRAGMA journal_mode = WAL",
        f"PRAGMA synchronous = {synchronous}",
        "PRAGMA mmap_size = 134217728",
        "PRAGMA journal_size_limit = 67108864",
        "PRAGMA cache_size = -16000",
        "PRAGMA secure_delete = ON",  # what is erased is overwritten, not only forgotten
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 5, "init_command": ";".join(pragmas)},
    }


@dataclass(frozen=True)
class Smtp:
    """A mail server, as Django wants it told; without a host there is none."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def smtp(name: str, url: str) -> Smtp:
    """``smtp://user:password@host:587`` begins plainly and turns to TLS, ``smtps://`` is TLS from the start.

    With ``?tls=none`` nothing is encrypted, as for a mail server on the same machine.
    """
    if not url:
        return Smtp()
    expected = "smtp://user:password@host:587, smtps://user:password@host:465 or smtp://localhost:25?tls=none"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingError(name, "not an address", expected) from None
    plain = parse_qsl(parts.query) == [("tls", "none")]
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or (parts.query and not plain):
        raise SettingError(name, f"{parts.scheme}://...", expected)
    return Smtp(
        host=parts.hostname,
        port=port or (465 if parts.scheme == "smtps" else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp" and not plain,
        tls=parts.scheme == "smtps",
    )


def sender(name: str, *, needed: bool) -> str:
    """Whom mail comes from, as ``name@host`` or ``A name <name@host>``."""
    found = text(name)
    if "@" not in parseaddr(found)[1] and (found or needed):
        raise SettingError(name, found, "an e-mail address that the mail server may send from")
    return found or "wholeroom@localhost"


def sign_on(provider: str, url: str, *, client: str, secret: str, checks_mail: bool) -> dict[str, object]:
    """One OpenID Connect provider, as django-allauth wants it told."""
    for name, found in (("WHOLEROOM_OIDC_CLIENT", client), ("WHOLEROOM_OIDC_SECRET", secret)):
        if not found:
            raise SettingError(name, "", "what the sign-on of your organisation gave you for this site")
    settings: dict[str, object] = {"server_url": url.rstrip("/")}
    if checks_mail:
        settings["verified_email"] = True
    app = {"provider_id": provider, "name": provider, "client_id": client, "secret": secret, "settings": settings}
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
