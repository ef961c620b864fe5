"""Sign-in attempts: counted per account name, so that guessing slows down for everybody alike."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from passerelle.records.accounts.models import SignInFailure

# The French regulator asks for a lock after at most ten wrong tries (CNIL, recommendation on passwords);
# it ends by itself, so that nobody can lock a stranger out for good.
TRIES = 10
WINDOW = timedelta(minutes=15)


def _digest(email: str) -> str:
    return salted_hmac("sign-in", email.strip().casefold(), secret=settings.SECRET_KEY).hexdigest()


def may_try(email: str, *, now: datetime) -> bool:
    """Whether this account name has tries left; the same for names that do not exist."""
    return SignInFailure.objects.filter(digest=_digest(email), at__gt=now - WINDOW).count() < TRIES


@transaction.atomic
def note_failure(email: str, *, now: datetime) -> None:
    """Count one failed try and forget those outside the window."""
    SignInFailure.objects.filter(at__lte=now - WINDOW).delete()
    SignInFailure.objects.create(digest=_digest(email), at=now)


@transaction.atomic
def note_success(email: str) -> None:
    """Forget the failures of an account that has signed in."""
    SignInFailure.objects.filter(digest=_digest(email)).delete()
