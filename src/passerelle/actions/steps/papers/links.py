"""Links that open one thing without an account: made, read, used, revoked; the token itself is never kept."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.signing.models import Signature, SignedLink

SALT = "passerelle.link"
DAYS = 30


@dataclass(frozen=True, slots=True)
class LinkFor:
    """What a link opens (a public number), for whom, and until when."""

    purpose: str
    subject: str
    scheme: int
    recipient: str
    language: str = "en"
    signature: Signature | None = None
    days: int = DAYS


def token_from(seed: str) -> str:
    """The token of a seed: 256 bits that only this installation's key can make again.

    So the outbox and the database hold nothing that opens a page by itself, and a reminder can name the
    same address once more.
    """
    return salted_hmac(SALT, seed, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def new_links(asked: Iterable[LinkFor], *, at: datetime) -> list[SignedLink]:
    """Links for many recipients. One query; put ``{"link": row.seed}`` into the message."""
    rows = []
    for one in asked:
        seed = secrets.token_hex(32)
        rows.append(
            SignedLink(
                seed=seed,
                digest=digest_of(token_from(seed)),
                purpose=one.purpose,
                subject=one.subject,
                scheme_id=one.scheme,
                signature=one.signature,
                recipient=one.recipient,
                language=one.language or "en",
                made_at=at,
                expires_at=at + timedelta(days=one.days),
            )
        )
    return SignedLink.objects.bulk_create(rows, batch_size=500)


def new_link(asked: LinkFor, *, at: datetime) -> SignedLink:
    """One link."""
    return new_links([asked], at=at)[0]


def read_link(token: str, *, at: datetime, purpose: str | None = None) -> SignedLink:
    """The link that a token opens now.

    Raises ``Refused`` with ``link_unknown``, ``link_revoked``, ``link_expired`` or ``link_used``; none of them
    says what the link was for.
    """
    rows = SignedLink.objects.filter(digest=digest_of(token)).select_related("scheme")
    link = rows.filter(**({"purpose": purpose} if purpose else {})).first()
    if link is None:
        raise _refused("link_unknown", Text("This link is not one of ours, or it was not copied whole."))
    if link.revoked_at is not None:
        raise _refused("link_revoked", Text("This link was replaced or called back."))
    if link.expires_at <= at:
        raise _refused("link_expired", Text("This link has expired."))
    if link.used_at is not None:
        raise _used()
    return link


def purpose_of(token: str) -> str:
    """What a link was made for, whether it still opens or not; empty for one that is not ours."""
    rows = SignedLink.objects.filter(digest=digest_of(token))
    return rows.values_list("purpose", flat=True).first() or ""


def use_link(link: SignedLink, *, at: datetime) -> None:
    """The link has served; it opens nothing more. Refused with ``link_used`` if another request was first."""
    if not SignedLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=at):
        raise _used()
    link.used_at = at


def revoke_links(*, at: datetime, subject: str = "", signatures: Iterable[int] = ()) -> int:
    """Call back every open link to a subject, or of some signatures. One query."""
    rows = SignedLink.objects.filter(revoked_at__isnull=True, used_at__isnull=True)
    wanted = rows.filter(subject=subject) if subject else rows.filter(signature_id__in=list(signatures))
    return wanted.update(revoked_at=at)


def revoke_links_to(subjects: QuerySet[Any, Any], *, at: datetime, purpose: str) -> int:
    """Call back every open link of a purpose to the things that a reading names by number. One query."""
    rows = SignedLink.objects.filter(revoked_at__isnull=True, used_at__isnull=True, purpose=purpose)
    return rows.filter(subject__in=subjects).update(revoked_at=at)


def _used() -> Refused:
    return _refused("link_used", Text("This link was already used. Your answer has arrived."))


def _refused(code: str, message: Text) -> Refused:
    hint = Text("Ask the person who sent it for a new one; nothing you sent before is lost.")
    return Refused([Problem(code, message, hint)])
