"""How a profile takes in what was attested, and gives it back when an attestation is revoked."""

from collections.abc import Mapping, Sequence
from typing import Any

from passerelle.domain.classifications.cefr import at_least, is_valid

ATTESTED = "attested"
Entry = Mapping[str, Any]
Entries = Sequence[Entry] | None


def with_skill(held: Entries, uri: str) -> tuple[list[Entry], Entry | None]:
    """The skills with this one attested, and the entry it took the place of."""
    before = next((one for one in held or () if one["uri"] == uri), None)
    rest = [one for one in held or () if one["uri"] != uri]
    return [*rest, {"uri": uri, "how": ATTESTED}], before


def with_language(held: Entries, code: str, level: str) -> tuple[list[Entry], Entry | None]:
    """The languages with this level attested; a higher level that was stated stays, as stated."""
    before = next((one for one in held or () if one["code"] == code), None)
    if before is not None and not _takes_over(before, level):
        return list(held or ()), before
    rest = [one for one in held or () if one["code"] != code]
    return [*rest, {"code": code, "level": level, "how": ATTESTED}], before


def without_skill(held: Entries, uri: str, before: Entry | None) -> list[Entry]:
    """The skills as they were before an attestation that no longer holds."""
    return _given_back(held, "uri", uri, before)


def without_language(held: Entries, code: str, before: Entry | None) -> list[Entry]:
    """The languages as they were before an attestation that no longer holds."""
    return _given_back(held, "code", code, before)


def _given_back(held: Entries, name: str, value: str, before: Entry | None) -> list[Entry]:
    present = next((one for one in held or () if one[name] == value), None)
    if present is None or present.get("how") != ATTESTED:  # somebody changed it since: theirs stays
        return list(held or ())
    rest = [one for one in held or () if one[name] != value]
    return [*rest, before] if before is not None else rest


def _takes_over(before: Entry, level: str) -> bool:
    known = before.get("level")
    return not known or not is_valid(known) or at_least(level, known)
