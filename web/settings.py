"""All settings, from the environment; every error is told at once."""

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from web.demo.lan_address import is_local

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_errors: list[str] = []


def env(name: str, default: str = "") -> str:
    """A value, or the content of the file that NAME_FILE names (secrets)."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as problem:
            _errors.append(f"{name}_FILE: {problem}")
    return os.environ.get(name, default)


def envbool(name: str, default: bool = False) -> bool:
    value = env(name, "1" if default else "0").lower()
    if value not in ("0", "1", "true", "false", "yes", "no", ""):
        _errors.append(f"{name} must be 1 or 0, not {value!r}")
    return value in ("1", "true", "yes")


def envint(name: str, default: int) -> int:
    value = env(name, str(default))
    if not value.isdigit():
        _errors.append(f"{name} must be a whole number, not {value!r}")
        return default
    return int(value)


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.removeprefix("sqlite:///")),
            # The threads last, and to open the file afresh costs more than most requests.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: with NORMAL an acknowledged vote may be lost in a power cut.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;",
            },
        }
    if parts.scheme not in ("postgres", "postgresql"):
        _errors.append(f"DATABASE_URL must begin with sqlite:/// or postgres://, not {parts.scheme!r}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A Unix socket is named in the query, as libpq does.
        "HOST": unquote(parts.hostname or "") or parse_qs(parts.query).get("host", [""])[0],
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 16, "timeout": 20}},
    }


def _made_once(path: Path) -> str:
    """Return the key kept in `path`; made at the first start, readable by its owner alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Linked into place whole: of two processes that start together, both read the same key.
        half = path.with_name(f"{path.name}.{os.getpid()}")
        half.touch(mode=0o600)
        half.write_text(secrets.token_urlsafe(50))
        try:
            os.link(half, path)
        except FileExistsError:
            pass
        finally:
            half.unlink()
    return path.read_text().strip()


DEBUG = envbool("DEBUG")
DEMO = envbool("DEMO")
PRODUCTION = envbool("PRODUCTION")
ALLOWED_HOSTS = [host for host in env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / "data")))
SECRET_KEY = env("SECRET_KEY")
if not SECRET_KEY and not PRODUCTION:
    SECRET_KEY = _made_once(DATA_DIR / "secret_key")
if len(SECRET_KEY) < 32:
    _errors.append("SECRET_KEY (or SECRET_KEY_FILE) must hold at least 32 characters")
# Opens what people keep private (notes, keys of their devices). Not in the database: a copy of that alone opens nothing.
SEAL_KEY = env("SEAL_KEY")
if not SEAL_KEY and not PRODUCTION:
    SEAL_KEY = _made_once(DATA_DIR / "seal_key")
if len(SEAL_KEY) < 32:
    _errors.append(
        "SEAL_KEY (or SEAL_KEY_FILE) must hold at least 32 characters, and be kept with the backups"
    )
if PRODUCTION and DEBUG:
    _errors.append("PRODUCTION=1 cùng DEBUG=1: trang lỗi của DEBUG để lộ dữ liệu. Hãy bỏ một trong hai.")
if PRODUCTION and DEMO:
    _errors.append(
        "PRODUCTION=1 cùng DEMO=1: chế độ trình diễn cho vào mọi ghế không cần mật khẩu, "
        "nên không chạy trên hệ thống thật. Hãy bỏ DEMO."
    )
# `make demo LAN=1`: the one address of this machine at which the tablets of the room reach the demo.
LAN_ADDRESS = env("LAN_ADDRESS")
if LAN_ADDRESS and not DEMO:
    _errors.append(f"LAN_ADDRESS={LAN_ADDRESS} chỉ dùng cho chế độ trình diễn. Hãy bỏ LAN_ADDRESS.")
elif LAN_ADDRESS and not is_local(LAN_ADDRESS):
    _errors.append(
        f"LAN_ADDRESS={LAN_ADDRESS} không phải là địa chỉ mạng nội bộ: chế độ trình diễn cho vào mọi ghế không cần "
        "mật khẩu, nên không mở ra Internet. Hãy dùng địa chỉ như 192.168.1.20."
    )
if DEMO and (public := [host for host in ALLOWED_HOSTS if host not in LOOPBACK]):
    _errors.append(
        f"DEMO=1 với ALLOWED_HOSTS={','.join(public)}: chế độ trình diễn cho vào mọi ghế không cần mật khẩu, "
        "nên chỉ chạy trên chính máy này (localhost, 127.0.0.1, [::1]). Hãy bỏ DEMO, hoặc bỏ ALLOWED_HOSTS."
    )
elif LAN_ADDRESS:
    ALLOWED_HOSTS = [LAN_ADDRESS]
DATABASES = {"default": _database(env("DATABASE_URL", f"sqlite:///{DATA_DIR / 'nghi-truong.sqlite3'}"))}
REDIS_URL = env("REDIS_URL")
# The box keeper of secret electronic votes: where its socket is, and the origin at which tablets reach it.
# Empty: `manage.py serve` starts one beside itself, at a port of the same host (":8123").
KEEPER_DIR = Path(env("KEEPER_DIR", str(DATA_DIR / "keeper")))
KEEPER_ORIGIN = env("KEEPER_ORIGIN").rstrip("/")
KEEPER_PORT = envint("KEEPER_PORT", 0)
# Full origins, scheme and all, besides the host itself: who may open a socket.
TRUSTED_ORIGINS = [origin.lower() for origin in env("TRUSTED_ORIGINS").split(",") if origin]
# After five wrong passwords one user name at one address waits this long.
LOCKED_MINUTES = 15
MAX_BODY_BYTES = envint("MAX_BODY_BYTES", 2**20)
MAX_UPLOAD_BYTES = envint("MAX_UPLOAD_BYTES", 210 * 2**20)

INSTALLED_APPS = [
    "meetings",
    "agenda",
    "voting",
    "signaling",
    "web",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "rest_framework",
    "drf_spectacular",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "web.static.BuiltFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
    "web.headers.policy",
]
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
ROOT_URLCONF = "web.urls"

# Who signs in, and for how long.
AUTH_USER_MODEL = "meetings.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "full_name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "web.errors.csrf_failed"
CSRF_TRUSTED_ORIGINS = TRUSTED_ORIGINS

# The tablets of a hall may share one address: nobody is locked out by address alone.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=LOCKED_MINUTES)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "web.headers.address_of"
AXES_LOCKOUT_CALLABLE = "web.errors.locked_out"
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # web.admin shows the same rows, in Vietnamese

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "documents")},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "web.errors.problem",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Nghị Trường",
    "DESCRIPTION": "Commands and readings of a meeting. The live stream beside it: signaling/PROTOCOL.md.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "PersonKind": "meetings.models.person.Person.Kind",
        "Role": "meetings.models.Role",
        "MeetingState": "meetings.models.MeetingState",
        "SittingState": "meetings.models.SittingState",
        "ItemKind": "agenda.models.ItemKind",
        "DocumentKind": "agenda.models.DocumentKind",
        "DocumentState": "agenda.models.DocumentState",
        "Circulation": "agenda.models.Circulation",
        "AnnotationKind": "agenda.models.AnnotationKind",
        "SharedWith": "agenda.models.SharedWith",
        "ItemState": "agenda.models.ItemState",
        "Stage": "agenda.models.Stage",
        "PollStage": "voting.models.PollStage",
        "BodyKind": "meetings.models.Body.Kind",
        "Place": "meetings.models.Attendance.Place",
        "MembershipStatus": "meetings.models.MembershipStatus",
        "SpeechKind": "meetings.models.SpeechKind",
        "Choice": "voting.models.Choice",
        "VoteState": "voting.models.VoteState",
    },
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "POSTPROCESSING_HOOKS": [
        "web.schema.with_resources",  # before the enums get their names
        "drf_spectacular.hooks.postprocess_schema_enums",
    ],
}

# The built client and the files of the admin, straight from where they lie: nothing is collected.
STATIC_URL = "/static/"
CLIENT_DIST = BASE_DIR / "web" / "client" / "dist"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[\w-]{8}\.\w+$"

# Behind how many proxies of ours this runs: that many entries of X-Forwarded-For are believed.
PROXIES = envint("PROXIES", 1 if PRODUCTION else 0)
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^api/health$"]
    SECURE_HSTS_SECONDS = envint("HSTS_SECONDS", 365 * 24 * 60 * 60)
    if PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

elif LAN_ADDRESS:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOG_LEVEL = env("LOG_LEVEL", "INFO").upper()
if LOG_LEVEL not in ("DEBUG", "INFO", "WARNING", "ERROR"):
    _errors.append(f"LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR, not {LOG_LEVEL!r}")
    LOG_LEVEL = "INFO"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": ["console"], "level": LOG_LEVEL, "propagate": False},
        # A refusal is an answer, not an incident.
        "django.request": {"level": "ERROR"},
        "daphne": {"level": "WARNING"},
        # Names the user name of each wrong attempt, where people type passwords by mistake.
        "axes": {"level": "ERROR"},
    },
}

if _errors:
    sys.exit("Cấu hình chưa đúng:\n" + "\n".join(f"  - {error}" for error in _errors))
