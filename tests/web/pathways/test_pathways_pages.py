"""The pages of the legal routes: what is asked, what it rests on, what a person has, what stays open."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from people import Cast, make_vacancy
from web.conftest import signed_in

from passerelle.actions.pathways.keep_versions import keep_versions
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.roles import Role
from passerelle.domain.pathways.book import book
from passerelle.queries.pathways.person_routes import person_routes
from passerelle.records.audit.models import Event
from passerelle.records.employers.models import Check, EmployerFile, Recognition
from passerelle.records.pathways.models import Confirmation
from passerelle.records.vacancies.models import Vacancy
from passerelle.web.shared.labels import number

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAME = "BE-VLG-HQ"


def page_of(cast: Cast, vacancy: Vacancy, **query: object) -> str:
    client = signed_in(cast.actors[Role.CASEWORKER])
    address = reverse("person-routes", args=[cast.candidate.number, vacancy.number])
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def flemish(cast: Cast) -> Vacancy:
    return make_vacancy(
        cast.alpha, cast.employer, country="BE", region="BE23", route="be_single_permit", salary=45_000,
        currency="EUR", salary_period="year", isco="2512",
    )  # fmt: skip


def dutch(cast: Cast) -> Vacancy:
    return make_vacancy(cast.alpha, cast.employer, country="NL", route="nl_hsm", start=date(2026, 9, 1))


def test_flanders_on_2_march_2020_says_the_pay_cannot_be_assessed_for_2020(cast: Cast) -> None:
    page = page_of(cast, flemish(cast), on="2020-03-02")
    assert "It cannot be assessed for 2020: no value for that year is known here." in page
    assert number(48_912) not in page
    assert "unconfirmed" in page


def test_the_dutch_route_fails_on_the_employers_side_and_a_remote_contract_stays_open(cast: Cast) -> None:
    vacancy = dutch(cast)
    file = EmployerFile.objects.create(
        scheme=cast.alpha, organisation=cast.employer, opened_on=date(2026, 1, 1)
    )
    Recognition.objects.create(
        file=file, country="NL", route="nl_hsm", reference="1", evidence="register",
        valid_from=date(2024, 1, 1), valid_to=date(2025, 1, 1), recorded_by_id=cast.actors[Role.CASEWORKER].id,
    )  # fmt: skip
    told = person_routes(
        cast.actors[Role.CASEWORKER], cast.candidate.number, vacancy.number, on=date(2026, 6, 2)
    )
    first = told.findings[0]
    assert (first.route.id, first.verdict) == ("nl_hsm", "not_met")
    still = [one.route.id for one in told.still_open]
    assert "remote" in still
    assert "nl_hsm" not in still


def test_an_employer_whom_nobody_recorded_as_sponsor_is_unknown_not_refused(cast: Cast) -> None:
    told = person_routes(
        cast.actors[Role.CASEWORKER], cast.candidate.number, dutch(cast).number, on=date(2026, 6, 2)
    )
    sponsor = told.findings[0].conditions[0]
    assert (sponsor.id, sponsor.verdict) == ("NL-SPONSOR", "not_assessable")
    assert "job.employer.recognised_sponsor" in sponsor.missing


def test_what_the_employers_file_holds_is_used(cast: Cast) -> None:
    file = EmployerFile.objects.create(
        scheme=cast.alpha, organisation=cast.employer, opened_on=date(2026, 1, 1)
    )
    reviewer = cast.actors[Role.SCHEME_MANAGER].id
    now = file.created_at
    for code, value in (("age_of_firm", "12"), ("staff", "many")):
        Check.objects.create(
            file=file, code=code, value=value, status="accepted", evidence="register", handed_in_at=now,
            handed_in_by_id=cast.actors[Role.CASEWORKER].id, reviewer_id=reviewer, reviewed_at=now,
        )  # fmt: skip
    told = person_routes(
        cast.actors[Role.CASEWORKER], cast.candidate.number, flemish(cast).number, on=date(2026, 3, 2)
    )
    skilled = next(one for one in told.findings if one.route.id == "be_vlg_highly_skilled")
    employer = next(one for one in skilled.conditions if one.id == "BE-VLG-EMPLOYER")
    assert employer.missing == ("job.employer.staff",)


def test_a_refused_route_is_marked_and_no_longer_open(cast: Cast) -> None:
    page = page_of(cast, dutch(cast), refused=["nl_blue_card"], on="2026-06-02")
    still = page.split("What is still open")[1].split("</ul>")[0]
    assert "Netherlands: EU Blue Card" not in still
    assert "Remote contract" in still


def test_opening_a_persons_routes_is_one_read_event(cast: Cast) -> None:
    page_of(cast, flemish(cast))
    assert Event.objects.filter(action="read.routes").count() == 1


def test_another_scheme_and_another_schemes_vacancy_are_not_found(cast: Cast) -> None:
    assert cast.mallory is not None
    vacancy = flemish(cast)
    address = reverse("person-routes", args=[cast.candidate.number, vacancy.number])
    assert signed_in(cast.mallory).get(address).status_code == 404
    foreign = make_vacancy(cast.beta, cast.employer)
    address = reverse("person-routes", args=[cast.candidate.number, foreign.number])
    assert signed_in(cast.actors[Role.CASEWORKER]).get(address).status_code == 404


def test_every_route_says_how_much_is_unconfirmed_on_any_day(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    assert client.get(reverse("pathways")).status_code == 200
    today = client.get(reverse("pathways"), {"on": "2026-06-02"}).content.decode()
    assert f"0 of {len(book().parameters)} values are confirmed by a named person" in today
    assert number(48_912) in today
    earlier = client.get(reverse("pathways"), {"on": "2020-03-02", "country": "BE"}).content.decode()
    assert "no value for this day" in earlier
    assert number(48_912) not in earlier
    assert "Lithuania" not in earlier
    odd = client.get(reverse("pathways"), {"on": "never", "country": "XX"})
    assert odd.status_code == 200


def test_a_value_is_confirmed_on_its_page_and_then_says_by_whom(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.LAW_REVIEWER])
    address = reverse("pathway-value", args=[NAME])
    assert "No named person has compared this value" in client.get(address).content.decode()
    form = {"digest": book().parameters[NAME].digest, "official_text": "codex.vlaanderen.be", "article": "5"}
    lacking = client.post(address, form)
    assert lacking.status_code == 422
    assert "codex.vlaanderen.be" in lacking.content.decode()
    stale = client.post(address, {**form, "digest": "0" * 64, "compared_on": "2026-03-01"})
    assert stale.status_code == 422
    assert "has changed since you opened" in stale.content.decode()
    assert client.post(address, {**form, "compared_on": "2026-03-01"}).status_code == 302
    assert "Compared by" in client.get(address).content.decode()
    assert Confirmation.objects.get().by_id == cast.actors[Role.LAW_REVIEWER].id


def test_a_confirmation_is_taken_back_on_the_page_and_the_reason_stays(cast: Cast) -> None:
    client, address = signed_in(cast.actors[Role.LAW_REVIEWER]), reverse("pathway-value", args=["BE-VLG-HQ"])
    digest = book().parameters["BE-VLG-HQ"].digest
    told = {"official_text": "codex", "article": "5", "compared_on": "2026-03-01", "digest": digest}
    client.post(address, told)
    empty = client.post(address, {"why": "", "digest": digest})
    assert empty.status_code == 422
    assert client.post(address, {"why": "The figure of 2026 differs.", "digest": digest}).status_code == 302
    page = client.get(address).content.decode()
    assert "Taken back by" in page
    assert "The figure of 2026 differs." in page
    assert "I compared it: confirm" in page
    reader = signed_in(cast.actors[Role.CASEWORKER]).get(address).content.decode()
    assert "Open cases that rely on this value" in reader


def test_who_may_only_read_cannot_confirm(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    address = reverse("pathway-value", args=[NAME])
    assert "I compared it" not in client.get(address).content.decode()
    form = {
        "digest": book().parameters[NAME].digest, "official_text": "x", "article": "5", "compared_on": "2026-03-01",
    }  # fmt: skip
    assert client.post(address, form).status_code == 404


def test_every_value_has_its_page(cast: Cast) -> None:
    keep_versions(SYSTEM)
    client = signed_in(cast.actors[Role.CASEWORKER])
    for name in book().parameters:
        assert client.get(reverse("pathway-value", args=[name])).status_code == 200, name


def test_an_unknown_value_is_not_found(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.CASEWORKER])
    assert client.get(reverse("pathway-value", args=["NO-SUCH"])).status_code == 404


def test_a_persons_routes_read_the_same_few_times_however_much_there_is(cast: Cast) -> None:
    def reads(vacancy: Vacancy) -> int:
        with CaptureQueriesContext(connection) as seen:
            person_routes(
                cast.actors[Role.CASEWORKER], cast.candidate.number, vacancy.number, on=date(2026, 6, 2)
            )
        return len(seen)

    first = reads(flemish(cast))
    for _ in range(29):
        last = flemish(cast)
    assert reads(last) == first
