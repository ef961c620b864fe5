"""Which partnership somebody may add to, and what its rows may say."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.classifications import countries
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.portfolio.areas import KEY_AREAS
from passerelle.domain.schemes.dates import is_date
from passerelle.records.portfolio.models import Partnership


def partnership_for(actor: Actor, code: str) -> Partnership:
    """The partnership, for somebody who works in it; ``NotPermitted`` otherwise."""
    actor.must(Permission.PARTNERSHIP_WRITE)
    joined = Partnership.objects.visible_to(actor).joined_by(actor, Permission.PARTNERSHIP_WRITE)
    found = joined.filter(code=code.lower()).first()
    if found is None:
        raise NotPermitted(code)
    return found


def must_be_area(area: str) -> None:
    """Refuse what is none of the five key areas."""
    if area not in KEY_AREAS:
        message = Text("%(value)s is not known here.", {"value": area[:60]})
        hint = Text("One of: %(choices)s.", {"choices": ", ".join(KEY_AREAS)})
        raise Refused([Problem("unknown-choice", message, hint, column="area")])


def must_be_date(text: str, column: str) -> None:
    """Refuse what is neither a year, a month nor a day; empty is unknown."""
    if text and not is_date(text):
        message = Text("%(value)s is not a date.", {"value": text[:60]})
        hint = Text("A year, a month or a day: 2026, 2026-03 or 2026-03-14.")
        raise Refused([Problem("bad-date", message, hint, column=column)])


def must_be_country(code: str) -> None:
    """Refuse what is no country's two letters; empty is unknown."""
    if code and not countries.is_valid(code):
        message = Text("%(value)s is not known here.", {"value": code[:60]})
        hint = Text("Write its two letters, such as MA.")
        raise Refused([Problem("unknown-choice", message, hint, column="country")])


@contextmanager
def named_once() -> Iterator[None]:
    """Refuse a party that the partnership names already (``named_twice``)."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        message, hint = Text("This party is named already."), Text("Change that row.")
        raise Refused([Problem("named_twice", message, hint, column="name")]) from None
