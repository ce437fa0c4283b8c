"""All settings, from the environment; every error is told at once."""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent
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


DEBUG = envbool("DEBUG")
DEMO = envbool("DEMO")
SECRET_KEY = env("SECRET_KEY")
if len(SECRET_KEY) < 32:
    _errors.append("SECRET_KEY (or SECRET_KEY_FILE) must hold at least 32 characters")
ALLOWED_HOSTS = [host for host in env("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",") if host]
DATA_DIR = Path(env("DATA_DIR", str(BASE_DIR / "data")))
DATABASES = {"default": _database(env("DATABASE_URL", f"sqlite:///{DATA_DIR / 'nghi-truong.sqlite3'}"))}
REDIS_URL = env("REDIS_URL")
# Full origins, scheme and all, besides the host itself: who may open a socket.
TRUSTED_ORIGINS = [origin.lower() for origin in env("TRUSTED_ORIGINS").split(",") if origin]
MAX_BODY_BYTES = envint("MAX_BODY_BYTES", 2**20)
MAX_UPLOAD_BYTES = envint("MAX_UPLOAD_BYTES", 210 * 2**20)

INSTALLED_APPS = [
    "meetings",
    "agenda",
    "voting",
    "signaling",
    "web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "rest_framework",
    "drf_spectacular",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "web.urls"
AUTH_USER_MODEL = "meetings.Person"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
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
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

if _errors:
    sys.exit("Cấu hình chưa đúng:\n" + "\n".join(f"  - {error}" for error in _errors))
