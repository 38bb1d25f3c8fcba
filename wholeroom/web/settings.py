"""Every setting of the site. All come from the environment; docs/reference/settings.md explains each."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from wholeroom.web import environment
from wholeroom.web.running.addresses import LOCAL, own_hosts

WEB = Path(__file__).parent
MEGABYTE = 1_000_000

# Where things are kept
DATA = environment.folder("WHOLEROOM_DATA", "wholeroom-data")
KEY_FILE = DATA / "secret-key"
STATIC_ROOT = DATA / "static"
FILE_UPLOAD_TEMP_DIR = DATA / "incoming"
EMAIL_FILE_PATH = DATA / "outbox"
SILENCED_SYSTEM_CHECKS = ["files.E001"]  # these folders are made by `serve`, not by reading the settings
AIM_SETS = environment.folder_that_exists("WHOLEROOM_AIM_SETS", WEB.parent / "analysis" / "segmentation" / "sets")

# Safety
DEBUG = environment.flag("WHOLEROOM_DEBUG", False)
HTTPS = environment.flag("WHOLEROOM_HTTPS", False)
SECRET_KEY = environment.secret("WHOLEROOM_SECRET_KEY", least=32) or (
    KEY_FILE.read_text().strip() if KEY_FILE.exists() else get_random_secret_key()
)
HOSTS = environment.hosts("WHOLEROOM_HOSTS")
ALLOWED_HOSTS = [*HOSTS, *LOCAL] if HOSTS else own_hosts()
ADDRESS = environment.address("WHOLEROOM_ADDRESS") or environment.first_address(HOSTS, https=HTTPS)
PROXIES = environment.names("WHOLEROOM_PROXIES") or ["127.0.0.1", "::1"]
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in HOSTS] if HTTPS else []
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SESSION_COOKIE_AGE = 30 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
CSRF_FAILURE_VIEW = "wholeroom.web.site.error_pages.form_too_old"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Limits
UPLOAD_BYTES = environment.whole_number("WHOLEROOM_UPLOAD_MEGABYTES", 100, least=1, most=10_000) * MEGABYTE
ATTACHMENT_BYTES = environment.whole_number("WHOLEROOM_ATTACHMENT_MEGABYTES", 5, least=1, most=20) * MEGABYTE
RETENTION_MONTHS = environment.whole_number("WHOLEROOM_RETENTION_MONTHS", 24, least=0, most=1200)  # 0: for good
JOB_SECONDS = environment.whole_number("WHOLEROOM_JOB_SECONDS", 300, least=5, most=86_400)
UPLOAD_SECONDS = environment.whole_number("WHOLEROOM_UPLOAD_SECONDS", 600, least=5, most=86_400)
DATA_UPLOAD_MAX_MEMORY_SIZE = MEGABYTE  # all fields of a form together; files have their own limit above

# Finding what is alike: by meaning too, wherever the extra `semantic` is installed, unless it is switched off
MEANING = environment.choice("WHOLEROOM_MEANING", "auto", allowed=("auto", "off"))

# The two registrations: ways to hold a room, and what people do in its steps
METHODS = ["wholeroom.web.methods.problem_meeting", "wholeroom.web.methods.statement_voting"]
ACTIVITIES = [
    "wholeroom.web.activities.notes",
    "wholeroom.web.activities.questions",
    "wholeroom.web.activities.consent",
    "wholeroom.web.activities.promises",
    "wholeroom.web.activities.statement_vote",
]

# The house, from top to bottom: where somebody is erased, the upper apps let go first
INSTALLED_APPS = [
    "wholeroom.web.site",
    "wholeroom.web.mail",
    "wholeroom.web.papers",
    "wholeroom.web.learning",
    "wholeroom.web.hosting",
    "wholeroom.web.agreements",
    "wholeroom.web.handover",
    "wholeroom.web.segmentation",
    *ACTIVITIES,
    "wholeroom.web.rooms",
    "wholeroom.web.introductions",
    "wholeroom.web.pseudonyms",
    "wholeroom.web.problems",
    "wholeroom.web.search",
    "wholeroom.web.documents",
    "wholeroom.web.conversations",
    "wholeroom.web.people",
    "wholeroom.web.areas",
    "wholeroom.web.history",
    "wholeroom.web.live",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "wholeroom.web.site.middleware.permissions_policy",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "wholeroom.web.site.middleware.refuse_too_large",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "wholeroom.web.urls"
WSGI_APPLICATION = "wholeroom.web.asgi.pages"
ASGI_APPLICATION = "wholeroom.web.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wholeroom.web.site.context.site",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Signing in: a code by mail, eight digits to be read aloud; limits are our own (people/limits.py), never by network
AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "site:home"
FACILITATORS_BEGIN_AT = "rooms:mine"
ACCOUNT_ADAPTER = "wholeroom.web.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code itself shows that the address is theirs
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = "wholeroom.web.people.adapters.PasskeyAdapter"
MFA_SUPPORTED_TYPES = ["webauthn"]  # passkeys alone: no codes of an app, none for recovery
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"

# Signing in through an organisation, where one is named
SIGN_ON_ID = "own"
SIGN_ON_URL = environment.address("WHOLEROOM_OIDC_URL")
SIGN_ON_NAME = environment.text("WHOLEROOM_OIDC_NAME", "your organisation") if SIGN_ON_URL else ""
SOCIALACCOUNT_ADAPTER = "wholeroom.web.people.adapters.SignOnAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 3  # pages wait meanwhile
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form could not lead there: our policy lets forms go to this site only
SOCIALACCOUNT_PROVIDERS = (
    environment.sign_on(
        SIGN_ON_ID,
        SIGN_ON_URL,
        client=environment.text("WHOLEROOM_OIDC_CLIENT"),
        secret=environment.text("WHOLEROOM_OIDC_SECRET"),
        checks_mail=environment.flag("WHOLEROOM_OIDC_CHECKS_MAIL", False),
    )
    if SIGN_ON_URL
    else {}
)

# The database: one file in the data folder, or PostgreSQL
DATABASE_URL = environment.text("WHOLEROOM_DATABASE_URL")
SQLITE_SYNC = environment.choice("WHOLEROOM_SQLITE_SYNC", "NORMAL", allowed=("NORMAL", "FULL"))
DATABASES = {
    "default": {
        **(
            environment.postgresql("WHOLEROOM_DATABASE_URL", DATABASE_URL)
            if DATABASE_URL
            else environment.sqlite(DATA / "wholeroom.sqlite3", synchronous=SQLITE_SYNC)
        ),
        "CONN_MAX_AGE": None,  # closing the last SQLite connection empties its log: three times slower
        "CONN_HEALTH_CHECKS": bool(DATABASE_URL),
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Mail: every message waits in the database; it then goes out by SMTP, or into a readable file until that is set
EMAIL_BACKEND = "wholeroom.web.mail.outbox.Outbox"
SMTP_URL = environment.text("WHOLEROOM_SMTP_URL")
MAIL_CARRIER = "django.core.mail.backends.smtp.EmailBackend" if SMTP_URL else "wholeroom.web.mail.files.Files"
SMTP = environment.smtp("WHOLEROOM_SMTP_URL", SMTP_URL)
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = SMTP.host, SMTP.port, SMTP.user, SMTP.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = SMTP.starttls, SMTP.tls, 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.sender("WHOLEROOM_MAIL_FROM", needed=bool(SMTP_URL))

# Styles and scripts: collected at the start, compressed, and named by their content
STATIC_URL = "static/"
STATICFILES_DIRS = [("style", WEB.parent / "analysis" / "style")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Words, days and whom to write to
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
LANGUAGE_CODE = environment.choice("WHOLEROOM_LANGUAGE", "en-gb", allowed=tuple(code for code, name in LANGUAGES))
LOCALE_PATHS = [WEB / "locale"]
TIME_ZONE = environment.time_zone("WHOLEROOM_TIME_ZONE", "Europe/London")
CONTACT = environment.text("WHOLEROOM_CONTACT")

# What is written down while it runs: no addresses of people, no paths, only what went wrong
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_address": {"()": "wholeroom.web.site.log.WithoutAddress"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "terminal": {"class": "logging.StreamHandler", "formatter": "line"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["terminal"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR", "filters": ["without_address"]},
        "django.security": {"handlers": ["nowhere"], "propagate": False},  # their lines hold addresses and times
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
