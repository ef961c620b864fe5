"""HOMERe's rule: no offer without the job promised at origin, for this very vacancy."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from people import Cast, make_cast, make_vacancy

from passerelle.actions.matching.offer_rules import offer_faults
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.promises.models import Promise
from passerelle.records.selection.models import Referral
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HOMERE = Path(__file__).resolve().parents[3] / "schemes" / "homere.toml"
DAY = date(2026, 1, 5)


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    version = cast.alpha.versions.get()
    version.facts = parse_scheme(HOMERE.read_text()).normalised()
    version.save()
    Journey.objects.create(
        candidate=cast.candidate, scheme_version=version, track="internship", stage="interviewed", since=DAY
    )
    return cast


def promise(cast: Cast, **about: object) -> Promise:
    return Promise.objects.create(
        scheme=cast.alpha, kind="job_at_origin", maker="Firm in Tunis", made_on=DAY, state_on=DAY, **about
    )


def barred(candidate: Candidate, vacancy: Vacancy) -> bool:
    """Whether an offer for this pair, agreed to, is barred by the missing promise, and by nothing else."""
    row = Referral.objects.create(candidate=candidate, vacancy=vacancy, agreed_at=timezone.now())
    faults = offer_faults([row], at=timezone.now())
    row.delete()
    assert {one.code for one in faults.values()} <= {"no_job_promised"}
    return bool(faults)


def test_without_a_promise_or_with_one_for_another_vacancy_no_offer_is_made(cast: Cast) -> None:
    other = make_vacancy(cast.alpha, cast.employer)
    assert barred(cast.candidate, cast.vacancy)
    promise(cast, vacancy=other)
    promise(cast, candidate=cast.candidate, vacancy=other)
    assert barred(cast.candidate, cast.vacancy)
    assert not barred(cast.candidate, other)


def test_a_promise_for_the_person_or_the_vacancy_lets_the_offer_pass_until_it_is_broken(cast: Cast) -> None:
    for about in ({"candidate": cast.candidate}, {"vacancy": cast.vacancy}):
        row = promise(cast, **about)
        assert not barred(cast.candidate, cast.vacancy)
        row.state = "broken"
        row.save()
        assert barred(cast.candidate, cast.vacancy)


def test_a_scheme_that_asks_for_no_such_job_is_left_alone(cast: Cast) -> None:
    Journey.objects.unscoped("the test looks at everything").update(ended_on=DAY)
    assert not barred(cast.candidate, cast.vacancy)


def test_the_end_without_the_promised_job_opens_a_remedy_in_the_published_table() -> None:
    (track,) = parse_scheme(HOMERE.read_text()).tracks
    rows = [row for row in track.transitions if row.event == "promise_not_kept"]
    assert [row.then for row in rows] == [("open_remedy",)]
