"""The right to contest: corrected, replayed alone, decided by somebody else, and the next equal place."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from matching_cast import Matched, asking, make_matched, sign_in_as
from people import make_actor

from passerelle.actions.contests.decide_contest import decide_contest, lapse_priority
from passerelle.actions.contests.open_contest import open_contest
from passerelle.actions.contests.replay_contest import replay_contest
from passerelle.actions.matching.accept import accept
from passerelle.actions.matching.offers import make_offer
from passerelle.actions.matching.referral_life import agree, end_referral
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.selection.contests import contest_rows, contest_sheet, contests_by_group, own_contests
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.contests.models import Contest, Priority
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Referral
from passerelle.records.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.database]
ON = date(2026, 3, 14)


@pytest.fixture
def matched() -> Matched:
    made = make_matched()
    sign_in_as(made.third, made.actors[Role.CANDIDATE])
    return made


@pytest.fixture
def person(matched: Matched) -> Actor:
    """The account of the third candidate, as it is after the cast gave it away."""
    from_cast = matched.actors[Role.CANDIDATE]
    grants = tuple(
        type(one)(one.role, one.scheme, one.organisation, matched.third.person.number)
        for one in from_cast.grants
    )
    return Actor(from_cast.id, from_cast.name, grants)


@pytest.fixture
def second(matched: Matched) -> Actor:
    return make_actor("somebody-else", Role.SCHEME_MANAGER, matched.cast.alpha)


def contested(matched: Matched, person: Actor, **answers: str) -> str:
    return open_contest(person, matched.run.number, statement="I speak Dutch.", answers=answers, on=ON)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_the_record_is_corrected_and_what_stood_there_is_kept(matched: Matched, person: Actor) -> None:
    number = contested(matched, person, dutch="B2", years="3")
    row = Contest.objects.unscoped("test").get(number=number)
    assert row.corrections == {"dutch": {"before": None, "after": "B2"}}
    assert (row.kind, row.due_on) == ("match", ON + timedelta(days=21))
    corrected = Person.objects.unscoped("test").get(pk=matched.third.person_id)
    assert {"code": "nl", "level": "B2", "how": "stated"} in (corrected.languages or [])
    assert own_contests(person)[matched.run.number].number == number
    assert Message.objects.filter(template="contest_opened").count() == 1


def test_the_frozen_run_is_replayed_with_that_change_alone(
    matched: Matched, person: Actor, second: Actor
) -> None:
    number = contested(matched, person, dutch="B2")
    # What changed elsewhere since the run has no part in it.
    Person.objects.unscoped("test").exclude(pk=matched.third.person_id).update(skills=[])
    found = replay_contest(second, number)
    assert found.before is not None
    assert found.after is not None
    assert (found.before.outcome, found.after.outcome) == ("outbid", "proposed")
    assert found.after.vacancy == matched.dutch.number
    assert contest_sheet(second, number, on=ON).contest.replay["changes"] is True


def test_whoever_decided_before_never_answers(matched: Matched, person: Actor, second: Actor) -> None:
    number = contested(matched, person, dutch="B2")
    replay_contest(second, number)
    with pytest.raises(Refused) as refused:
        decide_contest(matched.manager, number, upheld=True, answer="Yes.")
    assert codes(refused) == ["decided_before"]
    # The database keeps it too.
    with pytest.raises(IntegrityError), transaction.atomic():
        Contest.objects.unscoped("test").filter(number=number).update(
            decided_by=matched.manager.id, decided_at="2026-03-14T00:00Z", ended_at="2026-03-14T00:00Z",
            outcome="upheld", answer="x",
        )  # fmt: skip
    with pytest.raises(NotPermitted):
        decide_contest(matched.caseworker, number, upheld=True, answer="Yes.")


def test_a_run_is_replayed_before_it_is_decided_and_reasons_are_given(
    matched: Matched, person: Actor, second: Actor
) -> None:
    number = contested(matched, person)
    with pytest.raises(Refused) as refused:
        decide_contest(second, number, upheld=False, answer="No.")
    assert codes(refused) == ["not_replayed"]
    assert replay_contest(second, number).changes is False
    with pytest.raises(Refused) as refused:
        decide_contest(second, number, upheld=False, answer=" ")
    assert codes(refused) == ["no_reasons"]
    decide_contest(second, number, upheld=False, answer="Nothing changes.", key="k" * 12)
    decide_contest(second, number, upheld=False, answer="Nothing changes.", key="k" * 12)
    assert own_contests(person)[matched.run.number].answer == "Nothing changes."
    assert not Priority.objects.exists()
    with pytest.raises(Refused) as refused:
        decide_contest(second, number, upheld=True, answer="Yes.")
    assert codes(refused) == ["contest_over"]


def referred(matched: Matched, candidate: Candidate, vacancy: Vacancy) -> str:
    row = Referral.objects.create(candidate=candidate, vacancy=vacancy)
    agree(matched.manager, row.number)
    return row.number


def test_upheld_means_the_next_equal_place(matched: Matched, person: Actor, second: Actor) -> None:
    number = contested(matched, person, dutch="B2")
    replay_contest(second, number)
    decide_contest(second, number, upheld=True, answer="The certificate is valid.")
    equal = asking(matched.cast, title="As good", isco="2512", country="BE")
    other = referred(matched, matched.best, equal)
    with pytest.raises(Refused) as refused:
        make_offer(matched.manager, other, key=None)
    assert codes(refused) == ["owed_first"]
    elsewhere = referred(matched, matched.second, asking(matched.cast, title="Elsewhere", country="FR"))
    make_offer(matched.manager, elsewhere, key=None)  # not an equal place
    mine = referred(matched, matched.third, asking(matched.cast, title="Also", isco="2512", country="BE"))
    make_offer(matched.manager, mine, key=None)
    assert Priority.objects.get().used_by is not None
    make_offer(matched.manager, other, key=None)


def test_what_is_owed_ends_when_the_person_no_longer_wants_it(
    matched: Matched, person: Actor, second: Actor
) -> None:
    number = contested(matched, person)
    replay_contest(second, number)
    decide_contest(second, number, upheld=True, answer="Yes.")
    with pytest.raises(Refused):
        lapse_priority(second, number, code="because")
    lapse_priority(second, number, code="person_declined")
    with pytest.raises(Refused) as refused:
        lapse_priority(second, number, code="person_declined")
    assert codes(refused) == ["nothing_owed"]


def test_an_employers_no_can_be_contested(matched: Matched, person: Actor, second: Actor) -> None:
    number = referred(matched, matched.third, matched.dutch)
    with pytest.raises(Refused) as refused:
        open_contest(person, number, statement="Why?", answers={}, on=ON)
    assert codes(refused) == ["not_a_no"]
    end_referral(matched.employer, number, code="employer_declined")
    contest = open_contest(person, number, statement="Why?", answers={}, on=ON)
    with pytest.raises(Refused) as refused:
        replay_contest(second, contest)
    assert codes(refused) == ["no_record"]
    decide_contest(second, contest, upheld=True, answer="The employer gave no lawful reason.")
    assert Priority.objects.get().vacancy_id == matched.dutch.pk


def test_what_is_contested_is_ones_own_and_once(matched: Matched, person: Actor) -> None:
    contested(matched, person)
    with pytest.raises(Refused) as refused:
        contested(matched, person)
    assert codes(refused) == ["contested_before"]
    with pytest.raises(Refused) as refused:
        open_contest(person, matched.run.number, statement=" ", answers={"years": "many"}, on=ON)
    assert codes(refused) == ["no_statement", "unreadable"]
    for number in ("F-0000000000-0", "A-0000000000-0", "N-0000000000-0", "Z-0", ""):
        with pytest.raises(NotPermitted):
            open_contest(person, number, statement="x", answers={}, on=ON)


def test_overdue_contests_are_listed(matched: Matched, person: Actor, second: Actor) -> None:
    contested(matched, person)
    late = ON + timedelta(days=22)
    assert contest_rows(second, on=ON, show="overdue").count() == 0
    assert contest_rows(second, on=late, show="overdue").count() == 1
    assert contest_rows(second, on=ON, show="decided").count() == 0
    mallory = matched.cast.mallory
    assert mallory is not None
    assert contest_rows(mallory, on=ON).count() == 0
    with pytest.raises(NotPermitted):
        contest_sheet(mallory, Contest.objects.unscoped("test").get().number, on=ON)


def test_contests_are_counted_by_group_and_few_tell_no_rate(
    matched: Matched, person: Actor, second: Actor
) -> None:
    Person.objects.unscoped("test").filter(pk=matched.third.person_id).update(sex="f")
    contested(matched, person)
    rows = contests_by_group(second, "alpha", small_below=10)
    sex = next(one for one in rows if one.dimension == "sex")
    assert (sex.group, sex.opened, sex.decided, sex.upheld_rate) == ("f", 1, 0, None)
    with pytest.raises(NotPermitted):
        contests_by_group(matched.caseworker, "alpha", small_below=10)


def test_accepting_is_no_no(matched: Matched, person: Actor) -> None:
    row = matched.proposal(matched.best)
    accept(matched.caseworker, row.number, version=row.version, shown_at=None, key=None)
    mine = next(iter(person.grants))
    best = Actor(
        person.id, person.name, (type(mine)(mine.role, mine.scheme, None, matched.best.person.number),)
    )
    with pytest.raises(Refused) as refused:
        open_contest(best, matched.run.number, statement="x", answers={}, on=ON)
    assert codes(refused) == ["not_a_no"]
