"""What has run out is blanked, nothing else is, and no count changes."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from people import make_cast
from stay_cast import Placed, make_placed, pay_row
from wave_cast import another_followed, make_followed

from passerelle.actions.cards.issue import issue_card
from passerelle.actions.followups.answer import Said, write_down
from passerelle.actions.retention.expire import expire, preview_expiry
from passerelle.actions.steps.consequences.followed import plan_waves
from passerelle.actions.work.state_pay import state_pay
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.queries.home.waves import follow_up_counts
from passerelle.records.alumni.models import Alumna
from passerelle.records.audit.models import Event
from passerelle.records.calls.models import Application, Call
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.followups.models import Contact, Wave
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.outbox.models import Message
from passerelle.records.retention import erasable
from passerelle.records.scope import ScopedQuerySet
from passerelle.records.stays.models import Stay

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ENDED = date(2026, 6, 30)
HERS = ["a@example.org", "+212611111111"]
NUMBERS: set[str] = set()


@pytest.fixture
def placed() -> Placed:
    """Somebody with a contract, pay, a card, an answered wave, and an agreement for later schemes."""
    found = make_placed()
    journey, person = found.stay.journey, found.hired.candidate.person
    NUMBERS.add(person.number)
    Person.objects.unscoped("test").filter(pk=person.pk).update(
        email="a@example.org", skills=[{"uri": "x"}], sex="f", birth_date=date(1995, 1, 1)
    )
    person.refresh_from_db(from_queryset=Person.objects.unscoped("test"))
    state_pay(found.actor(Role.EMPLOYER), [pay_row(found.stay.number)], source="grid", today=date(2026, 6, 20))
    issue_card(found.hired.staff, found.stay.contract.number)  # type: ignore[union-attr]
    StageChange.objects.create(
        journey=journey,
        before="in_placement",
        event="returned",
        after="returned",
        at=timezone.now(),
        note="came home",
    )
    plan_waves([(journey, "returned")], on=ENDED)
    wave = Wave.objects.unscoped("test").get(months=3)
    said = Said({"working": "employed", "next_wave": "no"}, phone="+212611111111")
    write_down(found.hired.staff, wave.number, said, how="telephone", version=1)
    Message.objects.create(recipient="a@example.org", template="offered", created_at=timezone.now())
    Alumna.objects.create(person=person, given_at=timezone.now(), wording="I agree", name="Amina", skills=["x"])
    return found


def end(placed: Placed) -> None:
    """Case, stay and waves are over; she still agrees for later schemes."""
    Stay.objects.unscoped("test").update(ended_on=ENDED, end_code="planned")
    Journey.objects.unscoped("test").update(ended_on=ENDED, stage="completed", due_on=None)
    Wave.objects.unscoped("test").update(settled_at=timezone.make_aware(timezone.datetime(2026, 9, 30)))


def held(purpose: Purpose) -> list[str]:
    """Fields of a purpose that hold a value anywhere."""
    found = []
    for one in (one for one in erasable() if one.purpose is purpose):
        rows = one.model._default_manager.all()
        rows = rows.unscoped("test") if isinstance(rows, ScopedQuerySet) else rows
        if one.number:  # others' messages and signatures are not hers
            rows = rows.filter(**{f"{one.number}__in": HERS + list(NUMBERS)})
        for blank in one.blanks:
            found += [f"{one.model.__name__}.{blank.name}"] * rows.exclude(blank.says_nothing()).count()
    return found


def counts(placed: Placed) -> list[object]:
    stages = Journey.objects.unscoped("test").values_list("stage", "ended_on")
    changes = StageChange.objects.values_list("event", "after", "at")
    waves = follow_up_counts(placed.actor(Role.SCHEME_MANAGER), "alpha")
    return [list(stages), list(changes), waves]


def test_nothing_is_blanked_while_purposes_run(placed: Placed) -> None:
    Wave.objects.unscoped("test").filter(months=24).update(state="planned", settled_at=None)
    found = preview_expiry(SYSTEM, on=date(2040, 1, 1))
    assert not found.rows
    assert not expire(SYSTEM, on=date(2040, 1, 1)).rows


def test_each_purpose_is_blanked_on_its_own_day_and_no_count_changes(placed: Placed) -> None:
    end(placed)
    before = counts(placed)
    gone: set[Purpose] = set()
    days = {
        Purpose.RECRUITMENT: date(2028, 11, 30),  # 24 months after the last contact: the candidacy is of today
        Purpose.JOURNEY: date(2028, 6, 30),
        Purpose.REINTEGRATION: date(2029, 6, 30),
        Purpose.FOLLOW_UP: date(2029, 3, 30),
        Purpose.PROTECTION: date(2031, 6, 30),
    }
    for purpose, day in sorted(days.items(), key=lambda one: one[1]):
        if purpose is not Purpose.REINTEGRATION:
            assert held(purpose), purpose
        expire(SYSTEM, on=day)
        gone.add(purpose)
        for one in gone:
            assert held(one) == [], (one, day)
    assert counts(placed) == before
    assert held(Purpose.ALUMNI)  # she still agrees
    row = Person.objects.unscoped("test").get(pk=placed.hired.candidate.person_id)
    assert (row.family_name, row.email, row.skills, row.birth_date) == ("", "", None, None)
    assert row.number == placed.hired.candidate.person.number


def test_follow_up_keeps_nothing_that_recruitment_forgets_and_loses_nothing_of_its_own(placed: Placed) -> None:
    end(placed)
    Wave.objects.unscoped("test").filter(months=24).update(state="planned", settled_at=None)
    expire(SYSTEM, on=date(2031, 1, 1))
    assert held(Purpose.RECRUITMENT) == []
    assert Contact.objects.unscoped("test").get().phone == "+212611111111"


def test_a_preview_writes_nothing_and_says_what_expiry_does(placed: Placed) -> None:
    end(placed)
    on = date(2035, 1, 1)
    seen = preview_expiry(SYSTEM, on=on)
    assert held(Purpose.RECRUITMENT)
    assert expire(SYSTEM, on=on) == seen
    assert not expire(SYSTEM, on=on).rows  # done twice it changes nothing more
    event = Event.objects.filter(action="privacy.expire").order_by("pk").first()
    assert event is not None
    assert event.subjects == []


def test_who_may_expire(placed: Placed) -> None:
    for role in (Role.SCHEME_MANAGER, Role.DATA_PROTECTION_OFFICER, Role.CANDIDATE):
        with pytest.raises(NotPermitted):
            expire(placed.actor(role), on=ENDED)


def test_expiry_takes_the_same_queries_for_3_and_30() -> None:
    followed = make_followed()

    def counted(first: int, last: int) -> int:
        for number in range(first, last):
            another_followed(followed, f"N{number}")
        Journey.objects.unscoped("test").filter(ended_on__isnull=True).update(ended_on=ENDED)
        with CaptureQueriesContext(connection) as queries:
            preview_expiry(SYSTEM, on=date(2040, 1, 1))
        return len(queries)

    assert counted(0, 2) == counted(2, 30)


def test_a_later_application_is_a_contact_of_a_candidate_and_of_nobodys_candidate() -> None:
    cast = make_cast()
    person = cast.candidate.person
    long_ago = timezone.make_aware(timezone.datetime(2020, 1, 1))
    Candidate.objects.unscoped("test").update(applied_on=long_ago.date(), created_at=long_ago)
    begun = Person.objects.create(family_name="", search_name="", phone="+212600000009")
    call = Call.objects.create(scheme=cast.alpha, track="a", opens_on=ENDED)
    for one in (person, begun):
        Application.objects.create(call=call, person=one, answers={"family_name": "Amina"})
    Application.objects.unscoped("test").update(created_at=timezone.make_aware(timezone.datetime(2026, 6, 30)))
    assert not expire(SYSTEM, on=date(2028, 6, 29)).rows
    expire(SYSTEM, on=date(2028, 6, 30))  # 24 months after
    assert set(Application.objects.unscoped("test").values_list("answers__family_name", flat=True)) == {None}
    assert set(Person.objects.unscoped("test").values_list("family_name", "phone")) == {("", "")}
