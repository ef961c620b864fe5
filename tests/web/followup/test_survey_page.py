"""Staff write down the survey of reintegration and read what it comes to, never more than is known."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wave_cast import Followed, another_followed, make_followed
from web.conftest import signed_in

from passerelle.actions.followups.survey import load_weights, record_survey
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.followups.instrument import CURRENT
from passerelle.domain.followups.weights import WeightRow, checked_weights
from passerelle.domain.kernel.problems import Refused
from passerelle.records.audit.models import Event
from passerelle.records.followups.models import Survey, SurveyWeights

pytestmark = [pytest.mark.django_db]
SAID = {"ec_work": "yes", "ec_food": "often", "so_water": "not_said"}


@pytest.fixture
def followed() -> Followed:
    return make_followed()


def page_of(followed: Followed) -> str:
    return reverse("wave-survey", args=[followed.wave().number])


def sent(**changed: str) -> dict[str, str]:
    return {"given_on": timezone.localdate().isoformat(), "how": "caseworker", **SAID, **changed}


def weigh() -> None:
    rows = [
        WeightRow(CURRENT.code, CURRENT.version, "invented", one.code, "1" if one.code == "ec_work" else "0")
        for one in CURRENT.questions
    ]
    assert load_weights(SYSTEM, checked_weights(rows, "w.csv"))


def test_a_sheet_is_kept_with_instrument_and_version_and_shown_with_n(followed: Followed) -> None:
    staff = signed_in(followed.actor(Role.CASEWORKER))
    assert "No answers are kept yet." in staff.get(page_of(followed)).content.decode()
    posted = sent(key="abcdef123456")
    assert staff.post(page_of(followed), posted).status_code == 302
    assert staff.post(page_of(followed), posted).status_code == 302  # a double click
    kept = Survey.objects.unscoped("test").get()
    assert (kept.instrument, kept.instrument_version) == (CURRENT.code, CURRENT.version)
    assert kept.answers == SAID
    page = staff.get(page_of(followed)).content.decode()
    assert "<td>0.63</td><td>2</td><td>10</td>" in page  # 0.625, rounded
    assert page.count("<td>unknown</td><td>0</td><td>10</td>") == 2
    assert "Composite unknown: no weights with a source are loaded." in page
    assert "need of help" not in page
    assert "do not fit workers who come and go" in page
    read = Event.objects.filter(action="read.survey").latest("pk")
    assert read.purpose == "reintegration"


def test_with_weights_the_composite_says_its_share_its_band_and_its_source(followed: Followed) -> None:
    staff = signed_in(followed.actor(Role.CASEWORKER))
    staff.post(page_of(followed), sent())
    weigh()
    page = staff.get(page_of(followed)).content.decode()
    assert "Composite: 1" in page
    assert "low need of help" in page
    assert "Weights: invented" in page


def test_a_sheet_of_a_version_that_is_not_here_is_not_worked_out(followed: Followed) -> None:
    staff = signed_in(followed.actor(Role.CASEWORKER))
    staff.post(page_of(followed), sent())
    Survey.objects.unscoped("test").update(instrument_version="older")
    assert "nothing is worked out" in staff.get(page_of(followed)).content.decode()


@pytest.mark.parametrize("changed", [{"ec_work": "very_good"}, {"given_on": "soon"}, {"how": "link"}])
def test_a_wrong_form_is_shown_again_and_nothing_is_kept(followed: Followed, changed: dict[str, str]) -> None:
    staff = signed_in(followed.actor(Role.CASEWORKER))
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert staff.post(page_of(followed), sent(**changed)).status_code == 422
    assert staff.post(page_of(followed), sent(given_on=tomorrow)).status_code == 422
    assert not Survey.objects.unscoped("test").exists()


def test_only_who_may_write_follow_up_of_the_scheme_writes(followed: Followed) -> None:
    number, day = followed.wave().number, timezone.localdate()
    for role in (Role.FUNDER, Role.CANDIDATE, Role.EMPLOYER):
        with pytest.raises(NotPermitted):
            record_survey(followed.actor(role), number, SAID, given_on=day, how="caseworker")
    with pytest.raises(NotPermitted):
        load_weights(
            followed.actor(Role.CASEWORKER),
            checked_weights(
                [
                    WeightRow(CURRENT.code, CURRENT.version, "s", one.code, "1" if not place else "0")
                    for place, one in enumerate(CURRENT.questions)
                ],
                "w.csv",
            ),
        )
    with pytest.raises(Refused):
        record_survey(followed.actor(Role.CASEWORKER), number, SAID, given_on=day, how="pigeon")
    assert signed_in(followed.actor(Role.FUNDER)).get(page_of(followed)).status_code == 404
    assert not Survey.objects.unscoped("test").exists()
    assert not SurveyWeights.objects.exists()


def test_the_page_takes_the_same_queries_for_3_and_30_sheets(followed: Followed) -> None:
    staff, actor = signed_in(followed.actor(Role.SCHEME_MANAGER)), followed.actor(Role.CASEWORKER)
    another_followed(followed)
    weigh()

    def counted(times: int) -> int:
        for _time in range(times):
            number = followed.wave().number
            record_survey(actor, number, SAID, given_on=timezone.localdate(), how="telephone")
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(page_of(followed)).status_code == 200
        return len(queries)

    counted(1)
    assert counted(2) == counted(27)
