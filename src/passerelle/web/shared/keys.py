"""Keys of forms: a request sent twice is answered once."""

import secrets
from datetime import datetime

from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

SALT = "shown"


def new_key() -> str:
    """A key for one form as it is shown."""
    return secrets.token_hex(12)


def key_of(request: HttpRequest) -> str | None:
    """The key that came with a form; ``None`` when it is not one of ours."""
    key = request.POST.get("key", "")
    return key if 8 <= len(key) <= 64 and key.isalnum() else None


def shown_at(request: HttpRequest) -> datetime | None:
    """When the page with this form was shown, as signed by us; ``None`` when that cannot be told."""
    try:
        return datetime.fromisoformat(signing.loads(request.POST.get("shown", ""), salt=SALT, max_age=86_400))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def version_of(request: HttpRequest, name: str = "version") -> int | None:
    """The version of the record that the form showed."""
    text = request.POST.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def hidden_key(key: str = "") -> SafeString:
    """The hidden fields of a form that writes: its key and when it was shown."""
    shown = signing.dumps(timezone.now().isoformat(), salt=SALT)
    fields = '<input type="hidden" name="key" value="{}"><input type="hidden" name="shown" value="{}">'
    return format_html(fields, key or new_key(), shown)
