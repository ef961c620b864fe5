"""Supporters of the diaspora enter the register by their consent, and leave it when they take that back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import sectors
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.reintegration.pairing import OFFERS
from passerelle.records.diaspora.models import Supporter
from passerelle.records.partnerships.models import Scheme


@dataclass(frozen=True, slots=True)
class SupporterFacts:
    """What somebody abroad offers, where and in what; ``consent_how`` says where the consent is kept."""

    name: str
    kind: str
    contact: str
    consent_on: date
    consent_how: str
    offers: Sequence[str] = ()
    sectors: Sequence[str] = ()
    regions: Sequence[str] = ()
    languages: Sequence[str] = ()
    country: str = ""
    note: str = ""


def enter_supporter(actor: Actor, scheme: str, facts: SupporterFacts, *, key: str | None = None) -> str:
    """Enter somebody with their consent; answers the number. Refused: ``empty``, ``unknown_code``."""
    content = [scheme, str(facts)]
    with writing(actor, "diaspora.enter", purpose=Purpose.REINTEGRATION, key=key, content=content) as note:
        if note.replayed:
            return str(note.answer)
        row = Scheme.objects.visible_to(actor).get(code=scheme)
        actor.must(Permission.DIASPORA_WRITE, scheme=row.pk)
        _must_hold(facts)
        made = Supporter.objects.create(
            scheme=row, kind=facts.kind, name=facts.name.strip()[:200], contact=facts.contact.strip()[:254],
            country=facts.country, offers=sorted(set(facts.offers)), sectors=sorted(set(facts.sectors)),
            regions=sorted(set(facts.regions)), languages=sorted(set(facts.languages)),
            note=facts.note.strip()[:1_000], consent_on=facts.consent_on,
            consent_how=facts.consent_how.strip()[:200], entered_by_id=actor.id,
        )  # fmt: skip
        note.scheme_code, note.answer = row.code, made.number
        note.about(made.number)
    return made.number


def withdraw_supporter(actor: Actor, number: str, *, on: date, version: int | None = None) -> Supporter:
    """Consent is taken back: the contact is deleted at once, and nobody is introduced any more."""
    with writing(actor, "diaspora.withdraw", purpose=Purpose.REINTEGRATION) as note:
        rows = Supporter.objects.visible_to(actor).select_for_update(of=("self",)).select_related("scheme")
        row = rows.filter(number=number).first()
        if row is None:
            raise NotPermitted(number)
        actor.must(Permission.DIASPORA_WRITE, scheme=row.scheme_id)
        must_be_version(row, version)
        if row.withdrawn_on is None:
            row.withdrawn_on, row.contact, row.note = on, "", ""
            save_next(row)
            row.introductions.unscoped("the register itself").filter(supporter_answer="", outcome="").update(
                supporter_answer="no"
            )
        note.scheme_code = row.scheme.code
        note.about(row.number)
    return row


def _must_hold(facts: SupporterFacts) -> None:
    problems = [
        Problem("empty", Text("This must not stay empty."), column=name)
        for name in ("name", "contact", "consent_how")
        if not getattr(facts, name).strip()
    ]
    if facts.kind not in Supporter.Kind.values:
        problems.append(Problem("unknown_code", Text("Say whether it is a person or a firm."), column="kind"))
    if not facts.offers or set(facts.offers) - set(OFFERS):
        problems.append(Problem("unknown_code", Text("Choose what is offered."), column="offers"))
    if any(not sectors.is_valid(one) for one in facts.sectors):
        problems.append(Problem("unknown_code", Text("This sector is not known."), column="sectors"))
    if problems:
        raise Refused(problems)
