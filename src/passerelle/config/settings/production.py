"""Real installations: everything from the environment, and refusal to start half configured."""

import os

from django.core.exceptions import ImproperlyConfigured

from passerelle.config.settings.base import *  # noqa: F403

SECRET_KEY = os.environ.get("PASSERELLE_SECRET_KEY", "")
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("PASSERELLE_SECRET_KEY is missing or shorter than 40 signs; set a random one.")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = os.environ.get("PASSERELLE_BEHIND_TLS_PROXY", "") != "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("PASSERELLE_MAIL_HOST", "localhost")
