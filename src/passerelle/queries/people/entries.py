"""One candidate or vacancy for editing, and the list whose own number it carries."""

from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.records.candidates.models import Candidate, PartnerReference
from passerelle.records.vacancies.models import Vacancy


def candidate_entry(actor: Actor, number: str) -> tuple[Candidate, PartnerReference | None]:
    """A candidacy with its person and the partner's own number; ``DoesNotExist`` out of reach."""
    rows = Candidate.objects.visible_to(actor).select_related("person", "scheme", "brought_by")
    candidate = rows.get(number=number)
    actor.must(Permission.CANDIDATE_WRITE, scheme=candidate.scheme_id)
    references = PartnerReference.objects.filter(person=candidate.person_id).select_related("organisation")
    own = references.filter(organisation=candidate.brought_by_id).first() if candidate.brought_by_id else None
    return candidate, own or references.order_by("pk").first()


def vacancy_entry(actor: Actor, number: str) -> Vacancy:
    """A vacancy with its employer; ``DoesNotExist`` out of reach."""
    vacancy = Vacancy.objects.visible_to(actor).select_related("employer", "scheme").get(number=number)
    actor.must(Permission.VACANCY_WRITE, scheme=vacancy.scheme_id)
    return vacancy
