"""Adding to a partnership's roadmap: an objective, an action, a party."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from passerelle.actions.portfolio.reach import (
    must_be_area,
    must_be_country,
    must_be_date,
    named_once,
    partnership_for,
)
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.schemes.dates import first_day, last_day
from passerelle.records.portfolio.models import Objective, PartnershipAction, Party


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFacts:
    """An action as somebody states it; empty is unknown."""

    title: str
    area: str
    level: str
    fields: tuple[str, ...] = ()
    responsible: str = ""
    status: str = ""
    start: str = ""
    end: str = ""
    source: str = ""
    note: str = ""


def add_objective(
    actor: Actor, code: str, *, area: str, text: str, source: str = "", key: str | None = None
) -> str:
    """Add an objective of the roadmap; its public number."""
    content = [code, area, text, source]
    with writing(actor, "partnership.objective", purpose=Purpose.OVERSIGHT, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        partnership = partnership_for(actor, code)
        must_be_area(area)
        row = Objective.objects.create(partnership=partnership, area=area, text=text, source=source)
        note.about(row.number)
        note.details = {"partnership": code}
        note.answer = row.number
        return row.number


def add_action(actor: Actor, code: str, facts: ActionFacts, *, key: str | None = None) -> str:
    """Add an action under a key area; its public number."""
    content = [code, asdict(facts)]
    with writing(actor, "partnership.action", purpose=Purpose.OVERSIGHT, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        partnership = partnership_for(actor, code)
        must_be_area(facts.area)
        must_be_date(facts.start, "start")
        must_be_date(facts.end, "end")
        _must_be_in_order(facts)
        values = {**asdict(facts), "fields": list(facts.fields)}
        row = PartnershipAction.objects.create(partnership=partnership, **values)
        note.about(row.number)
        note.details = {"partnership": code}
        note.answer = row.number
        return row.number


def add_party(  # noqa: PLR0913  # what a party is
    actor: Actor,
    code: str,
    *,
    name: str,
    country: str = "",
    roles: Sequence[str] = (),
    source: str = "",
    note: str = "",
    key: str | None = None,
) -> str:
    """Add a party; its public number. Refused with ``unknown-choice`` (the country) or ``named_twice``."""
    values = {"name": name, "country": country, "roles": list(roles), "source": source, "note": note}
    with writing(
        actor, "partnership.party", purpose=Purpose.OVERSIGHT, key=key, content=[code, values]
    ) as deed:
        if deed.replayed:
            return str(deed.answer)
        partnership = partnership_for(actor, code)
        must_be_country(country)
        with named_once():
            row = Party.objects.create(partnership=partnership, **values)
        deed.about(row.number)
        deed.details = {"partnership": code}
        deed.answer = row.number
        return row.number


def _must_be_in_order(facts: ActionFacts) -> None:
    if facts.start and facts.end and last_day(facts.end) < first_day(facts.start):
        message = Text("The end lies before the start.")
        hint = Text("An end on or after %(start)s.", {"start": facts.start})
        raise Refused([Problem("dates-out-of-order", message, hint, column="end")])
