"""What the records used of a promise: counts on its page, a proposal, and a person who confirms it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from people import Cast, make_candidate, make_vacancy
from training_cast import days_ago, make_running
from web.conftest import signed_in

from passerelle.actions.promises.mark import record_commitment
from passerelle.actions.promises.record import Said, record
from passerelle.domain.access.roles import Role
from passerelle.queries.programme.promise_use import promise_use
from passerelle.records.dossiers.models import Dossier
from passerelle.records.journeys.models import Journey
from passerelle.records.permits.models import PermitEntry, PermitFile
from passerelle.records.promises.models import Promise
from passerelle.records.selection.models import Offer, Referral
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db]
MADE = days_ago(60)


def promised(cast: Cast, kind: str, value: int, **facts: object) -> Promise:
    said = Said(kind=kind, made_on=MADE, value=Decimal(value), unit="places", **facts)  # type: ignore[arg-type]
    number = record(cast.actors[Role.CASEWORKER], "alpha", said, on=timezone.localdate())
    return Promise.objects.unscoped("test").get(number=number)


def offered(cast: Cast, vacancy: Vacancy, count: int) -> None:
    made_by = cast.actors[Role.SCHEME_MANAGER].id
    for place in vacancy.places.all()[:count]:
        candidate = make_candidate(cast.alpha, f"Offered{place.ordinal}")
        referral = Referral.objects.create(candidate=candidate, vacancy=vacancy)
        facts = {"referral": referral, "candidate": candidate, "place": place, "made_by_id": made_by}
        Offer.objects.create(made_at=timezone.now(), **facts)


def test_posts_count_the_offers_on_the_vacancy_and_a_person_confirms(cast: Cast) -> None:
    vacancy = make_vacancy(cast.alpha, cast.employer, posts=4)
    promise = promised(cast, "employer_post", 3, vacancy=vacancy.number, organisation=cast.employer.number)
    client, page = signed_in(cast.actors[Role.CASEWORKER]), reverse("promise", args=[promise.number])
    offered(cast, vacancy, 2)
    shown = client.get(page).content.decode()
    assert "2 of 3" in shown
    assert "The numbers propose" not in shown
    offered_more = vacancy.places.last()
    assert offered_more
    candidate = make_candidate(cast.alpha, "Last")
    referral = Referral.objects.create(candidate=candidate, vacancy=vacancy)
    by = cast.actors[Role.SCHEME_MANAGER].id
    now = timezone.now()
    Offer.objects.create(
        referral=referral, candidate=candidate, place=offered_more, made_by_id=by, made_at=now, accepted_at=now
    )
    shown = client.get(page).content.decode()
    assert "3 of 3" in shown
    assert "1 of them accepted" in shown
    address = reverse("promise-mark", args=[promise.number])
    assert f"{address}?event=kept" in shown
    promise.refresh_from_db()
    assert promise.state == "open"  # the numbers decide nothing
    form = client.get(f"{address}?event=kept").content.decode()
    assert "3 of 3 used, counted from the records" in form
    said = {
        "event": "kept",
        "on": timezone.localdate().isoformat(),
        "evidence": "3 of 3",
        "version": promise.version,
    }
    assert client.post(address, said).status_code == 302
    promise.refresh_from_db()
    assert promise.state == "kept"


def test_seats_count_who_got_one_in_the_providers_groups() -> None:
    school = make_running(people=3, seats=2)
    cast = school.cast
    promise = promised(cast, "seat", 2, organisation=school.provider.number)
    use = promise_use(cast.actors[Role.CASEWORKER], promise, on=timezone.localdate())
    assert use is not None
    assert (use.used, use.proposal("open", promise.due)) == (2, "kept")
    other = promised(cast, "seat", 2, organisation=cast.employer.number)
    use = promise_use(cast.actors[Role.CASEWORKER], other, on=timezone.localdate())
    assert use is not None
    assert use.used == 0


def test_visa_slots_count_granted_files_and_propose_nothing_for_one_of_two(cast: Cast) -> None:
    due = days_ago(1)
    promise = promised(cast, "visa_slots", 2, maker="Consulate", due=due)
    version = cast.alpha.versions.get()
    journey = Journey.objects.unscoped("test").create(
        candidate=cast.candidate, scheme_version=version, track="t", stage="visa_granted", since=MADE
    )
    dossier = Dossier.objects.create(
        kind="visa", journey=journey, candidate=cast.candidate, scheme=cast.alpha, opened_on=MADE
    )
    file = PermitFile.objects.create(
        journey=journey, dossier=dossier, kind="visa", opened_on=MADE, state="granted"
    )
    PermitEntry.objects.create(
        file=file, kind="granted", on=due - timedelta(days=3), recorded_at=timezone.now()
    )
    actor, today = cast.actors[Role.CASEWORKER], timezone.localdate()
    use = promise_use(actor, promise, on=today)
    assert use is not None
    assert (use.used, use.own, use.proposal("open", due)) == (1, True, "broken")
    promised(cast, "visa_slots", 5, maker="Another State")
    use = promise_use(actor, promise, on=today)
    assert use is not None
    assert use.proposal("open", due) == ""
    page = signed_in(actor).get(reverse("promise", args=[promise.number])).content.decode()
    assert "count of the whole scheme" in page
    pledge = promised(cast, "budget_line", 5, maker="A bank")
    assert promise_use(actor, pledge, on=date(2026, 3, 1)) is None


def test_a_signed_commitment_shows_on_the_candidates_page(cast: Cast) -> None:
    actor, number = cast.actors[Role.CASEWORKER], cast.candidate.number
    page = reverse("candidate", args=[number])
    assert "Signed commitment" not in signed_in(actor).get(page).content.decode()
    record_commitment(actor, number, signed_on=days_ago(3), evidence="paper in folder 7")
    assert "paper in folder 7" in signed_in(actor).get(page).content.decode()
    service = signed_in(cast.actors[Role.EMPLOYMENT_SERVICE]).get(page).content.decode()
    assert "paper in folder 7" not in service
