"""Certificates of experience: whose stay has one, and one of them with its skills."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.returns.experience import Experience, Gained, certificate_digest
from passerelle.records.returns.models import ExperienceCertificate
from passerelle.records.stays.models import Stay


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """A certificate; ``holds``: its words still give the digest under which it was signed."""

    row: ExperienceCertificate
    skills: tuple[Gained, ...]
    holds: bool
    is_forgotten: bool  # its term is over: no word of it is kept
    may_revoke: bool


def stays_to_certify(actor: Actor) -> QuerySet[Stay]:
    """Stays for which the actor may issue a certificate, the newest first, each with its certificates."""
    standing = ExperienceCertificate.objects.visible_to(actor).filter(revoked_on__isnull=True)
    rows = Stay.objects.visible_to(actor).filter(arrived_on__isnull=False)
    return (
        rows.select_related("host", "journey__candidate__person", "journey__candidate__scheme")
        .prefetch_related(Prefetch("certificates", queryset=standing, to_attr="standing"))
        .order_by("-pk")
    )


def stay_to_certify(actor: Actor, number: str) -> Stay:
    """One of them; ``NotPermitted`` for whoever neither hosts it nor staffs its scheme."""
    stay = stays_to_certify(actor).filter(number=number).first()
    if stay is None or not _may_issue(actor, stay):
        raise NotPermitted(number)
    return stay


def certificate_page(actor: Actor, number: str) -> CertificatePage:
    """A certificate within reach: the person's own, the host's, the scheme's. Two queries."""
    rows = ExperienceCertificate.objects.visible_to(actor).filter(number=number)
    joined = rows.select_related("stay__journey__candidate__person", "stay__journey__candidate__scheme")
    row = joined.prefetch_related("skills").first()
    if row is None:
        raise NotPermitted(number)
    skills = tuple(Gained(one.uri, one.attested_by) for one in row.skills.all())
    said = Experience(row.occupation, row.tasks, row.starts_on, row.ends_on, row.hours_week, skills, row.signer)
    candidate = row.stay.journey.candidate
    again = certificate_digest(row.number, candidate.person.number, row.issuer_name, said)
    staffs = _staffs(actor, candidate.scheme_id)
    return CertificatePage(row, skills, again == row.digest, not row.signer, staffs)


def _may_issue(actor: Actor, stay: Stay) -> bool:
    scheme = stay.journey.candidate.scheme_id
    grants = [one for one in actor.granting(Permission.STAY_WRITE) if one.scheme == scheme]
    return _staffs(actor, scheme) or any(one.organisation == stay.host_id for one in grants)


def _staffs(actor: Actor, scheme: int) -> bool:
    grants = [one for one in actor.granting(Permission.STAY_WRITE) if one.scheme == scheme]
    return actor.is_system or any(REACH[one.role] is Reach.SCHEME for one in grants)
