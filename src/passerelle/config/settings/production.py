"""Real installations: everything from the environment, and refusal to start half configured."""

import os

from django.core.exceptions import ImproperlyConfigured

from passerelle.config.settings.base import *  # noqa: F403

SECRET_KEY = os.environ.get("PASSERELLE_SECRET_KEY", "")
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("PASSERELLE_SECRET_KEY is missing or shorter than 40 signs; set a random one.")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Only a proxy of ours may say that a request came over TLS; otherwise anybody could.
_BEHIND_PROXY = os.environ.get("PASSERELLE_BEHIND_TLS_PROXY", "") == "1"
SECURE_SSL_REDIRECT = not _BEHIND_PROXY
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _BEHIND_PROXY else None
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("PASSERELLE_ORIGINS", "").split(",") if origin]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("PASSERELLE_MAIL_HOST", "localhost")
