"""64 clients begin a case for one person and scheme: one stays open; without the constraint more do."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, models
from django.utils import timezone
from matching_cast import Matched, make_matched
from racing import race

from passerelle.actions.calls.apply_many import apply_many
from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.actions.steps.journey import journeys
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Refused
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.web.shared.access import today

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
CLIENTS = 64
ONCE = "one_active_journey"


@pytest.fixture
def matched() -> Matched:
    return make_matched(run=False)


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks first and nobody waits: what is left is the database's own constraint."""
    monkeypatch.setattr(journeys, "must_be_free", lambda people: None)
    monkeypatch.setattr(journeys, "locked_people", _unlocked)


@pytest.fixture
def without_constraint() -> Iterator[None]:
    constraint = next(one for one in Journey._meta.constraints if one.name == ONCE)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {ONCE}")
    yield
    StageChange.objects.all().delete()
    Journey.objects.unscoped("test").all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(Journey, constraint)


def _unlocked(people: Any) -> list[Candidate]:
    rows = Candidate.objects.unscoped("test").filter(pk__in=[one.pk for one in people])
    return list(rows.select_related("person", "scheme"))


def begun(person: Candidate) -> str:
    with writing(SYSTEM, "case.begin", purpose=Purpose.JOURNEY) as note:
        journeys.begin(
            note, [person], event="referred", by=SYSTEM, at=timezone.now(), track="mobility", joins=True
        )
    return "done"


def kinds(answers: list[Any]) -> Counter[str]:
    return Counter(
        one.problems[0].code
        if isinstance(one, Refused)
        else "refused"
        if isinstance(one, IntegrityError)
        else one
        for one in answers
    )


def open_cases(person: Candidate) -> int:
    return Journey.objects.unscoped("test").filter(candidate=person, ended_on__isnull=True).count()


def test_64_clients_leave_one_open_case(matched: Matched) -> None:
    answers = race([partial(begun, matched.best) for _ in range(CLIENTS)])
    assert kinds(answers) == {"done": 1, "already_under_way": CLIENTS - 1}
    assert open_cases(matched.best) == 1
    assert StageChange.objects.count() == 1


def test_64_applications_of_one_person_leave_one_open_case(matched: Matched) -> None:
    staff = matched.caseworker
    facts = CallFacts(
        track="home", opens_on=today(), places=1, languages=["fr"], texts={"fr": {"title": "A"}}, fields=[]
    )
    calls = [write_call(staff, "alpha", facts) for _ in range(CLIENTS)]
    for call in calls:
        publish_call(staff, call)
    answers = race([partial(apply_many, staff, call, [matched.best.number], on=today()) for call in calls])
    assert not [one for one in answers if isinstance(one, Exception) and not isinstance(one, Refused)]
    assert open_cases(matched.best) == 1


@pytest.mark.usefixtures("unguarded")
def test_the_constraint_alone_leaves_one(matched: Matched) -> None:
    answers = race([partial(begun, matched.best) for _ in range(CLIENTS)])
    assert kinds(answers) == {"done": 1, "refused": CLIENTS - 1}
    assert open_cases(matched.best) == 1


@pytest.mark.usefixtures("unguarded", "without_constraint")
def test_without_the_constraint_the_same_race_leaves_many(matched: Matched) -> None:
    race([partial(begun, matched.best) for _ in range(CLIENTS)])
    assert open_cases(matched.best) > 1


def test_the_constraint_is_in_the_database() -> None:
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Journey._meta.db_table)
    assert isinstance(
        next(one for one in Journey._meta.constraints if one.name == ONCE), models.UniqueConstraint
    )
    assert found[ONCE]["unique"]
