"""What the retention clock may blank, read off the models themselves, and the lives it looks at.

Every model says in ``Privacy`` which field serves which purpose. A field whose purpose is over is blanked:
text, lists, amounts, files, and everything on rows that are somebody's identity (``blanks.py``). What stays is
a skeleton without a name: keys between rows, days, and codes, on which counts rest.

Rows about nobody alone (the minutes of a round, a visit to a site) have a clock of their own: ``ends`` in
``Privacy`` names the days of which the last one ends their purpose. ``no_clock`` says why a row needs none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Max, Q
from django.utils import timezone

from passerelle.domain.access.privacy import Keep, Purpose
from passerelle.domain.access.retention import Life
from passerelle.records.alumni.models import Alumna
from passerelle.records.blanks import Blank, blank_of, paths_of
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Candidate
from passerelle.records.followups.models import Wave
from passerelle.records.grievances.models import Grievance
from passerelle.records.journeys.models import Journey
from passerelle.records.reintegration.models import Award, ReintegrationPlan
from passerelle.records.stays.models import Stay

WHY = "the clock looks at everybody"
# Rows to which a person is reached backwards.
_CONTRACT = "contract_version__contract__candidate__person"
BACKWARDS = {
    "signing.paper": _CONTRACT,
    # Everybody who signs somebody's contract: the employer's signature serves the same case.
    "signing.signature": f"paper__{_CONTRACT}",
}
# Rows that name a person by the public number, or by an address, without a key.
BY_NUMBER = {"outbox.message": "recipient", "signing.signature": "person", "signing.signedlink": "recipient"}

# Papers about a host stand in dossiers as people's do, without a person: they serve protection, until their
# dossier is closed or the visit that they show was made.
HOSTS_PAPERS = {"dossiers.dossieritem": ("dossier__closed_on", "dossier__visit__done_on")}

# When a person was last in contact, row by row: a candidacy is begun once, each application to a call anew.
# Whoever only began an application is no candidate yet.
CONTACTS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Candidate, ("created_at", "applied_on", "withdrawn_on")),
    (Application, ("created_at", "handed_in_at", "decided_at", "ended_at")),
)

# What goes on or has ended for a person: the rows, the way to the person, the day, and what ``Life`` calls it.
ENDINGS: tuple[tuple[Any, str, str, str, str], ...] = (
    (Journey, "candidate__person_id", "ended_on", "case_open", "case_ended"),
    (Stay, "journey__candidate__person_id", "ended_on", "stay_open", "stay_ended"),
    (Grievance, "person_id", "closed_at", "grievance_open", "grievance_closed"),
    (Grievance, "stay__journey__candidate__person_id", "closed_at", "grievance_open", "grievance_closed"),
    (Wave, "journey__candidate__person_id", "settled_at", "wave_open", "wave_settled"),
    (Alumna, "person_id", "withdrawn_at", "agrees", "agreed_until"),
    (ReintegrationPlan, "journey__candidate__person_id", "closed_on", "plan_open", "plan_ended"),
)


@dataclass(frozen=True, slots=True)
class Erasable:
    """The fields of one model that a purpose leaves to blank, and which of its rows are over."""

    model: type[models.Model]
    purpose: Purpose
    paths: tuple[str, ...]  # of lookups to the person's key
    number: str  # the field that holds a public number or an address; empty: there is none
    ends: tuple[str, ...]  # of rows about nobody alone: the days of which the last ends the purpose
    ends_purpose: Purpose  # of such rows, whose term counts from that day
    blanks: tuple[Blank, ...]


@cache
def erasable() -> tuple[Erasable, ...]:
    """Everything that can be blanked, by model and purpose.

    What is found by somebody's address comes first: before the address itself is blanked.
    """
    return tuple(sorted(_found(), key=lambda one: not one.number))


def skeleton(model: type[models.Model]) -> set[str]:
    """Personal fields of a model that stay when their purpose is over: keys, days, codes."""
    personal: dict[str, Keep] = model.Privacy.personal  # type: ignore[attr-defined]
    return {name for name in personal if blank_of(model, name) is None}


def lives(people: Sequence[int] | None = None) -> dict[int, Life]:
    """What the clocks need of every person, or of these, by key. Ten queries however many people."""
    known: dict[int, dict[str, Any]] = {}
    for person, day in _contacts(people):
        _later(known.setdefault(person, {}), "last_contact", day)
    for model, path, field, running, over in ENDINGS:
        for person, ended in _of(model, path, people, field):
            if person is not None:
                _ended(known.setdefault(person, {}), running, over, _day(ended))
    for person, ended in _awards(people):
        _ended(known.setdefault(person, {}), "plan_open", "plan_ended", ended)
    for facts in known.values():
        _later(facts, "last_contact", facts.get("case_ended"))
    return {person: Life(**facts) for person, facts in known.items()}


def _contacts(people: Sequence[int] | None) -> Iterator[tuple[int, date | None]]:
    for model, names in CONTACTS:
        for person, *days in _of(model, "person_id", people, *names):
            yield from ((person, _day(one)) for one in days)


def _awards(people: Sequence[int] | None) -> Iterator[tuple[int, date | None]]:
    """When each award came to its end: closed, or what is not paid back was paid out in full."""
    path = "plan__journey__candidate__person_id"
    rows = Award.objects.unscoped(WHY)
    rows = rows if people is None else rows.filter(**{f"{path}__in": people})
    waiting = Count("tranches", filter=Q(tranches__paid_on__isnull=True))
    counted = rows.order_by().annotate(waiting=waiting, last=Max("tranches__paid_on"))
    for person, kind, closed, left, last in counted.values_list(path, "kind", "closed_on", "waiting", "last"):
        yield person, closed or (None if left or kind == "micro_credit" else last)


def _of(model: Any, path: str, people: Sequence[int] | None, *fields: str) -> Any:
    rows = model.objects.unscoped(WHY)
    rows = rows if people is None else rows.filter(**{f"{path}__in": people})
    return rows.order_by().values_list(path, *fields)


def _day(moment: datetime | date | None) -> date | None:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def _ended(facts: dict[str, Any], running: str, over: str, ended: date | None) -> None:
    if ended is None:
        facts[running] = True
    else:
        _later(facts, over, ended)


def _later(facts: dict[str, Any], name: str, day: date | None) -> None:
    if day is not None:
        facts[name] = max(day, facts.get(name, day))


def _found() -> Iterator[Erasable]:
    for model in apps.get_models():
        if not model.__module__.startswith("passerelle.records"):
            continue
        label = model._meta.label_lower
        number, backwards = BY_NUMBER.get(label, ""), BACKWARDS.get(label)
        paths = (backwards,) if backwards else () if number else paths_of(model)
        papers = HOSTS_PAPERS.get(label)
        stated: tuple[str, ...] = getattr(model.Privacy, "ends", ())  # type: ignore[attr-defined]
        ends = papers or stated
        if not paths and not ends and not number:
            continue
        personal: dict[str, Keep] = model.Privacy.personal  # type: ignore[attr-defined]
        for purpose in sorted({keep.purpose for keep in personal.values()}):
            names = [name for name, keep in personal.items() if keep.purpose is purpose]
            blanks = tuple(one for one in (blank_of(model, name) for name in names) if one is not None)
            if blanks:
                of_ends = Purpose.PROTECTION if papers else purpose
                yield Erasable(model, purpose, paths, number, ends, of_ends, blanks)
