"""HOMERe's rule: no offer without the job promised at origin, for this very vacancy."""

from datetime import date
from pathlib import Path

import pytest
from people import Cast, make_cast, make_vacancy

from passerelle.actions.steps.journey.promised_jobs import must_be_promised
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.records.journeys.models import Journey
from passerelle.records.promises.models import Promise

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


def test_without_a_promise_or_with_one_for_another_vacancy_no_offer_is_made(cast: Cast) -> None:
    other = make_vacancy(cast.alpha, cast.employer)
    with pytest.raises(Refused, match="No job at home is promised"):
        must_be_promised(cast.candidate, cast.vacancy)
    promise(cast, vacancy=other)
    promise(cast, candidate=cast.candidate, vacancy=other)
    with pytest.raises(Refused) as refusal:
        must_be_promised(cast.candidate, cast.vacancy)
    assert [problem.code for problem in refusal.value.problems] == ["no_job_promised"]
    must_be_promised(cast.candidate, other)


def test_a_promise_for_the_person_or_the_vacancy_lets_the_offer_pass_until_it_is_broken(cast: Cast) -> None:
    for about in ({"candidate": cast.candidate}, {"vacancy": cast.vacancy}):
        row = promise(cast, **about)
        must_be_promised(cast.candidate, cast.vacancy)
        row.state = "broken"
        row.save()
        with pytest.raises(Refused):
            must_be_promised(cast.candidate, cast.vacancy)


def test_a_scheme_that_asks_for_no_such_job_is_left_alone(cast: Cast) -> None:
    Journey.objects.unscoped("the test looks at everything").update(ended_on=DAY)
    must_be_promised(cast.candidate, cast.vacancy)


def test_the_end_without_the_promised_job_opens_a_remedy_in_the_published_table() -> None:
    (track,) = parse_scheme(HOMERE.read_text()).tracks
    rows = [row for row in track.transitions if row.event == "promise_not_kept"]
    assert [row.then for row in rows] == [("open_remedy",)]
