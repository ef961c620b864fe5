"""A certificate of experience is issued by the host or the scheme's staff, and revoked by the staff."""

from collections import defaultdict
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from passerelle.actions.steps.people.attesting import Issued, Shown, attest, revoke
from passerelle.actions.steps.places.own_stay import staffs, stay_for
from passerelle.actions.steps.versions import must_be_version, save_next
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.classifications import isco, seed
from passerelle.domain.classifications.concepts import Kind
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.domain.returns.experience import Experience, certificate_digest, faults
from passerelle.domain.training.codes import REVOKED
from passerelle.records.classifications.models import Concept
from passerelle.records.dossiers.models import Attestation
from passerelle.records.returns.models import CertifiedSkill, ExperienceCertificate
from passerelle.records.stays.models import Stay

WHY = "the certificate was reached"


def issue(
    actor: Actor, stay_number: str, said: Experience, *, today: date, key: str | None = None
) -> ExperienceCertificate:
    """Issue and sign the certificate of a stay; its skills enter the profile with who attested them.

    The host signs for its own stays, the scheme's staff for any. Matching counts the skills from the next run.
    Refused as ``faults`` says, or with ``already_certified``.
    """
    content = [stay_number, str(said)]
    with writing(actor, "certificate.issue", purpose=Purpose.JOURNEY, key=key, content=content) as note:
        if note.replayed:
            return ExperienceCertificate.objects.visible_to(actor).get(number=str(note.answer))
        stay = stay_for(actor, stay_number, host=True)
        problems = list(
            faults(
                said,
                began=stay.started_on or stay.arrived_on,
                ended=stay.ended_on,
                today=today,
                known=_known(said),
            )
        )
        if problems:
            raise Refused(problems)
        row = _saved(actor, stay, said)
        _attest(note, actor, row, stay, said, today)
        candidate = stay.journey.candidate
        note.scheme_code, note.answer = candidate.scheme.code, row.number
        note.about(row.number, stay.number, candidate.person.number)
        facts: dict[str, object] = {"scheme": candidate.scheme.name}
        person = candidate.person
        note.tell(person.number, "experience_certified", facts, language=person.language)
    return row


def revoke_certificate(
    actor: Actor, number: str, *, code: str, because: str = "", version: int | None = None
) -> ExperienceCertificate:
    """Revoke a certificate for a coded reason; its skills leave the profile again. By the scheme's staff.

    Refused: ``unknown_code``, ``reason_missing``, ``already_revoked`` or ``stale``.
    """
    if code not in REVOKED:
        raise Refused([Problem("unknown_code", Text("There is no such reason."), column="code")])
    if code == "other" and not because.strip():
        message = Text("Another reason needs a sentence.")
        raise Refused([Problem("reason_missing", message, column="because")])
    with writing(actor, "certificate.revoke", purpose=Purpose.JOURNEY) as note:
        rows = ExperienceCertificate.objects.visible_to(actor).filter(number=number)
        joined = rows.select_related("stay__journey__candidate__person", "stay__journey__candidate__scheme")
        row = joined.select_for_update(of=("self",)).first()
        if row is None or not staffs(actor, row.stay.journey.candidate.scheme_id):
            raise NotPermitted(number)
        must_be_version(row, version)
        if row.revoked_on is not None:
            raise Refused([Problem("already_revoked", Text("This certificate was revoked already."))])
        now = timezone.now()
        row.revoked_on, row.revoked_code = timezone.localdate(now), code
        row.revoked_because, row.revoked_by_id = because.strip()[:300], actor.id
        save_next(row)
        held = Attestation.objects.unscoped(WHY).filter(source=row.number, revoked_on__isnull=True)
        gone = list(held.select_related("candidate"))
        if gone:
            revoke(note, gone, code=code, because=because.strip()[:300], by=actor.id, at=now)
        candidate = row.stay.journey.candidate
        note.scheme_code, note.details = candidate.scheme.code, {"code": code}
        note.about(row.number, row.stay.number, candidate.person.number)
        facts: dict[str, object] = {"scheme": candidate.scheme.name}
        person = candidate.person
        note.tell(person.number, "experience_revoked", facts, language=person.language)
    return row


def _known(said: Experience) -> list[str]:
    """Those of its concepts that are loaded or built in, skills only as skills. One query."""
    skills = {gained.uri for gained in said.skills}
    rows = Concept.objects.filter(uri__in={said.occupation, *skills}).values_list("kind", "uri")
    loaded = set(rows)
    known = [one for one in skills if (Kind.SKILL, one) in loaded or one in seed.skills()]
    occupation = (Kind.OCCUPATION, said.occupation) in loaded or said.occupation in seed.occupations()
    return [*known, said.occupation] if occupation or isco.is_valid(said.occupation) else known


def _saved(actor: Actor, stay: Stay, said: Experience) -> ExperienceCertificate:
    row = ExperienceCertificate(
        stay=stay,
        issuer=stay.host,
        issuer_name=stay.host.name,
        occupation=said.occupation,
        tasks=said.tasks.strip()[:2_000],
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        hours_week=said.hours_week,
        signer=said.signer.strip()[:200],
        signed_by_id=actor.id,
        signed_at=timezone.now(),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        message = Text("This stay has a certificate already.")
        hint = Text("Have it revoked first; then another can be issued.")
        raise Refused([Problem("already_certified", message, hint)]) from None
    person = stay.journey.candidate.person.number
    row.digest = certificate_digest(row.number, person, row.issuer_name, said)
    row.save(update_fields=["digest"])
    CertifiedSkill.objects.bulk_create(
        CertifiedSkill(certificate=row, uri=one.uri, attested_by=one.attested_by.strip()) for one in said.skills
    )
    return row


def _attest(
    note: Writing, actor: Actor, row: ExperienceCertificate, stay: Stay, said: Experience, today: date
) -> None:
    """One issue for each name that attests: a certificate names few."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for gained in said.skills:
        by_name[gained.attested_by.strip()].append(gained.uri)
    for name, uris in by_name.items():
        issued = Issued(stay.host, f"{name}, {stay.host.name}"[:200], "experience", row.number, today)
        shown = [Shown(stay.journey.candidate, skill=uri, evidence=row.digest) for uri in uris]
        attest(note, shown, issued, by=actor.id)
