"""A supporter and a plan are introduced: each side answers, contacts open when both agree."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import currencies
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.pairing import fit
from passerelle.records.diaspora.models import Introduction, Supporter
from passerelle.records.diaspora.sides import side_of_plan, side_of_supporter
from passerelle.records.reintegration.models import ReintegrationPlan

WITH = ("plan__journey__candidate__person", "plan__journey__candidate__scheme", "supporter")


def propose(actor: Actor, supporter: str, plan: str) -> str:
    """Propose the two to each other; the person is told.

    Refused: ``no_consent``, ``no_fit``, ``already_there``.
    """
    with writing(actor, "diaspora.propose", purpose=Purpose.REINTEGRATION) as note:
        one = Supporter.objects.visible_to(actor).select_related("scheme").filter(number=supporter).first()
        plans = ReintegrationPlan.objects.visible_to(actor).filter(number=plan, closed_on__isnull=True)
        other = plans.select_related("journey__candidate__person", "journey__candidate__scheme").first()
        if one is None or other is None or other.journey.candidate.scheme_id != one.scheme_id:
            raise NotPermitted(supporter)
        actor.must(Permission.DIASPORA_WRITE, scheme=one.scheme_id)
        if one.withdrawn_on is not None:
            raise _refusal("no_consent", Text("Consent was taken back."))
        found = fit(side_of_supporter(one), side_of_plan(other))
        if found is None:
            raise _refusal("no_fit", Text("They share neither sector nor region."))
        try:
            with transaction.atomic():
                row = Introduction.objects.create(
                    supporter=one, plan=other, points=found.points, proposed_at=timezone.now(),
                    shared={kind: list(both) for kind, both in found.shared.items()}, proposed_by_id=actor.id,
                )  # fmt: skip
        except IntegrityError as error:
            raise _refusal("already_there", Text("These two were proposed to each other before.")) from error
        candidate = other.journey.candidate
        facts: dict[str, object] = {"scheme": candidate.scheme.name}
        note.tell(candidate.person.number, "introduction", facts, language=candidate.person.language)
        _about(note, row)
    return row.number


def answer_for_supporter(actor: Actor, number: str, yes: bool, *, version: int | None = None) -> Introduction:
    """Write down what the supporter said."""
    with writing(actor, "diaspora.answer", purpose=Purpose.REINTEGRATION) as note:
        row = _locked(actor, number, version)
        actor.must(Permission.DIASPORA_WRITE, scheme=row.supporter.scheme_id)
        if row.supporter.withdrawn_on is not None:
            raise _refusal("no_consent", Text("Consent was taken back."))
        row.supporter_answer, row.supporter_answered_at = "yes" if yes else "no", timezone.now()
        save_next(row)
        _about(note, row)
    return row


def answer_own(actor: Actor, number: str, yes: bool, *, version: int | None = None) -> Introduction:
    """The person says herself whether she wants to be introduced."""
    with writing(actor, "diaspora.answer_own", purpose=Purpose.REINTEGRATION) as note:
        row = _locked(actor, number, version)
        person = row.plan.journey.candidate.person.number
        if not any(grant.person == person for grant in actor.granting(Permission.OWN_ACT)):
            raise NotPermitted(number)
        row.person_answer, row.person_answered_at = "yes" if yes else "no", timezone.now()
        save_next(row)
        _about(note, row)
    return row


def record_outcome(  # noqa: PLR0913  # what the form sends
    actor: Actor, number: str, outcome: str, *, on: date, promised: Decimal | None = None, currency: str = "",
    version: int | None = None,
) -> Introduction:  # fmt: skip
    """What came of it; money only from an investor. Refused: ``not_agreed``, ``unknown_answer``, ``amount``."""
    with writing(actor, "diaspora.outcome", purpose=Purpose.REINTEGRATION) as note:
        row = _locked(actor, number, version)
        actor.must(Permission.DIASPORA_WRITE, scheme=row.supporter.scheme_id)
        if not row.is_mutual:
            raise _refusal("not_agreed", Text("Both have to agree first."))
        if outcome not in Introduction.Outcome.values:
            raise _refusal("unknown_answer", Text("Choose one of the answers."))
        is_money = outcome == Introduction.Outcome.INVESTED
        if is_money is (promised is None) or (is_money and not currencies.is_valid(currency)):
            message = Text("Give the amount and its currency for an investment, and only there.")
            raise _refusal("amount", message)
        if promised is not None and (promised <= 0 or promised != promised.quantize(Decimal("0.01"))):
            raise _refusal("amount", Text("An amount is more than nothing and has two decimals at most."))
        row.outcome, row.outcome_on = outcome, on
        row.promised, row.currency = promised, currency if is_money else ""
        save_next(row)
        _about(note, row)
    return row


def record_received(actor: Actor, number: str, *, on: date, version: int | None = None) -> Introduction:
    """The money that was promised has come. Refused with ``not_promised``."""
    with writing(actor, "diaspora.received", purpose=Purpose.REINTEGRATION) as note:
        row = _locked(actor, number, version)
        actor.must(Permission.DIASPORA_WRITE, scheme=row.supporter.scheme_id)
        if row.promised is None:
            raise _refusal("not_promised", Text("No money was promised."))
        row.received_on = on
        save_next(row)
        _about(note, row)
    return row


def _locked(actor: Actor, number: str, version: int | None) -> Introduction:
    rows = Introduction.objects.visible_to(actor).select_for_update(of=("self",)).select_related(*WITH)
    row = rows.filter(number=number).first()
    if row is None:
        raise NotPermitted(number)
    must_be_version(row, version)
    return row


def _about(note: Writing, row: Introduction) -> None:
    candidate = row.plan.journey.candidate
    note.scheme_code = candidate.scheme.code
    note.about(row.number, row.supporter.number, row.plan.number, candidate.person.number)


def _refusal(code: str, message: Text) -> Refused:
    return Refused([Problem(code, message)])
