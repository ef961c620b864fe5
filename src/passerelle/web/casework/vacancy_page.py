"""The page of a vacancy: facts and where they come from, places and who holds them, what runs said."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.queries.classifications.shortages import shortage_signs
from passerelle.queries.matching.match_names import people_names
from passerelle.queries.people.person_history import VacancyPage, vacancy_page
from passerelle.web.casework.history import shown_history
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.known_facts import asked, vacancy_concepts, vacancy_facts
from passerelle.web.shared.naming import names_for


@require_safe
def vacancy(request: ActorRequest, number: str) -> HttpResponse:
    """One vacancy; names of people only for those who may read them."""
    page = vacancy_page(request.actor, number)
    scheme, tongue = page.vacancy.scheme, get_language() or "en"
    names = names_for(scheme.code, vacancy_concepts(page.vacancy))
    may_read_names = request.actor.may(Permission.CANDIDATE_READ, scheme=scheme.pk)
    people = [one.candidate for one in page.referrals]
    if people:
        record_read(request.actor, "vacancy", [number, *people], scheme_code=scheme.code)
    context = {
        "page": page,
        "vacancy": page.vacancy,
        "names": names,
        "facts": vacancy_facts(page.vacancy, names, tongue),
        "asked": asked(page.vacancy, names),
        "people": people_names(request.actor, people) if may_read_names and people else {},
        "places": places(page),
        "history": shown_history(page.history, other="candidate"),
        "may_send": request.actor.may(Permission.MATCH_DECIDE, scheme=scheme.pk),
        "may_offer": request.actor.may(Permission.OFFER_MAKE, scheme=scheme.pk),
        "may_plan_round": request.actor.may(Permission.SELECTION_WRITE, scheme=scheme.pk)
        and page.vacancy.closed_on is None,
        "signs": shortage_signs([page.vacancy], on=today())[page.vacancy.pk],
        "may_see_demand": request.actor.may(Permission.EMPLOYER_READ, scheme=scheme.pk),
        "trail": [(f"{reverse('vacancies')}?scheme={scheme.code}", _("Vacancies"))],
    }
    return render(request, "casework/vacancy.html", context)


def places(page: VacancyPage) -> list[tuple[int, str]]:
    """Each place that an open offer holds, and the candidate who holds it."""
    held = [
        (offer.place, referral.candidate)
        for referral in page.referrals
        for offer in referral.offers
        if offer.released_at is None
    ]
    return sorted(held)
