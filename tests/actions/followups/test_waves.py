"""Waves are planned, sent, reminded and settled by themselves; an answer by link counts once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from people import make_candidate
from stay_cast import make_stay
from wave_cast import BEGAN, FIRST, Followed, another_followed, at, make_followed, returned

from passerelle.actions.followups.answer import Said, answer_by_link, not_reached, write_down
from passerelle.actions.followups.send import remind_silent, send_due, settle_silent
from passerelle.actions.steps.consequences.followed import plan_waves
from passerelle.actions.steps.papers.links import token_from
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.followups.models import Contact, Wave
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.signing.models import SignedLink
from passerelle.records.stays.models import Stay

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def followed() -> Followed:
    return make_followed()


def sent(followed: Followed) -> str:
    """Send the first wave; its token."""
    send_due(now=timezone.now())
    return token_from(followed.wave().seed)


@pytest.fixture
def due(followed: Followed) -> Followed:
    """The first wave is due today; the others later."""
    today = timezone.localdate()
    Wave.objects.unscoped("test").filter(months=3).update(due_on=today)
    Wave.objects.unscoped("test").exclude(months=3).update(due_on=today + timedelta(days=90))
    return followed


@pytest.fixture(autouse=True)
def no_night(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("passerelle.actions.followups.send.is_quiet", lambda _now: False)


def test_waves_are_planned_in_the_months_of_the_schemes_own_version(followed: Followed) -> None:
    rows = Wave.objects.unscoped("test").order_by("months")
    assert [(one.months, one.due_on.isoformat()) for one in rows] == [
        (3, "2026-04-10"), (6, "2026-07-10"), (12, "2027-01-10"), (24, "2028-01-10"),
    ]  # fmt: skip
    SchemeVersion.objects.filter(scheme=followed.cast.alpha).update(facts={"follow_up_months": ["6"]})
    other = another_followed(followed)
    assert [one.months for one in Wave.objects.unscoped("test").filter(journey=other.journey)] == [6]


def test_a_later_end_plans_anew_and_keeps_what_was_answered(due: Followed) -> None:
    answer_by_link(sent(due), Said({"working": "looking"}))
    plan_waves([(due.journey, "home_job")], on=date(2026, 6, 1))
    rows = Wave.objects.unscoped("test").filter(journey=due.journey)
    assert rows.get(began_on=BEGAN).state == "answered"
    assert sorted(rows.filter(began_on=date(2026, 6, 1)).values_list("months", flat=True)) == [3, 6, 12, 24]


def test_nothing_is_sent_before_its_day(followed: Followed) -> None:
    assert send_due(now=at(FIRST - timedelta(days=1))) == 0
    assert send_due(now=at(FIRST)) == 1
    assert send_due(now=at(FIRST)) == 0
    message = Message.objects.get(template="follow_up_asked")
    assert (message.recipient, message.language) == (followed.journey.candidate.person.number, "fr")


def test_whoever_is_away_on_a_stay_again_is_left_in_peace(due: Followed) -> None:
    class Hired:
        journey, cast = due.journey, due.cast

    stay = make_stay(Hired())  # type: ignore[arg-type]
    assert send_due(now=timezone.now()) == 0
    type(stay).objects.unscoped("test").filter(pk=stay.pk).update(
        ended_on=timezone.localdate(), end_code="planned"
    )
    assert send_due(now=timezone.now()) == 1


def test_follow_up_keeps_an_address_that_recruitment_forgot(due: Followed) -> None:
    Person.objects.unscoped("test").update(phone="", email="", family_name="", given_name="")
    send_due(now=timezone.now())
    assert Message.objects.get().recipient == "+212600000001"


def test_nobodys_address_is_known_reads_unreachable(due: Followed) -> None:
    Person.objects.unscoped("test").update(phone="", email="")
    Contact.objects.unscoped("test").update(phone="", email="")
    send_due(now=timezone.now())
    assert due.wave().state == "unreachable"
    assert not Message.objects.exists()


def test_of_several_waves_whose_day_has_passed_the_latest_is_asked(followed: Followed) -> None:
    assert send_due(now=at(date(2027, 2, 1))) == 3
    assert [followed.wave(months).state for months in (3, 6, 12, 24)] == [
        "unknown",
        "unknown",
        "sent",
        "planned",
    ]
    assert Message.objects.count() == 1


def test_two_reminders_after_the_pause_with_the_same_address_then_unknown(followed: Followed) -> None:
    send_due(now=at(FIRST))
    for day, told in ((6, 0), (7, 1), (8, 0), (14, 1), (30, 0)):
        assert remind_silent(now=at(FIRST + timedelta(days=day))) == told
    links = {str(one.facts["link"]) for one in Message.objects.all()}
    assert (Message.objects.count(), links) == (3, {followed.wave().seed})
    assert settle_silent(now=at(FIRST + timedelta(days=59))) == 0
    assert settle_silent(now=at(FIRST + timedelta(days=60))) == 1
    assert followed.wave().state == "unknown"


def test_whoever_went_away_again_is_not_reminded(followed: Followed) -> None:
    send_due(now=at(FIRST))
    other = returned(followed.cast, make_candidate(followed.cast.beta, "Again"))
    Candidate.objects.unscoped("test").filter(pk=other.journey.candidate_id).update(
        person=followed.journey.candidate.person  # abroad by another scheme
    )
    Wave.objects.unscoped("test").filter(journey=other.journey).delete()

    class Hired:
        journey, cast = other.journey, followed.cast

    stay = make_stay(Hired())  # type: ignore[arg-type]
    assert remind_silent(now=at(FIRST + timedelta(days=8))) == 0
    Stay.objects.unscoped("test").filter(pk=stay.pk).update(ended_on=FIRST, end_code="planned")
    assert remind_silent(now=at(FIRST + timedelta(days=8))) == 1


def test_whoever_was_asked_or_answered_since_is_not_reminded_of_an_earlier_wave(followed: Followed) -> None:
    send_due(now=at(FIRST))
    now = at(FIRST + timedelta(days=10))
    rows = Wave.objects.unscoped("test").filter(journey=followed.journey, months=6)
    rows.update(state="answered", settled_at=now, channel="telephone")
    assert remind_silent(now=now) == 0


def test_everyone_due_is_served_in_slices_and_no_case_is_cut_in_two(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("passerelle.actions.followups.send.AT_ONCE", 2)
    for number in range(4):
        another_followed(followed, f"N{number}")
    now = at(date(2027, 2, 1))  # three waves of each of five people
    assert [send_due(now=now) for _slice in range(4)] == [6, 6, 3, 0]
    states = Wave.objects.unscoped("test").order_by("months", "pk").values_list("months", "state")
    assert set(states) == {(3, "unknown"), (6, "unknown"), (12, "sent"), (24, "planned")}
    assert Message.objects.filter(template="follow_up_asked").count() == 5  # nobody is asked twice
    later = now + timedelta(days=8)
    assert [remind_silent(now=later) for _slice in range(4)] == [2, 2, 1, 0]


def test_an_answer_by_link_counts_once(due: Followed) -> None:
    token = sent(due)
    said = Said({"working": "employed", "where": "country_of_origin"}, phone="+212611111111")
    answer_by_link(token, said, key="k" * 10)
    answer_by_link(token, said, key="k" * 10)  # the same form sent twice
    wave = due.wave()
    assert (wave.state, wave.channel, wave.answers["working"]) == ("answered", "link", "employed")
    assert Contact.objects.unscoped("test").get().phone == "+212611111111"
    assert wave.contact_checked_at is not None
    for again in (said, Said({"working": "looking"})):
        with pytest.raises(Refused) as refused:
            answer_by_link(token, again)
        assert refused.value.problems[0].code == "link_used"


def test_an_expired_link_and_one_of_another_kind_answer_nothing(due: Followed) -> None:
    token = sent(due)
    SignedLink.objects.update(expires_at=timezone.now(), made_at=timezone.now() - timedelta(days=90))
    with pytest.raises(Refused) as refused:
        answer_by_link(token, Said({"working": "looking"}))
    assert refused.value.problems[0].code == "link_expired"
    SignedLink.objects.update(expires_at=timezone.now() + timedelta(days=1), purpose="task")
    with pytest.raises(Refused) as refused:
        answer_by_link(token, Said({"working": "looking"}))
    assert refused.value.problems[0].code == "link_unknown"
    assert due.wave().state == "sent"


@pytest.mark.parametrize(
    "said", [Said(refuses="no_more"), Said({"working": "employed", "next_wave": "no"})], ids=["refused", "no"]
)
def test_who_wants_no_more_questions_gets_none(due: Followed, said: Said) -> None:
    answer_by_link(sent(due), said)
    assert [due.wave(months).state for months in (6, 12, 24)] == ["refused"] * 3
    assert send_due(now=at(date(2030, 1, 1))) == 0


def test_what_was_said_on_the_telephone_is_written_down_and_the_link_closes(due: Followed) -> None:
    token, staff = sent(due), due.actor(Role.CASEWORKER)
    lost = not_reached(staff, due.wave().number, version=due.wave().version)
    assert lost.state == "unreachable"
    wave = write_down(
        staff, lost.number, Said({"business_open": "open"}), how="telephone", version=lost.version
    )
    assert (wave.state, wave.channel, wave.taken_by_id) == ("answered", "telephone", staff.id)
    with pytest.raises(Refused):
        answer_by_link(token, Said({"working": "looking"}))
    with pytest.raises(Refused) as refused:
        not_reached(staff, wave.number, version=wave.version)
    assert refused.value.problems[0].code == "wave_answered"


def test_who_may_write_down(due: Followed) -> None:
    number, version = due.wave().number, due.wave().version
    for role in (Role.FUNDER, Role.EMPLOYER, Role.WELFARE_OFFICER, Role.CANDIDATE):
        with pytest.raises(NotPermitted):
            write_down(due.actor(role), number, Said({"where": "elsewhere"}), how="telephone", version=version)
    assert due.cast.mallory is not None
    with pytest.raises(NotPermitted):
        not_reached(due.cast.mallory, number, version=version)
    service = due.actor(Role.EMPLOYMENT_SERVICE)  # it brought her
    write_down(service, number, Said({"where": "elsewhere"}), how="caseworker", version=version)


def test_another_services_person_is_out_of_reach(due: Followed) -> None:
    other = another_followed(due)
    service = due.actor(Role.EMPLOYMENT_SERVICE)
    with pytest.raises(NotPermitted):
        not_reached(service, other.wave().number, version=1)


def test_sending_and_planning_take_the_same_queries_for_3_and_10(due: Followed) -> None:
    def counted(first: int, last: int) -> tuple[int, int]:
        some = [another_followed(due, f"N{number}") for number in range(first, last)]
        Wave.objects.unscoped("test").filter(state="planned", months=3).update(due_on=timezone.localdate())
        with CaptureQueriesContext(connection) as sending:
            assert send_due(now=timezone.now()) >= len(some)
        with CaptureQueriesContext(connection) as planning:
            plan_waves([(one.journey, "home_job") for one in some], on=BEGAN + timedelta(days=first))
        return len(sending), len(planning)

    assert counted(1, 4) == counted(20, 30)  # SQLite cuts longer lists of values itself


def test_a_candidate_without_a_case_has_no_wave(followed: Followed) -> None:
    make_candidate(followed.cast.alpha, "Nobody")
    assert Wave.objects.unscoped("test").count() == 4
