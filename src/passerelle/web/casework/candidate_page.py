"""The page of a candidate: who, where on the way, what runs said, what happened."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.queries.cases.standing import standing
from passerelle.queries.classifications.shortages import signs_by_number
from passerelle.queries.demand.signed_commitments import commitment_to_show
from passerelle.queries.matching.match_names import vacancy_titles
from passerelle.queries.own.training import training_of
from passerelle.queries.people.person_history import CandidatePage, candidate_page
from passerelle.queries.training.attestations import attestations_of
from passerelle.queries.training.vouchers import vouchers_of
from passerelle.web.casework.history import shown_history
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.attested import attested_concepts, shown_attestations, shown_vouchers
from passerelle.web.shared.known_facts import concepts_of, contact, groups, profile
from passerelle.web.shared.naming import names_for


@require_safe
def candidate(request: ActorRequest, number: str) -> HttpResponse:
    """One candidate; opening the page is one read event."""
    page = candidate_page(request.actor, number)
    person, scheme = page.candidate.person, page.candidate.scheme
    tongue = get_language() or "en"
    attested = attestations_of(request.actor, page.candidate.pk)
    named = [*concepts_of(person), *_changed_skills(page), *attested_concepts(attested)]
    names = names_for(scheme.code, named)
    record_read(request.actor, "candidate", [person.number, number], scheme_code=scheme.code)
    context = {
        "page": page,
        "candidate": page.candidate,
        "courses": training_of(request.actor, page.candidate.pk),
        "vouchers": shown_vouchers(vouchers_of(request.actor, page.candidate.pk), today()),
        "attestations": shown_attestations(attested, names, today()),
        "may_revoke": request.actor.may(Permission.TRAINING_WRITE, scheme=scheme.pk),
        "commitment": commitment_to_show(request.actor, page.candidate),
        "person": person,
        "standing": standing(request.actor, page.candidate),
        "names": names,
        "titles": vacancy_titles(one.reason.other for one in page.reasons),
        "profile": profile(person, names, tongue),
        "groups": groups(person, tongue),
        "contact": contact(person),
        "signs": signs_by_number(request.actor, [one.vacancy for one in page.referrals], on=today()),
        "history": shown_history(page.history, other="vacancy"),
        "may_decide": request.actor.may(Permission.MATCH_DECIDE, scheme=scheme.pk),
        "may_read_vacancies": request.actor.may(Permission.VACANCY_READ, scheme=scheme.pk),
        "may_offer": request.actor.may(Permission.OFFER_MAKE, scheme=scheme.pk),
        "trail": [(f"{reverse('candidates')}?scheme={scheme.code}", _("Candidates"))],
    }
    return render(request, "casework/candidate.html", context)


def _changed_skills(page: CandidatePage) -> list[str]:
    changes = [one.reason.change for one in page.reasons]
    return [change.removeprefix("skill:") for change in changes if change.startswith("skill:")]
