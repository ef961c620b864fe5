"""Wrong links, counted per sender so that guessing slows down; the sender is kept as a digest only."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from passerelle.records.accounts.models import SignInFailure

# A school's network can send several people with links cut by their mail program; a guesser sends thousands.
TRIES = 30
WINDOW = timedelta(minutes=15)


def _digest(sender: str) -> str:
    return salted_hmac("link-guess", sender, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def may_open(sender: str, *, now: datetime) -> bool:
    """Whether this sender may try another link."""
    return SignInFailure.objects.filter(digest=_digest(sender), at__gt=now - WINDOW).count() < TRIES


@transaction.atomic
def note_wrong_link(sender: str, *, now: datetime) -> None:
    """Count one link that opened nothing."""
    SignInFailure.objects.create(digest=_digest(sender), at=now)
