"""Tests: a database of their own, quick hashing, no network, no files left behind."""

import os
import tempfile
from pathlib import Path

from passerelle.config.database import database_from
from passerelle.config.settings.base import *  # noqa: F403
from passerelle.config.settings.base import ROOT

VAR = Path(tempfile.mkdtemp(prefix="passerelle-test-"))
SECRET_KEY = "tests only"
DATABASES = {"default": database_from(os.environ.get("DATABASE_URL"), folder=VAR)}
# SQLite: a file, not memory, since racing clients need connections of their own. PostgreSQL: a name of
# its own, so that two runs do not meet.
_sqlite = "sqlite3" in DATABASES["default"]["ENGINE"]
DATABASES["default"]["TEST"] = {
    "NAME": str(VAR / "test.sqlite3") if _sqlite else f"test_passerelle_{os.getpid()}"
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = VAR / "uploads"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
STYLEGUIDE = True
WHITENOISE_AUTOREFRESH = True
SCHEME_FILES = ROOT / "schemes"
PARTNERSHIP_FILES = ROOT / "partnerships"
