"""One-time codes by phone: six digits, ten minutes, few tries; the answer never tells whether one is known."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.records.accounts.models import SignInCode, SignInFailure, User

HOLDS = timedelta(minutes=10)
WINDOW = timedelta(hours=1)
ASKS_OF_A_PHONE, ASKS_OF_AN_ADDRESS = 5, 60  # many phones share one address of a carrier
TRIES_OF_A_CODE, TRIES_OF_AN_ADDRESS = 5, 100


def ask_code(phone: str, *, address: str, now: datetime, language: str = "en", is_new: bool = False) -> bool:
    """Send a code to a phone; false when too many were asked for.

    A number without an account gets a message only where one may be opened (``is_new``): nobody else can make
    the house write to strangers. What is kept and answered is the same for both.
    """
    kept_phone, kept_address = _digest(phone), _digest(address)
    recent = SignInCode.objects.filter(asked_at__gt=now - WINDOW)
    if recent.filter(phone_digest=kept_phone).count() >= ASKS_OF_A_PHONE:
        return False
    if recent.filter(address_digest=kept_address).count() >= ASKS_OF_AN_ADDRESS:
        return False
    code = f"{secrets.randbelow(1_000_000):06d}"
    user = User.objects.filter(phone=phone, is_active=True).first()
    with writing(SYSTEM, "account.code", purpose=Purpose.ACCOUNT) as note:
        SignInCode.objects.filter(asked_at__lte=now - WINDOW).delete()
        SignInCode.objects.create(
            phone_digest=kept_phone,
            address_digest=kept_address,
            code_digest=_digest(f"{phone} {code}"),
            asked_at=now,
            expires_at=now + HOLDS,
        )
        if user is not None or is_new:
            note.tell(phone, "sign_in_code", {"code": code}, language=user.language if user else language)
    return True


def use_code(phone: str, code: str, *, address: str, now: datetime) -> bool:
    """Whether this is the newest code sent to the phone, in time, unused and with tries left; uses it up."""
    with transaction.atomic():
        if _failures(address, now) >= TRIES_OF_AN_ADDRESS:
            return False
        newest = SignInCode.objects.filter(phone_digest=_digest(phone)).order_by("-pk").first()
        if newest is not None and _is_right(newest, phone, code, now):
            # Whoever comes second finds it used: the update says who was first.
            return SignInCode.objects.filter(pk=newest.pk, used_at=None).update(used_at=now) == 1
        SignInFailure.objects.create(digest=_digest(f"address {address}"), at=now)
        return False


def _is_right(newest: SignInCode, phone: str, code: str, now: datetime) -> bool:
    counted = SignInCode.objects.filter(
        pk=newest.pk, used_at=None, expires_at__gt=now, tries__lt=TRIES_OF_A_CODE
    ).update(tries=F("tries") + 1)
    return counted == 1 and constant_time_compare(newest.code_digest, _digest(f"{phone} {code}"))


def _failures(address: str, now: datetime) -> int:
    rows = SignInFailure.objects.filter(digest=_digest(f"address {address}"), at__gt=now - WINDOW)
    return rows.count()


def _digest(text: str) -> str:
    return salted_hmac("phone-code", text, secret=settings.SECRET_KEY).hexdigest()
