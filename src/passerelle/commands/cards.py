"""``passerelle cards``: check the file of a card without a network, list the public keys, change the key."""

import importlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from passerelle.commands.answers import answer, json_option, run_or_exit
from passerelle.domain.cards.card import (
    KEYS_FORM,
    REVOKED_FORM,
    KeyFacts,
    key_of_card,
    read_file,
    signed_bytes,
    standing,
)
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.card_signing import is_signed


@click.group()
def cards() -> None:
    """Cards that workers hold as proof of their contract."""


@cards.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--keys", type=click.Path(path_type=Path), help="Public keys, saved from /card-keys.json.")
@click.option("--revoked", type=click.Path(path_type=Path), help="List saved from /card-revocations.json.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day to check for; today without one.")
@json_option
@run_or_exit
def verify(file: Path, keys: Path | None, revoked: Path | None, day: datetime | None, as_json: bool) -> None:
    """Check the file of a card: its signature, its days, and, with a list, whether it was revoked.

    With --keys no database and no network are needed. A good signature of an expired or revoked card is
    refused, too (exit 1).
    """
    payload, signature = read_file(_json(file))
    known = _keys(_json(keys)) if keys else _kept().key_facts()
    key = key_of_card(payload, known)
    if not is_signed(key.public, signed_bytes(payload), signature):
        hint = Text("It was changed after it was signed, or it was not signed by this key.")
        raise Refused([Problem("not_signed", Text("The signature of this card does not hold."), hint)])
    listed = _revoked(_json(revoked), known) if revoked else None if keys else set(_kept().revoked_numbers())
    on = day.date() if day else datetime.now(UTC).date()
    state = standing(payload, on=on, revoked=listed is not None and str(payload["card"]) in listed)
    if state != "valid":
        raise Refused(
            [Problem(state, Text("The signature holds, and the card is %(state)s.", {"state": state}))]
        )
    found = {
        **payload,
        "state": state,
        "on": on.isoformat(),
        "revocation": "not_checked" if listed is None else "checked",
    }
    if as_json:
        answer(found)
        return
    click.echo(
        f"valid  {payload['card']}  {payload['initials']}  {payload['employer']}  {payload['occupation']}"
    )
    click.echo(
        f"from {payload['from'] or 'unknown'} until {payload['until'] or 'unknown'}; by {payload['issuer']}"
    )
    if listed is None:
        click.echo("not checked: whether it was revoked (give --revoked)")


@cards.command("keys")
@run_or_exit
def keys_() -> None:
    """The public keys as they are published, in JSON."""
    answer(_kept().published_keys())


@cards.command()
@click.option("--withdraw", is_flag=True, help="The former key is trusted no more: its cards are void.")
@run_or_exit
def rotate(withdraw: bool) -> None:
    """Sign with a new key from now on; cards of the former key hold, unless it is withdrawn."""
    made = _kept().rotate(_kept().SYSTEM, withdraw=withdraw)
    click.echo(f"key {made.name} signs from now on")


def _kept() -> Any:
    """What needs the database, loaded only when asked."""
    return importlib.import_module("passerelle.commands.cards_kept")


def _json(path: Path) -> object:
    if not path.is_file():
        raise MissingFile(f"{path}: there is no such file")
    try:
        return json.loads(path.read_text("utf-8-sig"))
    except (ValueError, UnicodeDecodeError):
        raise Refused([Problem("not_json", Text("This file is not JSON."), file=str(path))]) from None


def _keys(given: object) -> dict[str, KeyFacts]:
    try:
        assert isinstance(given, Mapping)
        assert given["form"] == KEYS_FORM
        return {
            one["id"]: KeyFacts(
                str(one["id"]),
                str(one["public"]),
                date.fromisoformat(one["since"]),
                date.fromisoformat(one["retired_on"]) if one["retired_on"] else None,
                bool(one["withdrawn"]),
            )
            for one in given["keys"]
        }
    except (AssertionError, KeyError, TypeError, ValueError):
        raise Refused([Problem("not_keys", Text("This is not a list of public keys."))]) from None


def _revoked(given: object, keys: Mapping[str, KeyFacts]) -> set[str]:
    payload = given.get("payload") if isinstance(given, Mapping) else None
    signature = str(given.get("signature")) if isinstance(given, Mapping) else ""
    if not isinstance(payload, Mapping) or payload.get("form") != REVOKED_FORM:
        raise Refused([Problem("not_revocations", Text("This is not a list of revoked cards."))])
    key = keys.get(str(payload.get("key")))
    if key is None or key.withdrawn or not is_signed(key.public, signed_bytes(payload), signature):
        raise Refused(
            [Problem("list_not_signed", Text("The signature of the list of revoked cards does not hold."))]
        )
    return {str(one) for one in payload.get("cards", ())}
