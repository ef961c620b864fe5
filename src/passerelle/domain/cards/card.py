"""What a card states, in one canonical form under its signature, and how it stands on a day."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from passerelle.domain.kernel.digest import canonical
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text

FORM = "passerelle-card/1"
KEYS_FORM = "passerelle-card-keys/1"
REVOKED_FORM = "passerelle-card-revocations/1"
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORT, HOLDER = 12, 8  # signs of the code on the card, and of the part that the holder adds

VALID, NOT_YET, EXPIRED, REVOKED, REPLACED, BROKEN = (
    "valid",
    "not_yet",
    "expired",
    "revoked",
    "replaced",
    "broken",
)

FIELDS = (
    "form", "card", "scheme", "issuer", "employer", "occupation", "from", "until", "initials", "holder",
    "contract", "filed", "issued_on", "key",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """A public key as it is published: from when it signed, until when, and whether it is trusted no more."""

    id: str
    public: str  # base64, 32 bytes
    since: date
    retired_on: date | None = None
    withdrawn: bool = False


def initials(*names: str) -> str:
    """The first sign of each part of the names, with points; all that a card shows of its holder."""
    parts = [part for name in names for part in name.replace("-", " ").split()]
    return "".join(f"{part[0].upper()}." for part in parts)


def holder_digest(secret: str, name: str) -> str:
    """What the card keeps of the full name: it can be proven by who holds the secret, and read by nobody."""
    return hashlib.sha256(f"{secret}\n{name}".encode()).hexdigest()


def signed_bytes(payload: Mapping[str, object]) -> bytes:
    """The bytes that are signed."""
    return canonical(dict(payload))


def read_file(given: object) -> tuple[dict[str, object], str]:
    """The payload and signature of a card's file; ``Refused`` with ``not_a_card`` for anything else."""
    payload = given.get("payload") if isinstance(given, Mapping) else None
    signature = given.get("signature") if isinstance(given, Mapping) else None
    fits = isinstance(payload, Mapping) and set(payload) == set(FIELDS) and payload.get("form") == FORM
    if not fits or not isinstance(signature, str):
        hint = Text("Save the file from the card's own page once more.")
        raise Refused([Problem("not_a_card", Text("This is not the file of a card."), hint)])
    assert isinstance(payload, Mapping)  # said by fits
    return dict(payload), signature


def key_of_card(payload: Mapping[str, object], keys: Mapping[str, KeyFacts]) -> KeyFacts:
    """The key that a card names; refused with ``key_unknown``, ``key_withdrawn`` or ``key_dates``."""
    key = keys.get(str(payload["key"]))
    if key is None:
        raise _refused("key_unknown", Text("The card names a key that is not published."))
    if key.withdrawn:
        raise _refused("key_withdrawn", Text("The key of this card is trusted no more. Ask for a new card."))
    issued = _day(payload["issued_on"])
    if issued is None or issued < key.since or (key.retired_on is not None and issued > key.retired_on):
        raise _refused("key_dates", Text("The card names a day on which its key did not sign."))
    return key


def standing(payload: Mapping[str, object], *, on: date, revoked: bool, replaced: bool = False) -> str:
    """How a card with a good signature stands on a day; revoked comes before everything else."""
    begins, ends = _day(payload["from"]), _day(payload["until"])
    if revoked:
        return REVOKED
    if replaced:
        return REPLACED
    if ends is not None and on > ends:
        return EXPIRED
    return NOT_YET if begins is not None and on < begins else VALID


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _refused(code: str, message: Text) -> Refused:
    return Refused([Problem(code, message)])
