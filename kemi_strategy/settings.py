"""The one settings file: what differs between installations comes from the environment.

``DATABASE_URL`` (``sqlite:///path`` or ``postgres://…``), ``DEBUG``, ``SECRET_KEY`` (needed when DEBUG is off),
``ALLOWED_HOSTS``, ``PORT`` (read by ``./run``), ``SITE_ADDRESS`` and ``MAIL_…`` for e-mail, ``SUPERVISOR_…`` for the
authority that supervises accessibility.
See docs/decisions/0001-one-settings-file.md.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- What the installation decides -----------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="only-for-development-never-in-service") if DEBUG else env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEBUG else [])

# Links in e-mails begin with this. In service it has no default: a link to the wrong place is worse than none.
SITE_ADDRESS = env.str(
    "SITE_ADDRESS", default=f"http://127.0.0.1:{env.int('PORT', default=8000)}" if DEBUG else ""
).rstrip("/")

# --- Applications ----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "simple_history",
    "tree_queries",
    "django_tasks_db",
    "scorecard",
    "measures",
    "reporting",
]

# Only while developing and testing: the guard costs a look at every query, and DEBUG has error pages of its own.
_DEBUG_MIDDLEWARE = [
    "kemi_strategy.web.errors.OwnPagesInDebug",
    "kemi_strategy.web.readonly.safe_requests_change_nothing",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "kemi_strategy.web.headers.permissions_policy",
    "kemi_strategy.web.compressing.text_is_compressed",
    "kemi_strategy.web.showable.pages_hold_what_can_be_shown",
    "kemi_strategy.web.languages.speak",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    *(_DEBUG_MIDDLEWARE if DEBUG else []),
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "scorecard.sessions.ReaderMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "kemi_strategy.urls"
WSGI_APPLICATION = "kemi_strategy.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Pages -----------------------------------------------------------------------------------------------------------

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kemi_strategy.web.languages.choices",
                "kemi_strategy.web.sessions.session_time",
            ],
            "builtins": ["kemi_strategy.web.tags"],
        },
    },
]

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Style sheets and scripts joined of those in static/: see kemi_strategy.web.served.
SERVED_ROOT = BASE_DIR / "made"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "kemi_strategy.web.served.ServedFinder",
    "reporting.charts.finder.PlotlyFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_USE_FINDERS = DEBUG

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
# Numbers are written by measures.quantities alone; Django adds no separators of its own.
USE_THOUSAND_SEPARATOR = False

# --- Database --------------------------------------------------------------------------------------------------------

_SQLITE_OPTIONS = {
    # A write takes its lock when the transaction begins: two writers wait for each other instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # Django itself turns foreign keys on for every connection.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
_POSTGRES_OPTIONS = {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}}

_database = env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")
_sqlite = _database["ENGINE"] == "django.db.backends.sqlite3"
DATABASES = {
    "default": {
        **_database,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": (_SQLITE_OPTIONS if _sqlite else _POSTGRES_OPTIONS) | _database.get("OPTIONS", {}),
    },
}

# --- Work in the background ------------------------------------------------------------------------------------------

# Long work waits in the database and is done by ``manage.py work``: no other service is needed.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- People ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "scorecard.User"
# The session is read together with the person and the person's roles (docs/decisions/0025).
AUTHENTICATION_BACKENDS = ["scorecard.sessions.Backend"]
SESSION_ENGINE = "scorecard.sessions"
LOGIN_URL = "kirjaudu"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# A working day, counted from signing in or from «Jatka»; shorter only to try out the warning.
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", default=60 * 60 * 10)

# The entry page of a steward is one form: seven fields a figure, and a thousand figures fit.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# A workbook of figures is held in memory while it is read; a larger file is let run through and never kept on disk.
FILE_UPLOAD_HANDLERS = ["kemi_strategy.web.receiving.InMemory"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 3_500_000
# Addresses, by their names, that take more of those who have signed in: a whole scorecard with ten years of figures.
LARGER_UPLOADS = {"tuonti-laheta": 20_500_000}

# --- Mail ------------------------------------------------------------------------------------------------------------

# MAIL_SECURITY: starttls, tls (from the first byte) or none. Without MAIL_HOST the demo prints its mail, and in service
# nothing can be sent: the command says so.
_mail_host = env.str("MAIL_HOST", default="")
_mail_security = env.str("MAIL_SECURITY", default="starttls")
if _mail_security not in {"starttls", "tls", "none"}:
    raise ImproperlyConfigured("MAIL_SECURITY is starttls, tls or none.")
_SMTP = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPTIONS": {
        "host": _mail_host,
        "port": env.int("MAIL_PORT", default={"starttls": 587, "tls": 465, "none": 25}[_mail_security]),
        "username": env.str("MAIL_USER", default=""),
        "password": env.str("MAIL_PASSWORD", default=""),
        "use_tls": _mail_security == "starttls",
        "use_ssl": _mail_security == "tls",
        "timeout": 20,
    },
}
_PRINTED = {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
MAILERS = {"default": _SMTP} if _mail_host else {"default": _PRINTED} if DEBUG else {}
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM") if _mail_host else "Strategiamittaristo <strategia@kunta.example>"

# --- Accessibility ---------------------------------------------------------------------------------------------------

# The authority that the accessibility statement names. Traficom has supervised since 1.1.2025; whoever names another
# gives its other facts too, so that nobody is sent to the wrong place.
_TRAFICOM = {
    "name": "Liikenne- ja viestintävirasto Traficom",
    "unit": "Digitaalisen esteettömyyden ja saavutettavuuden valvontayksikkö",
    "url": "https://www.saavutettavuusvaatimukset.fi/",
    "email": "saavutettavuus@traficom.fi",
    "phone": "029 534 5000",
}
_supervisor_name = env.str("SUPERVISOR_NAME", default="")
SUPERVISOR = {
    fact: env.str(f"SUPERVISOR_{fact.upper()}", default="" if _supervisor_name else usual)
    for fact, usual in _TRAFICOM.items()
}
if not SUPERVISOR["url"].startswith(("https://", "http://")):
    raise ImproperlyConfigured("SUPERVISOR_URL is the supervising authority's address and begins with https://.")

# --- Security --------------------------------------------------------------------------------------------------------

# Nothing is allowed that is not named here: no inline script or style, no eval, nothing from third parties.
# See docs/decisions/0003-csp-from-the-first-page.md.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kemi_strategy.web.errors.csrf_failure"

if not DEBUG:
    # In service a proxy ends TLS and says so in this header; it must drop the header from what visitors send.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    # Browsers' preload lists take whole domains: that is the municipality's decision, not this program's. A service may
    # do without mail (mail.W001): send_reminders itself says what it lacks.
    SILENCED_SYSTEM_CHECKS = ["security.W021", "mail.W001"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- Others ----------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own handlers would print each warning twice and mail errors to nobody.
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
