"""What every installation shares; the environment says the rest (see .env.example)."""

import os
from pathlib import Path

from passerelle.config.database import database_from

ROOT = Path(__file__).resolve().parents[4]
VAR = Path(os.environ.get("PASSERELLE_VAR", ROOT / "var"))
REFERENCE_DATA = Path(os.environ.get("PASSERELLE_DATA", ROOT.parent / "shared" / "data"))
SCHEME_FILES = Path(os.environ.get("PASSERELLE_SCHEMES", ROOT / "schemes"))
PARTNERSHIP_FILES = Path(os.environ.get("PASSERELLE_PARTNERSHIPS", ROOT / "partnerships"))

DEBUG = False
# Where people reach this installation; links in messages begin with it.
ADDRESS = os.environ.get("PASSERELLE_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = os.environ.get("PASSERELLE_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "passerelle.records.accounts",
    "passerelle.records.audit",
    "passerelle.records.outbox",
    "passerelle.records.classifications",
    "passerelle.records.partnerships",
    "passerelle.records.letters",
    "passerelle.records.pathways",
    "passerelle.records.portfolio",
    "passerelle.records.capacity",
    "passerelle.records.candidates",
    "passerelle.records.vacancies",
    "passerelle.records.employers",
    "passerelle.records.promises",
    "passerelle.records.journeys",
    "passerelle.records.dossiers",
    "passerelle.records.signing",
    "passerelle.records.quotas",
    "passerelle.records.calls",
    "passerelle.records.selection",
    "passerelle.records.interviews",
    "passerelle.records.training",
    "passerelle.records.recognition",
    "passerelle.records.contests",
    "passerelle.records.contracts",
    "passerelle.records.permits",
    "passerelle.records.stays",
    "passerelle.records.visits",
    "passerelle.records.work",
    "passerelle.records.mentoring",
    "passerelle.records.returns",
    "passerelle.records.grievances",
    "passerelle.records.cards",
    "passerelle.records.followups",
    "passerelle.records.alumni",
    "passerelle.records.reintegration",
    "passerelle.records.diaspora",
    "passerelle.web.shared",
    "passerelle.web.public",
    "passerelle.web.programme",
    "passerelle.web.casework",
    "passerelle.web.matching",
    "passerelle.web.candidate",
    "passerelle.web.employer",
    "passerelle.web.pathways",
    "passerelle.web.partnerships",
    "passerelle.web.cases",
    "passerelle.web.demand",
    "passerelle.web.training",
    "passerelle.web.selection",
    "passerelle.web.legal",
    "passerelle.web.links",
    "passerelle.web.service",
    "passerelle.web.visits",
    "passerelle.web.work",
    "passerelle.web.voice",
    "passerelle.web.stay",
    "passerelle.web.returns",
    "passerelle.web.mentor",
    "passerelle.web.followup",
    "passerelle.web.reintegration",
    "passerelle.web.diaspora",
    "passerelle.web.card",
    "passerelle.web.retention",
    "passerelle.web.alumni",
    "django.forms",  # last: our own field template comes before its
]

MIDDLEWARE = [
    "passerelle.web.shared.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "passerelle.web.shared.zero_signs.NoZeroSigns",
    "passerelle.web.shared.access.ActorMiddleware",
]

ROOT_URLCONF = "passerelle.config.urls"
WSGI_APPLICATION = "passerelle.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "portfolio"
LOGOUT_REDIRECT_URL = "sign-in"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "passerelle.web.shared.layout.layout",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_from(os.environ.get("DATABASE_URL"), folder=VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    # NIST SP 800-63B: length, no composition rules, a list of common passwords.
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "passerelle.web.shared.errors.form_expired"
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية")]
LOCALE_PATHS = [ROOT / "src" / "passerelle" / "web" / "locale" / part for part in ("floors", "shared", "pages")]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = "passerelle.web.formats"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "uploads"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
# Who carries short messages: callables as in gateways/channels.py; these two write files.
SMS_CARRIER = "passerelle.gateways.channels.sms_file"
WHATSAPP_CARRIER = "passerelle.gateways.channels.whatsapp_file"
LETTER_CARRIER = "passerelle.gateways.channels.letter_file"
SMS_FILE_PATH = VAR / "sms"
SMS_IN_PATH = VAR / "sms-in"  # where a carrier, or its adapter, puts what workers write
WHATSAPP_FILE_PATH = VAR / "whatsapp"
LETTER_FILE_PATH = VAR / "letters"
