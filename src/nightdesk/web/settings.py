"""Django's settings, made from the typed environment. Nothing here is set by hand per machine."""

import secrets
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import structlog

from nightdesk.web.environment import Environment

ENVIRONMENT = Environment()
DATA = ENVIRONMENT.data.absolute()
DATA.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """Return the key from the environment, its file, or the state folder (made at the first start)."""
    if ENVIRONMENT.secret_key:
        return ENVIRONMENT.secret_key
    path = ENVIRONMENT.secret_key_file or DATA / "secret.key"
    if not path.exists():
        if ENVIRONMENT.secret_key_file:
            raise FileNotFoundError(f"NIGHTDESK_SECRET_KEY_FILE names {path}, which is not there")
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def _database() -> dict:
    """Return SQLite in the state folder, or the PostgreSQL that NIGHTDESK_DATABASE_URL names."""
    if not ENVIRONMENT.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "nightdesk.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-16000;"
                    # One process alone moves the log into the database: SQLite before 3.51.3 can lose a
                    # write when two do it at once (docs/run/database.md).
                    f"PRAGMA wal_autocheckpoint={1000 if ENVIRONMENT.is_checkpointer else 0};"
                ),
            },
        }
    url = urlsplit(ENVIRONMENT.database_url)
    if url.scheme not in ("postgresql", "postgres"):
        raise ValueError("NIGHTDESK_DATABASE_URL must start with postgresql://")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or ""),
        "PORT": url.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _leave_out(*modules: str) -> None:
    """Keep out of memory what this installation does not use and others import only because it is there."""
    for module in modules:
        sys.modules.setdefault(module, None)  # type: ignore[arg-type]


_leave_out("pillow_heif", *(() if ENVIRONMENT.database_url else ("psycopg",)))  # 4 and 9 MiB a process

SECRET_KEY = _secret_key()
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = ["localhost", ".localhost", "127.0.0.1", "[::1]", *filter(None, ENVIRONMENT.hosts.split(","))]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in filter(None, ENVIRONMENT.hosts.split(","))]

INSTALLED_APPS = [
    "nightdesk.intake",
    "nightdesk.search",
    "nightdesk.press",
    "nightdesk.desk",
    "nightdesk.desk.staff",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.search",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nightdesk.desk.newsroom.guard.Guard",
]
ROOT_URLCONF = "nightdesk.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["nightdesk.desk.staff.backend.Roles"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
# Without a proxy that writes X-Forwarded-For anew, the header says what the sender likes: then no address is kept.
IS_BEHIND_PROXY = ENVIRONMENT.is_behind_proxy
CSRF_FAILURE_VIEW = "nightdesk.desk.newsroom.faults.stale"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processor": structlog.dev.ConsoleRenderer(colors=False)
            if sys.stderr.isatty()
            else structlog.processors.JSONRenderer(ensure_ascii=False),
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.processors.format_exc_info,
            ],
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING"}},
}

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-us"
USE_I18N = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_URL = "/newsroom/files/"
MEDIA_ROOT = ENVIRONMENT.folder("pictures")
KEEP_REPEATS_DAYS = ENVIRONMENT.keep_repeats_days
KILL_LEDGER = DATA / "kills.jsonl"
PUBLIC_ROOT = Path(ENVIRONMENT.folder("public"))

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.newsroom_url.startswith("https://")
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024

WAGTAIL_SITE_NAME = "Nightdesk"
WAGTAILADMIN_BASE_URL = ENVIRONMENT.newsroom_url
WAGTAILIMAGES_IMAGE_MODEL = "desk.Picture"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "gif", "tif", "tiff"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "nightdesk.desk.newsroom.picture_form.PictureForm"
# In ms. A draft holds nothing up: readers get newer takes, and it is carried along (desk/local_edits.py).
WAGTAIL_AUTOSAVE_INTERVAL = 2000
WAGTAIL_WORKFLOW_ENABLED = False
# Passwords are set by a link or at the command line, and people are changed on a screen that writes it down.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False

# Of django-allauth the second factor alone: its pages and addresses are not used.
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "nightdesk.desk.second_factor.Sealed"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_DIGITS = 10
ACCOUNT_EMAIL_VERIFICATION = "none"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}
TAGGIT_CASE_INSENSITIVE = True

# The desk shows a story with the very renderer of the press, which stands above it in the house.
NIGHTDESK_PREVIEW = "nightdesk.press.preview.story"
NIGHTDESK_PREVIEW_ASSETS = "/media/assets/"
NIGHTDESK_FAULTS = "nightdesk.press.faults.of_stations"
NIGHTDESK_INTAKE = "nightdesk.intake.standing"
