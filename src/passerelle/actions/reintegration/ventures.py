"""A business plan is written, handed in, taken back; coaching begins; it may be given up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from passerelle.actions.reintegration.reaching import cases, must_write, refusal
from passerelle.actions.steps.journey.journeys import follow
from passerelle.actions.steps.tables import CHECKED
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import currencies, sectors
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.ventures import KINDS, SECTIONS, TABLES, missing
from passerelle.records.partnerships.models import Organisation
from passerelle.records.reintegration.models import BusinessPlan

Rows = Sequence[tuple[str, Decimal]]


@dataclass(frozen=True, slots=True)
class Venture:
    """What a business plan says; ``asked`` is the amount asked for."""

    kind: str
    title: str
    currency: str
    asked: Decimal | None = None
    sector: str = ""
    region: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)
    costs: Rows = ()
    income: Rows = ()
    funding: Rows = ()


def write_business_plan(
    actor: Actor, journey: str, said: Venture, *, version: int | None = None, key: str | None = None
) -> str:
    """Write or change the draft of a case; by staff or by the person. Answers its number."""
    content = [journey, str(said)]
    with writing(actor, "business_plan.write", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        (case,) = cases(actor, [journey], own=True)
        _must_hold(said)
        open_ = BusinessPlan.objects.unscoped("the action reached the case").select_for_update(of=("self",))
        row = open_.filter(journey=case, kind=said.kind, state__in=["draft", "handed_in"]).first()
        if row is not None:
            must_be_version(row, version)
            if row.state != BusinessPlan.State.DRAFT:
                raise refusal("handed_in", Text("This plan is handed in."), Text("Take it back to change it."))
        row = row or BusinessPlan(journey=case, kind=said.kind, version=0)
        _put(row, said)
        save_next(row)
        note.answer = row.number
        _about(note, row)
    return row.number


def hand_in_plan(actor: Actor, number: str, *, version: int | None = None) -> BusinessPlan:
    """Hand it in for a committee. Refused with ``not_complete``, naming each thing that is missing."""
    with writing(actor, "business_plan.hand_in", purpose=Purpose.REINTEGRATION) as note:
        row = locked_venture(actor, number, own=True)
        must_be_version(row, version)
        _must_be(row, BusinessPlan.State.DRAFT)
        lacking = missing(row.sections, [Decimal(one["amount"]) for one in row.costs], row.asked)
        if lacking:
            message = Text("The plan leaves this open.")
            raise Refused([Problem("not_complete", message, column=code) for code in lacking])
        row.state, row.handed_in_at = BusinessPlan.State.HANDED_IN, timezone.now()
        save_next(row)
        _about(note, row)
    return row


def take_back_plan(actor: Actor, number: str, *, version: int | None = None) -> BusinessPlan:
    """Take it back to change it; not while a committee has it before it."""
    with writing(actor, "business_plan.take_back", purpose=Purpose.REINTEGRATION) as note:
        row = locked_venture(actor, number, own=True)
        must_be_version(row, version)
        _must_be(row, BusinessPlan.State.HANDED_IN)
        if row.committee_id is not None:
            raise refusal("before_committee", Text("A committee has this plan before it."))
        row.state = BusinessPlan.State.DRAFT
        save_next(row)
        _about(note, row)
    return row


def start_coaching(
    actor: Actor, number: str, coach: str, *, on: date, by: Organisation | None = None
) -> BusinessPlan:
    """Somebody begins to coach; the case follows. Refused: ``empty``, ``not_accepted``, ``already_begun``."""
    if not coach.strip():
        raise refusal("empty", Text("Say who coaches."), column="coach")
    with writing(actor, "business_plan.coach", purpose=Purpose.REINTEGRATION) as note:
        row = locked_venture(actor, number, own=False, coach=True)
        _must_be(row, BusinessPlan.State.ACCEPTED)
        if row.coached_since is not None:
            raise refusal("already_begun", Text("Coaching has begun already."))
        row.coach, row.coached_by, row.coached_since = coach.strip()[:200], by, on
        save_next(row)
        _about(note, row)
        follow(note, row.journey.candidate, "coaching_started", by=actor, at=timezone.now(), who=CHECKED)
    return row


def locked_venture(actor: Actor, number: str, *, own: bool, coach: bool = False) -> BusinessPlan:
    """The business plan, locked, for whoever may write in it."""
    rows = BusinessPlan.objects.visible_to(actor).select_for_update(of=("self",))
    people = rows.select_related("journey__candidate__person", "journey__candidate__scheme")
    found = people.filter(number=number).first()
    if found is None:
        raise NotPermitted(number)
    must_write(actor, found.journey.candidate, own=own, coach=coach)
    return found


def _must_hold(said: Venture) -> None:
    problems = []
    if said.kind not in KINDS:
        problems.append(Problem("unknown_code", Text("Choose what is asked for."), column="kind"))
    if not said.title.strip():
        problems.append(Problem("empty", Text("Give the business a name."), column="title"))
    if not currencies.is_valid(said.currency):
        problems.append(Problem("unknown_code", Text("This currency is not known."), column="currency"))
    if said.sector and not sectors.is_valid(said.sector):
        problems.append(Problem("unknown_code", Text("This sector is not known."), column="sector"))
    amounts = [*(amount for rows in (said.costs, said.income, said.funding) for _what, amount in rows)]
    if said.asked is not None:
        amounts.append(said.asked)
    if any(amount <= 0 or amount != amount.quantize(Decimal("0.01")) for amount in amounts):
        message = Text("An amount is more than nothing and has two decimals at most.")
        problems.append(Problem("not_an_amount", message))
    if problems:
        raise Refused(problems)


def _put(row: BusinessPlan, said: Venture) -> None:
    row.title, row.currency, row.asked = said.title.strip()[:200], said.currency, said.asked
    row.sector, row.region = said.sector, said.region[:12]
    row.sections = {code: said.sections.get(code, "").strip()[:2_000] for code in SECTIONS}
    for name in TABLES:
        rows = getattr(said, name)
        setattr(row, name, [{"what": what.strip()[:200], "amount": str(amount)} for what, amount in rows])


def _must_be(row: BusinessPlan, state: str) -> None:
    if row.state != state:
        raise refusal("not_now", Text("This is not possible now."), Text("Open the plan again."))


def _about(note: Writing, row: BusinessPlan) -> None:
    candidate = row.journey.candidate
    note.scheme_code = candidate.scheme.code
    note.about(row.number, row.journey.number, candidate.number, candidate.person.number)
