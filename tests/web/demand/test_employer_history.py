"""One timeline of an employer out of every room, and an expired vacancy opened again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from matching_cast import Matched, make_matched
from web.conftest import signed_in

from passerelle.actions.employers.committing import commit_posts, confirm_open
from passerelle.actions.employers.opening import open_file
from passerelle.actions.employers.reopening import Anew, reopen_vacancy
from passerelle.actions.employers.staleness import age_vacancies
from passerelle.actions.employers.suspending import lift_suspension, suspend
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.demand.employer_files import file_page
from passerelle.queries.demand.vacancy_demand import demand_page
from passerelle.records.contests.models import Contest
from passerelle.records.employers.models import Commitment, VacancyTurn
from passerelle.records.outbox.models import Message
from passerelle.records.promises.models import Promise, PromiseEntry
from passerelle.records.selection.models import Referral
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched(db: None) -> Matched:
    return make_matched(run=False)


def promised(matched: Matched, state: str) -> Promise:
    today = timezone.localdate()
    promise = Promise.objects.create(
        scheme=matched.cast.alpha, kind="employer_post", organisation=matched.cast.employer,
        made_on=today - timedelta(days=30), state=state, state_on=today,
    )  # fmt: skip
    if state != "open":
        PromiseEntry.objects.create(promise=promise, event=state, on=today, at=timezone.now())
    return promise


def contested(matched: Matched, about: str, kind: str = "referral") -> Contest:
    now = timezone.now()
    return Contest.objects.create(
        scheme=matched.cast.alpha, candidate=matched.best, kind=kind, about=about, vacancy=matched.developer,
        statement="x", opened_at=now, due_on=timezone.localdate(), outcome="upheld", answer="the test counts",
        decided_by_id=matched.manager.id, decided_at=now, ended_at=now,
    )  # fmt: skip


def test_promises_suspensions_and_upheld_contests_stand_in_one_timeline(matched: Matched) -> None:
    file = open_file(matched.employer, "alpha", matched.cast.employer.number)
    today = timezone.localdate()
    broken = promised(matched, "broken")
    promised(matched, "kept")
    promised(matched, "open")
    contest = contested(matched, "R-1")
    contested(matched, "run", kind="match")  # what a run proposed is not the employer's answer
    suspend(matched.caseworker, file, code="pay_breach", since=today, until=today + timedelta(days=30))
    lift_suspension(matched.caseworker, file)
    commit_posts(matched.employer, matched.developer.number, level="letter", posts=2, evidence="letter of May")
    page = file_page(matched.caseworker, file, on=today)
    assert (page.history.kept_promises, page.history.broken_promises, page.history.contests_upheld) == (1, 1, 1)
    text = signed_in(matched.caseworker).get(reverse("employer-timeline", args=[file])).content.decode()
    for word in ("Promise broken", "Promise kept", "Suspended", "Pay is not as agreed", "Suspension lifted",
                 "A contest against the employer", "Posts committed", "File opened"):  # fmt: skip
        assert word in text
    assert contest.number in text
    assert broken.number in text
    assert matched.best.number not in text, "a timeline is about the employer"
    own = signed_in(matched.employer).get(reverse("employer-file", args=[file])).content.decode()
    assert "Promise broken" in own
    assert "contest" not in own.lower(), "only the team knows of contests"
    assert signed_in(matched.cast.mallory).get(reverse("employer-timeline", args=[file])).status_code == 404


def test_people_not_answered_are_counted_with_the_longest_wait(matched: Matched) -> None:
    file = open_file(matched.employer, "alpha", matched.cast.employer.number)
    long_ago = timezone.now() - timedelta(days=9)
    Referral.objects.create(candidate=matched.best, vacancy=matched.developer, agreed_at=long_ago)
    history = file_page(matched.caseworker, file, on=timezone.localdate()).history
    assert (history.unanswered, history.longest_wait_days, history.response_days) == (1, 9, None)


def test_the_timeline_asks_the_same_number_of_queries_for_few_and_many(matched: Matched) -> None:
    file = open_file(matched.employer, "alpha", matched.cast.employer.number)

    def fill(count: int) -> None:
        for place in range(count):
            promised(matched, "kept")
            contested(matched, f"{count}-{place}")
            commit_posts(matched.employer, matched.developer.number, level="letter", posts=2, evidence="x")

    def asked(route: str) -> int:
        client = signed_in(matched.caseworker)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(route, args=[file])).status_code == 200
        return len(queries)

    fill(3)
    few = [asked(route) for route in ("employer-file", "employer-timeline")]
    fill(27)
    assert [asked(route) for route in ("employer-file", "employer-timeline")] == few


def expired(matched: Matched) -> Vacancy:
    commit_posts(matched.employer, matched.developer.number, level="contract", posts=2, evidence="contracts")
    now = timezone.now()
    age_vacancies(now=now + timedelta(days=80))
    age_vacancies(now=now + timedelta(days=94))
    return Vacancy.objects.unscoped("test").get(pk=matched.developer.pk)


def again(days: int = 60, **facts: object) -> Anew:
    return Anew(
        **{"until": timezone.localdate() + timedelta(days=days), "level": "interest", "posts": 1, **facts}
    )  # type: ignore[arg-type]


def test_an_expired_vacancy_opens_again_with_a_new_day_and_new_promises(matched: Matched) -> None:
    Referral.objects.create(candidate=matched.best, vacancy=matched.developer)
    vacancy = expired(matched)
    assert vacancy.closed_on is not None
    listed = signed_in(matched.employer).get(reverse("referrals")).content.decode()
    assert "Closed because nobody confirmed them" in listed
    address = reverse("vacancy-demand", args=[vacancy.number])
    client = signed_in(matched.employer)
    assert "Open it again" in client.get(address).content.decode()
    facts = {"deed": "reopen", "until": "", "level": "letter", "posts": 1}
    until = timezone.localdate() + timedelta(days=60)
    assert client.post(address, facts).status_code == 422
    refused = client.post(address, {**facts, "until": until.isoformat()})
    assert "The evidence is missing" in refused.content.decode()
    assert Vacancy.objects.unscoped("test").get(pk=vacancy.pk).closed_on is not None, "nothing half done"
    done = client.post(address, {**facts, "until": until.isoformat(), "evidence": "letter"}, follow=True)
    assert "The vacancy is open again" in done.content.decode()
    page = demand_page(matched.employer, vacancy.number, on=timezone.localdate())
    assert (page.vacancy.closed_on, page.fresh.expires_on, page.fresh.notice_on) == (
        None, until, until - timedelta(days=14),
    )  # fmt: skip
    assert dict(page.committed.at_least) == {"interest": 1, "letter": 1, "conditional_offer": 0, "contract": 0}
    assert Message.objects.filter(template="vacancy_reopened").count() == 1
    assert Message.objects.get(template="vacancy_open_again").recipient == matched.best.person.number
    kinds = list(VacancyTurn.objects.filter(vacancy=vacancy).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["noticed", "expired", "reopened"]


def test_a_named_last_day_brings_its_own_notice_and_a_confirmation_the_usual_term(matched: Matched) -> None:
    vacancy = expired(matched)
    reopen_vacancy(matched.employer, vacancy.number, again(days=20), key="k")
    reopen_vacancy(matched.employer, vacancy.number, again(days=20), key="k")
    now = timezone.now()
    before = VacancyTurn.objects.filter(vacancy=vacancy).count()
    age_vacancies(now=now + timedelta(days=5))
    assert VacancyTurn.objects.filter(vacancy=vacancy).count() == before
    age_vacancies(now=now + timedelta(days=6))
    assert VacancyTurn.objects.filter(vacancy=vacancy).order_by("pk").last().kind == "noticed"  # type: ignore[union-attr]
    age_vacancies(now=now + timedelta(days=19))
    assert Vacancy.objects.unscoped("test").get(pk=vacancy.pk).closed_on is None
    age_vacancies(now=now + timedelta(days=20))
    assert Vacancy.objects.unscoped("test").get(pk=vacancy.pk).closed_on is not None
    reopen_vacancy(matched.employer, vacancy.number, again(days=20))
    confirm_open(matched.employer, vacancy.number)
    fresh = demand_page(matched.employer, vacancy.number, on=timezone.localdate()).fresh
    assert fresh.expires_on == timezone.localdate() + timedelta(days=90)


def test_what_may_not_open_again_is_said(matched: Matched) -> None:
    def code(number: str, anew: Anew) -> str:
        with pytest.raises(Refused) as refused:
            reopen_vacancy(matched.employer, number, anew)
        return refused.value.problems[0].code

    assert code(matched.developer.number, again()) == "not_expired"
    vacancy = expired(matched)
    assert code(vacancy.number, again(days=14)) == "not_so_long"
    assert code(vacancy.number, again(days=91)) == "not_so_long"
    assert code(vacancy.number, again(posts=99)) == "too_many_posts"
    file = open_file(matched.employer, "alpha", matched.cast.employer.number)
    suspend(matched.caseworker, file, code="pay_breach", since=timezone.localdate())
    assert code(vacancy.number, again()) == "employer_suspended"
    with pytest.raises(NotPermitted):
        reopen_vacancy(matched.cast.mallory, vacancy.number, again())
    assert Commitment.objects.filter(vacancy=vacancy).count() == 1
