"""A changed file shows its effect before it is kept; cases stay on their version until moved on purpose."""

import pytest
from case_cast import SCHEME, Cases, make_cases
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from passerelle.actions.cases.move_version import move_version, preview_move
from passerelle.actions.cases.screen import Recording, screen
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.queries.programme.version_effect import touches, version_effect
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.partnerships.models import SchemeVersion

pytestmark = [pytest.mark.django_db, pytest.mark.database]
GUARDED = SCHEME.replace(
    'event = "test_passed", who = ["caseworker"],',
    'event = "test_passed", who = ["caseworker"], guard = ["application_complete"],',
)
RENAMED = SCHEME.replace('"applied", due_days', '"received", due_days').replace('"applied"', '"received"').replace(
    'event = "received"', 'event = "applied"'
)  # fmt: skip


def _keep(cases: Cases, text: str) -> None:
    """The file as the second version of scheme alpha."""
    text += '[wordings.received]\nen = "Received."\n' if "received" in text else ""
    SchemeVersion.objects.create(
        scheme=cases.cast.alpha, number=2, text="", facts=parse_scheme(text).normalised(), digest="1" * 64,
        loaded_at=timezone.now(),
    )  # fmt: skip
    cases.cast.alpha.current = 2
    cases.cast.alpha.save()


def _codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.code for one in refused.value.problems}


def test_the_effect_is_counted_by_version_track_and_stage(cases: Cases) -> None:
    lines = version_effect(SYSTEM, parse_scheme(GUARDED))
    assert [(one.version, one.track, one.stage, one.cases) for one in lines] == [(1, "mobility", "applied", 3)]
    assert (lines[0].effect.code, lines[0].effect.names) == ("guard-added", ("application_complete",))
    assert touches(lines)
    assert not touches(version_effect(SYSTEM, parse_scheme(SCHEME)))
    assert version_effect(SYSTEM, parse_scheme(SCHEME.replace('"alpha"', '"new"'))) == []
    with pytest.raises(NotPermitted):
        version_effect(cases.caseworker, parse_scheme(GUARDED))
    Journey.objects.unscoped("test").update(track="gone")
    assert version_effect(SYSTEM, parse_scheme(SCHEME))[0].effect.code == "track-gone"


def test_a_running_case_stays_on_its_version(cases: Cases) -> None:
    _keep(cases, RENAMED)
    screen(cases.caseworker, cases.versions(), Recording("test_passed"))
    assert {one.stage for one in cases.journeys()} == {"tested"}


def test_cases_move_on_purpose_with_a_place_for_a_stage_that_is_gone(cases: Cases) -> None:
    _keep(cases, RENAMED)
    versions = cases.versions()
    with pytest.raises(Refused) as refused:
        move_version(cases.manager, versions, {}, reason=" ")
    assert _codes(refused) == {"reason_missing"}
    with pytest.raises(Refused) as refused:
        move_version(cases.manager, versions, {}, reason="new call")
    assert _codes(refused) == {"stage-gone"}
    with pytest.raises(Refused) as refused:
        move_version(cases.manager, versions, {"applied": "withdrawn"}, reason="new call")
    assert _codes(refused) == {"would_end"}
    will, problems = preview_move(cases.manager, versions, {"applied": "received"})
    assert (set(will.values()), problems) == ({"received"}, [])
    assert move_version(cases.manager, versions, {"applied": "received"}, reason="new call", key="m") == 3
    assert move_version(cases.manager, versions, {"applied": "received"}, reason="new call", key="m") == 3
    assert {one.scheme_version.number for one in cases.journeys()} == {2}
    assert StageChange.objects.filter(event="version_moved", note="new call").count() == 3
    assert move_version(cases.manager, cases.versions(), {}, reason="again") == 0
    with pytest.raises(NotPermitted):
        move_version(cases.cast.mallory, cases.versions(), {}, reason="mine")


def test_a_case_that_somebody_moved_meanwhile_is_not_put_back(cases: Cases) -> None:
    _keep(cases, RENAMED)
    versions = cases.versions()
    first = cases.journeys()[0]
    screen(cases.caseworker, {first.number: None}, Recording("test_passed"))
    with pytest.raises(Refused) as refused:
        move_version(cases.manager, versions, {"applied": "received"}, reason="new call")
    assert _codes(refused) == {"stale"}
    assert cases.journeys()[0].stage == "tested"
    assert {one.scheme_version.number for one in cases.journeys()} == {1}


def test_terms_stay_and_the_new_tables_terms_count_from_the_next_step(cases: Cases) -> None:
    due = {one.number: one.due_on for one in cases.journeys()}
    _keep(cases, SCHEME.replace("due_days = 14", "due_days = 30"))
    assert move_version(cases.manager, cases.versions(), {}, reason="longer terms") == 3
    assert {one.number: one.due_on for one in cases.journeys()} == due


def test_many_cases_move_with_the_same_number_of_queries(db: None) -> None:
    counts = []
    for people in (3, 30):
        with transaction.atomic():
            made = make_cases(people)
            _keep(made, RENAMED)
            versions = made.versions()
            with CaptureQueriesContext(connection) as seen:
                move_version(made.manager, versions, {"applied": "received"}, reason="new call")
            counts.append(len(seen))
            transaction.set_rollback(True)
    assert counts[0] == counts[1]


def test_a_closed_case_and_a_track_that_is_gone_do_not_move(cases: Cases) -> None:
    _keep(cases, SCHEME)
    first = cases.journeys()[0]
    Journey.objects.unscoped("test").filter(pk=first.pk).update(
        stage="withdrawn", due_on=None, ended_on=timezone.localdate()
    )
    with pytest.raises(Refused) as refused:
        move_version(cases.manager, {first.number: None}, {}, reason="all")
    assert _codes(refused) == {"already_ended"}
    Journey.objects.unscoped("test").filter(ended_on=None).update(track="gone")
    with pytest.raises(Refused) as refused:
        move_version(cases.manager, cases.versions(), {}, reason="all")
    assert _codes(refused) == {"unknown-track"}
