"""The keys that sign cards: made when first needed, changed at will, never kept.

A private key is an HMAC of its salt under the installation's key, so neither a copy of the database nor the
installation's key alone signs anything. Where the installation's key was changed, the old salt gives another
public key: signing then refuses with ``key_lost`` until a new key is made.
"""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.card_signing import public_of
from passerelle.records.cards.models import CardKey

SALT = "passerelle.card"
HOLDER_SALT = "passerelle.card.holder"


def private_key(key: CardKey) -> bytes:
    """The 32 bytes that sign; refused with ``key_lost`` when the installation's key is another one now."""
    seed = _seed(key.salt)
    if public_of(seed) != key.public:
        message = Text("The key that signs cards cannot be made again: this installation's key was changed.")
        raise Refused([Problem("key_lost", message, Text("Make a new one: passerelle cards rotate"))])
    return seed


def signing_key(*, at: datetime) -> CardKey:
    """The key that signs now, made where there is none; inside an action."""
    with transaction.atomic():
        found = CardKey.objects.select_for_update().filter(retired_at__isnull=True).first()
        return found or _made(at)


def rotate(actor: Actor, *, withdraw: bool = False) -> CardKey:
    """A new key signs from now on. What the former ones signed holds, unless they are withdrawn with it."""
    actor.must(Permission.PEOPLE_ADMIN)
    with writing(actor, "card.rotate_key", purpose=Purpose.OVERSIGHT) as note:
        now = timezone.now()
        former = CardKey.objects.select_for_update().filter(retired_at__isnull=True)
        names = list(former.values_list("name", flat=True))
        if withdraw:
            CardKey.objects.filter(name__in=names).update(retired_at=now, withdrawn_at=now)
        else:
            former.update(retired_at=now)
        made = _made(now)
        note.details = {"former": names, "key": made.name, "withdrawn": withdraw}
        return made


def holder_part(code: str, alphabet: str, signs: int) -> str:
    """The part of a card's code that only its holder has; made again, not kept."""
    drawn = salted_hmac(HOLDER_SALT, code, secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return "".join(alphabet[byte % len(alphabet)] for byte in drawn[:signs])


def _made(at: datetime) -> CardKey:
    salt = secrets.token_hex(32)
    return CardKey.objects.create(
        name=secrets.token_hex(4), salt=salt, public=public_of(_seed(salt)), made_at=at
    )


def _seed(salt: str) -> bytes:
    return salted_hmac(SALT, salt, secret=settings.SECRET_KEY, algorithm="sha256").digest()
