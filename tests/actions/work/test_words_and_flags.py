"""The worker's word, her choice about the inspectorate, and how a flag is closed."""

from datetime import date
from decimal import Decimal

import pytest
from people import make_actor
from stay_cast import MAY, TODAY, Placed, another_placed, make_placed, pay_row

from passerelle.actions.work.close_flag import close_flag
from passerelle.actions.work.own_word import decide_inspectorate, tell_word
from passerelle.actions.work.state_pay import state_pay
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.work.words import Word
from passerelle.queries.protection.work_flags import flag_page, work_flags
from passerelle.records.accounts.models import User
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import Membership
from passerelle.records.stays.models import Stay
from passerelle.records.work.models import WorkerWord, WorkFlag

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TOLD = Word("part", Decimal(1_000), Decimal(200), Decimal(90), "worse")


@pytest.fixture
def placed() -> Placed:
    return make_placed()


def tell(placed: Placed, word: Word = TOLD, **how: object) -> WorkerWord:
    worker = placed.actor(Role.CANDIDATE)
    return tell_word(worker, placed.stay.number, MAY, word, today=TODAY, **how)  # type: ignore[arg-type]


def flags() -> dict[str, WorkFlag]:
    return {one.code: one for one in WorkFlag.objects.unscoped("test")}


def test_what_she_tells_is_flagged_and_read_by_welfare_alone(placed: Placed) -> None:
    state_pay(
        placed.actor(Role.EMPLOYER),
        [pay_row(placed.stay.number, net=Decimal(1_240), deductions={"rent": Decimal(60)})],
        source="grid",
        today=TODAY,
    )
    tell(placed, text="She paid the rest in cash.")
    told = {code: (one.agreed, one.stated) for code, one in flags().items() if one.source == "worker"}
    assert told == {
        "pay_not_received": ("", ""),
        "housing_not_as_agreed": ("", ""),
        "less_received_than_stated": ("1240.00", "1000"),
        "more_hours_than_stated": ("173.33", "200"),
        "more_rent_than_stated": ("60", "90"),
    }
    for role in (Role.EMPLOYER, Role.SCHEME_MANAGER, Role.CASEWORKER):
        assert not WorkerWord.objects.visible_to(placed.actor(role)).exists()
    assert WorkerWord.objects.visible_to(placed.actor(Role.WELFARE_OFFICER)).get().text


def test_she_may_speak_before_the_employer_states_anything(placed: Placed) -> None:
    tell(placed)
    assert set(flags()) == {"pay_not_received", "housing_not_as_agreed"}


def test_all_in_order_raises_nothing(placed: Placed) -> None:
    tell(placed, Word("all", Decimal(1_300), Decimal(173), Decimal(0), "as_agreed"))
    assert not flags()


def test_a_double_click_is_heard_once(placed: Placed) -> None:
    assert tell(placed, key="once").pk == tell(placed, key="once").pk
    assert WorkerWord.objects.unscoped("test").count() == 1


def test_she_speaks_of_her_own_stay_and_of_months_that_came(placed: Placed) -> None:
    other = another_placed(placed)
    worker = placed.actor(Role.CANDIDATE)
    with pytest.raises(Stay.DoesNotExist):
        tell_word(worker, other.number, MAY, TOLD, today=TODAY)
    with pytest.raises(Refused, match="not come yet"):
        tell_word(worker, placed.stay.number, date(2026, 7, 3), TOLD, today=TODAY)
    with pytest.raises(Refused, match="one of the answers"):
        tell_word(worker, placed.stay.number, MAY, Word("perhaps"), today=TODAY)


def test_the_inspectorate_is_told_only_after_her_yes(placed: Placed) -> None:
    tell(placed)
    officer, flag = placed.actor(Role.WELFARE_OFFICER), flags()["pay_not_received"]
    with pytest.raises(Refused, match="Only the worker decides"):
        close_flag(officer, flag.number, "passed_on", note_text="Sent.", version=1)
    decide_inspectorate(placed.actor(Role.CANDIDATE), flag.number, "tell", version=1)
    closed = close_flag(officer, flag.number, "passed_on", note_text="Sent.", version=2)
    assert (closed.outcome, closed.choice) == ("passed_on", "tell")
    assert Message.objects.get(template="work_flag_closed").recipient == placed.hired.candidate.person.number
    with pytest.raises(Refused, match="closed already"):
        decide_inspectorate(placed.actor(Role.CANDIDATE), flag.number, "do_not_tell", version=3)
    with pytest.raises(Refused, match="closed already"):
        close_flag(officer, flag.number, "explained", note_text="Again.", version=3)


def test_a_flag_closes_with_an_outcome_and_a_sentence(placed: Placed) -> None:
    tell(placed)
    officer, flag = placed.actor(Role.WELFARE_OFFICER), flags()["pay_not_received"]
    for outcome, text, words in [("no_idea", "x", "what became"), ("explained", " ", "in a sentence")]:
        with pytest.raises(Refused, match=words):
            close_flag(officer, flag.number, outcome, note_text=text, version=1)
    with pytest.raises(Refused, match="meanwhile"):
        close_flag(officer, flag.number, "explained", note_text="Looked.", version=9)
    with pytest.raises(Refused, match="one of the answers"):
        decide_inspectorate(placed.actor(Role.CANDIDATE), flag.number, "maybe", version=1)
    with pytest.raises(Refused, match="meanwhile"):
        decide_inspectorate(placed.actor(Role.CANDIDATE), flag.number, "tell", version=9)


def test_another_schemes_officer_finds_nothing(placed: Placed) -> None:
    tell(placed)
    placed.actor(Role.WELFARE_OFFICER)
    stranger = make_actor("stranger", Role.WELFARE_OFFICER, placed.hired.cast.beta)
    with pytest.raises(NotPermitted):
        close_flag(stranger, flags()["pay_not_received"].number, "explained", note_text="x", version=1)


def test_an_officer_with_a_tie_to_the_host_reads_no_flag_and_no_word(placed: Placed) -> None:
    tell(placed)
    officer, number = placed.actor(Role.WELFARE_OFFICER), flags()["pay_not_received"].number
    assert number in [one.number for one in work_flags(officer)]
    Membership.objects.create(
        user_id=officer.id, role=Role.EMPLOYER, scheme=placed.hired.cast.beta,
        organisation=placed.stay.host, since=date(2026, 1, 1),
    )  # fmt: skip
    assert not work_flags(officer, state="all").exists()
    with pytest.raises(NotPermitted):
        flag_page(officer, number)
    with pytest.raises(NotPermitted):
        close_flag(officer, number, "explained", note_text="Fine.", version=1)


def test_where_every_officer_is_tied_those_of_another_scheme_hear_and_nobody_tied_is_told(
    placed: Placed,
) -> None:
    officer = placed.actor(Role.WELFARE_OFFICER)
    other = make_actor("other", Role.WELFARE_OFFICER, placed.hired.cast.beta)
    tell(placed)
    number = flags()["pay_not_received"].number
    assert told_of_flags() == [User.objects.get(pk=officer.id).email]
    assert not work_flags(other).exists()
    Membership.objects.create(
        user_id=officer.id, role=Role.EMPLOYER, scheme=placed.hired.cast.beta,
        organisation=placed.stay.host, since=date(2026, 1, 1),
    )  # fmt: skip
    tell_again(placed)
    assert told_of_flags() == [User.objects.get(pk=other.id).email]
    assert flag_page(other, number).words
    assert close_flag(other, number, "explained", note_text="Looked.", version=1).closed_by_id == other.id
    Membership.objects.create(
        user_id=other.id, role=Role.FUNDER, scheme=placed.hired.cast.alpha,
        organisation=placed.stay.host, since=date(2026, 1, 1),
    )  # fmt: skip
    tell_again(placed)
    assert told_of_flags() == []
    assert not work_flags(other, state="all").exists()


def tell_again(placed: Placed) -> None:
    """The same once more, after what was flagged before was forgotten."""
    Message.objects.all().delete()
    WorkFlag.objects.unscoped("test").exclude(code="pay_not_received").delete()
    tell(placed)


def told_of_flags() -> list[str]:
    rows = Message.objects.filter(template="work_flags_raised").order_by("pk")
    return [one.recipient for one in rows]
