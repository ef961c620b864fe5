"""Promises: one maker, dated entries, a remedy when broken; a pledge to return opens and closes nothing."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from people import TODAY, Cast, make_candidate, make_cast

from passerelle.actions.promises.mark import change_remedy, mark_promise, record_commitment
from passerelle.actions.promises.record import Said, record
from passerelle.actions.steps.consequences.moved import Act, Moved
from passerelle.actions.steps.consequences.partnerships import open_remedy
from passerelle.actions.steps.guards.partnerships import commitment_signed, promise_at_origin
from passerelle.actions.steps.promises import Promised, mark_kept, record_promises
from passerelle.actions.steps.writing import Writing, writing
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.journey.transitions import Transition
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.promises.standing import Noted
from passerelle.queries.programme.promise_ledger import (
    PromiseFilter,
    promise_rows,
    scheme_promises,
    who_keeps_their_word,
)
from passerelle.records.journeys.models import Journey
from passerelle.records.promises.models import Promise, PromiseEntry, Remedy, SignedCommitment
from passerelle.records.selection.models import Referral

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WHY = "the test looks at everything"
MADE, DUE = date(2026, 1, 5), date(2026, 2, 1)


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def recorded(cast: Cast, **facts: object) -> Promise:
    said = Said(**{"kind": "employer_post", "made_on": MADE, "organisation": cast.employer.number, **facts})
    number = record(cast.actors[Role.CASEWORKER], "alpha", said, on=TODAY)
    return Promise.objects.unscoped(WHY).get(number=number)


def marked(cast: Cast, promise: Promise, event: str, **facts: object) -> Promise:
    actor, entry = cast.actors[Role.CASEWORKER], Noted(event, facts.pop("on", DUE))
    mark_promise(actor, promise.number, entry=entry, today=TODAY, **{"evidence": "letter", **facts})
    return Promise.objects.unscoped(WHY).get(pk=promise.pk)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code for problem in refusal.value.problems}


def test_a_broken_promise_opens_one_remedy_which_is_closed_with_its_outcome(cast: Cast) -> None:
    promise = marked(cast, recorded(cast, value=Decimal(12), unit="posts", due=DUE), "broken")
    assert (promise.state, promise.state_on) == ("broken", DUE)
    remedy = Remedy.objects.get()
    assert (remedy.kind, remedy.owner) == ("next_equal_post", "")
    actor = cast.actors[Role.CASEWORKER]
    said = {"kind": "certificate", "owner": "Agency", "due": TODAY}
    with pytest.raises(Refused) as refusal:
        change_remedy(actor, remedy.number, **said, closed_on=date(2026, 1, 1))
    assert codes(refusal) == {"outcome-missing", "not-after"}
    change_remedy(actor, remedy.number, **said, outcome="Certificate given", closed_on=TODAY, version=1)
    with pytest.raises(Refused) as refusal:
        change_remedy(actor, remedy.number, **said, outcome="Again", closed_on=TODAY)
    assert codes(refusal) == {"already-closed"}
    # Kept late, then found to be broken after all: a second remedy may open.
    marked(cast, promise, "kept")
    marked(cast, promise, "reopened")
    marked(cast, promise, "broken")
    assert Remedy.objects.count() == 2
    assert PromiseEntry.objects.count() == 4


def test_a_job_at_origin_that_is_not_given_is_owed_at_home(cast: Cast) -> None:
    promise = marked(cast, recorded(cast, kind="job_at_origin", candidate=cast.candidate.number), "broken")
    assert Remedy.objects.get(promise=promise).kind == "home_job"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"maker": "A ministry"}, "one-maker"),
        ({"organisation": ""}, "one-maker"),
        ({"kind": "pledge_to_return"}, "pledge-of-a-person"),
        ({"due": date(2025, 1, 1)}, "due-before-made"),
        ({"value": Decimal(3)}, "value-and-unit"),
        ({"made_on": date(2027, 1, 1)}, "not-yet"),
        ({"kind": "gift"}, "unknown-choice"),
        ({"vacancy": "V-0000000000-0"}, "not-found"),
    ],
)
def test_what_is_no_promise_is_refused_and_nothing_is_kept(
    cast: Cast, facts: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refusal:
        recorded(cast, **facts)
    assert codes(refusal) == {code}
    assert not Promise.objects.unscoped(WHY).exists()


def test_entries_follow_each_other_and_evidence_stands_behind_a_kept_one(cast: Cast) -> None:
    promise = recorded(cast)
    for facts, code in (
        ({"event": "kept", "evidence": " "}, "evidence-missing"),
        ({"event": "kept", "on": date(2025, 1, 1)}, "not-after"),
        ({"event": "reopened"}, "not-possible"),
        ({"event": "lost"}, "unknown-choice"),
        ({"event": "kept", "on": date(2027, 1, 1)}, "not-yet"),
        ({"event": "kept", "version": 9}, "stale"),
    ):
        with pytest.raises(Refused) as refusal:
            marked(cast, promise, **facts)
        assert codes(refusal) == {code}
    assert not PromiseEntry.objects.exists()


def test_a_request_sent_twice_is_answered_once(cast: Cast) -> None:
    actor, said = cast.actors[Role.CASEWORKER], Said(kind="seat", made_on=MADE, maker="University")
    first = record(actor, "alpha", said, on=TODAY, key="k" * 12)
    assert record(actor, "alpha", said, on=TODAY, key="k" * 12) == first
    for _ in range(2):
        mark_promise(actor, first, entry=Noted("broken", DUE), today=TODAY, key="m" * 12)
        number = Remedy.objects.get().number
        change_remedy(actor, number, kind="refund", owner="U", due=TODAY, key="r" * 12)
        record_commitment(actor, cast.candidate.number, signed_on=DUE, evidence="paper", key="c" * 12)
    assert PromiseEntry.objects.count() == SignedCommitment.objects.count() == 1


def test_out_of_scope_looks_like_not_found(cast: Cast) -> None:
    assert cast.mallory is not None
    promise = recorded(cast)
    with pytest.raises(Promise.DoesNotExist):
        mark_promise(cast.mallory, promise.number, entry=Noted("kept", DUE), today=TODAY)
    remedy = Remedy.objects.get(promise=marked(cast, promise, "broken"))
    with pytest.raises(NotPermitted):
        change_remedy(cast.mallory, remedy.number, kind="refund", owner="M", due=TODAY)
    with pytest.raises(NotPermitted):
        record(cast.actors[Role.FUNDER], "alpha", Said(kind="seat", made_on=MADE, maker="U"), on=TODAY)


def test_the_guard_holds_with_a_standing_job_and_falls_with_a_broken_one(cast: Cast) -> None:
    other, third = make_candidate(cast.alpha, "Berrada"), make_candidate(cast.alpha, "Chraibi")
    people = [cast.candidate.pk, other.pk, third.pk]
    assert promise_at_origin(people) == set()
    named = recorded(cast, kind="job_at_origin", candidate=cast.candidate.number)
    recorded(cast, kind="job_at_origin", vacancy=cast.vacancy.number)
    Referral.objects.create(candidate=other, vacancy=cast.vacancy)
    assert promise_at_origin(people) == {cast.candidate.pk, other.pk}
    marked(cast, named, "broken")
    assert promise_at_origin(people) == {other.pk}


def test_a_pledge_to_return_is_no_gate(cast: Cast) -> None:
    """Pledged, kept or broken: both guards answer as before, and no remedy is owed by anybody."""
    people, number = [cast.candidate.pk], cast.candidate.number
    pledge = recorded(cast, kind="pledge_to_return", organisation="", person=number)
    for event in ("broken", "kept"):
        marked(cast, pledge, event)
        assert commitment_signed(people) == promise_at_origin(people) == set()
    assert not Remedy.objects.exists()
    record_commitment(cast.actors[Role.CASEWORKER], number, signed_on=DUE, evidence="signed paper")
    assert commitment_signed(people) == set(people)
    marked(cast, pledge, "reopened")
    marked(cast, pledge, "broken")
    assert commitment_signed(people) == set(people)


def test_a_case_that_ends_without_the_promised_job_opens_the_remedy(cast: Cast) -> None:
    promise = recorded(cast, kind="job_at_origin", candidate=cast.candidate.number)
    journey = Journey.objects.create(
        candidate=cast.candidate,
        scheme_version=cast.alpha.versions.get(),
        track="t",
        stage="no_job",
        since=DUE,
    )
    row = Transition(leaving="returned", event="promise_not_kept", who=("caseworker",), to="no_job")
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        act = Act(note, SYSTEM, promise.created_at)
        open_remedy(act, [Moved(journey, row, True, "")])
    assert Remedy.objects.get().promise == promise


def test_many_promises_take_as_many_statements_as_few(cast: Cast, django_assert_num_queries: object) -> None:
    for many in (2, 20):
        made = [
            Promised(
                scheme=cast.alpha,
                kind="seat",
                made_on=MADE,
                maker=f"University {n}",
                unit="seats",
                value=Decimal(n),
            )
            for n in range(many)
        ]
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert len(record_promises(Writing(), made, by=SYSTEM)) == many


def test_who_keeps_their_word_and_what_a_scheme_was_promised(cast: Cast) -> None:
    kept = recorded(cast, value=Decimal(3), unit="posts")
    with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
        mark_kept(note, kept, on=DUE, by=SYSTEM, evidence="list")
    recorded(cast, value=Decimal(4), unit="posts", due=DUE)
    recorded(cast, kind="pledge_to_return", organisation="", person=cast.candidate.number)
    recorded(cast, kind="visa_slots", organisation="", maker="Consulate")
    actor = cast.actors[Role.CASEWORKER]
    words = {one.maker: (one.word.total, one.word.share) for one in who_keeps_their_word(actor)}
    assert words == {"Firm": (2, 1.0), "": (1, None), "Consulate": (1, None)}
    sums = {one.kind: one for one in scheme_promises(actor, "alpha").sums}
    assert (sums["employer_post"].promised, sums["employer_post"].kept) == (7, 3)
    assert (sums["visa_slots"].promised, sums["visa_slots"].silent) == (None, 1)
    found = promise_rows(actor, PromiseFilter(state="overdue"), on=TODAY)
    assert [row.value for row in found] == [4]


def test_the_database_refuses_two_makers(cast: Cast) -> None:
    row = Promise(
        scheme=cast.alpha, kind="seat", made_on=MADE, state_on=MADE, organisation=cast.employer, maker="Me"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
