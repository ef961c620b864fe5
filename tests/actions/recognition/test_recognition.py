"""A recognition file from its opening to the outcome, with its clock and its guard."""

from datetime import timedelta

import pytest
from django.utils import timezone
from file_cast import accept_all
from people import Cast, make_candidate, make_cast

from passerelle.actions.recognition.adapt import add_measure, measure_done, note_deficits
from passerelle.actions.recognition.clock import resume_clock, start_clock, stop_clock
from passerelle.actions.recognition.decide import appeal, decide
from passerelle.actions.recognition.keep_file import FileFacts, change_file, open_file
from passerelle.actions.steps.consequences.moved import Act, Moved
from passerelle.actions.steps.consequences.training import open_recognition
from passerelle.actions.steps.guards.training import GUARD_CHECKS
from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import SYSTEM, Actor, NotPermitted
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.training.recognition import file_page, file_rows, lines_of
from passerelle.records.candidates.models import Person
from passerelle.records.dossiers.models import Attestation
from passerelle.records.journeys.models import Journey
from passerelle.records.recognition.models import RecognitionFile

pytestmark = [pytest.mark.django_db, pytest.mark.database]
KNOWN = {
    "country": "DE",
    "authority": "Chamber",
    "qualification": "Technicien",
    "eqf": 4,
    "eqf_source": "table",
}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def staff(cast: Cast) -> Actor:
    return cast.actors[Role.CASEWORKER]


@pytest.fixture
def number(cast: Cast, staff: Actor) -> str:
    facts = FileFacts(**KNOWN)
    made = open_file(staff, cast.candidate.number, facts, key="k1k1k1k1")
    assert open_file(staff, cast.candidate.number, facts, key="k1k1k1k1") == made
    return made


def today(back: int = 0):
    return timezone.localdate() - timedelta(days=back)


def complete(number: str) -> RecognitionFile:
    file = RecognitionFile.objects.unscoped("test").get(number=number)
    accept_all([file.dossier])
    return file


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_the_clock_starts_at_the_complete_file_and_stands_still_for_a_paper(
    cast: Cast, staff: Actor, number: str
) -> None:
    with pytest.raises(Refused) as refused:
        start_clock(staff, number, on=today(20))
    assert code_of(refused) == "file_incomplete"
    complete(number)
    facts = FileFacts(**KNOWN, statutory_days=90, statutory_source="a law", statutory_evidence="M")
    change_file(staff, number, facts, version=1, key="k2k2k2k2")
    change_file(staff, number, facts, version=1, key="k2k2k2k2")
    for _ in range(2):
        start_clock(staff, number, on=today(20), key="k3k3k3k3")
        stop_clock(staff, number, on=today(10), because="The transcript.", key="k4k4k4k4")
    line = file_page(staff, number, on=today()).line
    assert (line.used, line.left, line.still, line.missing) == (9, 81, True, 0)
    for _ in range(2):
        resume_clock(staff, number, on=today(6), key="k5k5k5k5")
    line = file_page(staff, number, on=today()).line
    assert (line.used, line.left, line.still) == (15, 75, False)


def test_a_term_that_is_not_published_leaves_the_days_unknown(staff: Actor, number: str) -> None:
    complete(number)
    start_clock(staff, number, on=today(3))
    (line,) = lines_of(file_rows(staff), on=today())
    assert (line.used, line.left) == (3, None)


def test_full_recognition_is_attested_enters_the_profile_and_opens_the_gate(
    cast: Cast, staff: Actor, number: str
) -> None:
    check, person = GUARD_CHECKS["recognition_settled"], {cast.candidate.pk}
    assert check(person) == set()
    for _ in range(2):
        decide(staff, number, outcome="full", on=today(), key="k6k6k6k6")
    assert check(person) == person
    assert Person.objects.unscoped("test").get(pk=cast.candidate.person_id).eqf == 4
    row = Attestation.objects.unscoped("test").get()
    assert (row.what, row.issuer_name, row.method, row.source) == (
        "qualification",
        "Chamber",
        "recognition",
        number,
    )
    with pytest.raises(Refused) as refused:
        decide(staff, number, outcome="refused", on=today(), because="x")
    assert code_of(refused) == "already_decided"
    with pytest.raises(Refused) as refused:
        appeal(staff, number, on=today())
    assert code_of(refused) == "nothing_to_appeal"


def test_recognition_in_part_does_not_open_the_gate_until_the_appeal_is_upheld(
    cast: Cast, staff: Actor, number: str
) -> None:
    complete(number)
    start_clock(staff, number, on=today(5))
    stop_clock(staff, number, on=today(4), because="A stamp.")
    for _ in range(2):
        note_deficits(staff, number, ["Electrical safety", " "], key="k7k7k7k7")
    measure, again = (
        add_measure(staff, number, kind="course", title="Safety", hours=80, key="sent-twice") for _ in range(2)
    )
    assert measure == again
    for _ in range(2):
        assert measure_done(staff, measure, on=today(), key="k8k8k8k8") == number
    decide(staff, number, outcome="partial", on=today(), because="Safety is missing.")
    assert GUARD_CHECKS["recognition_settled"]([cast.candidate.pk]) == set()
    page = file_page(staff, number, on=today())
    assert page.file.deficits == ["Electrical safety"]
    assert page.measures[0].done_on == today()
    assert page.pauses[0].until == today()
    with pytest.raises(Refused) as refused:
        appeal(staff, number, on=today(), outcome="upheld")
    assert code_of(refused) == "unknown_outcome"
    with pytest.raises(Refused) as refused:
        appeal(staff, number, on=today(1))
    assert code_of(refused) == "before_the_decision"
    for _ in range(2):
        appeal(staff, number, on=today(), key="k9k9k9k9")
    appeal(staff, number, on=today(), outcome="dismissed")
    appeal(staff, number, on=today(), outcome="upheld")
    assert GUARD_CHECKS["recognition_settled"]([cast.candidate.pk]) == {cast.candidate.pk}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"country": "XX"}, "unknown_country"),
        ({"eqf": 9, "eqf_source": "x"}, "eqf_out_of_range"),
        ({"eqf": 5, "eqf_source": " "}, "eqf_without_source"),
        ({"statutory_days": 90}, "term_without_source"),
        ({"statutory_days": 90, "statutory_source": "law", "statutory_evidence": "Z"}, "term_without_source"),
        ({}, "already_open"),
    ],
)
def test_facts_without_sense_or_source_are_refused(
    cast: Cast, staff: Actor, number: str, facts: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        open_file(staff, cast.candidate.number, FileFacts(**{**KNOWN, **facts}))
    assert code_of(refused) == code


def test_a_change_that_meets_another_open_file_is_refused(cast: Cast, staff: Actor, number: str) -> None:
    other = open_file(staff, cast.candidate.number, FileFacts(country="BE"))
    with pytest.raises(Refused) as refused:
        change_file(staff, other, FileFacts(**KNOWN))
    assert code_of(refused) == "already_open"


def test_the_clock_refuses_what_cannot_be(staff: Actor, number: str) -> None:
    tomorrow = today(-1)
    for deed, code in (
        (lambda: stop_clock(staff, number, on=today(), because=" "), "reason_missing"),
        (lambda: stop_clock(staff, number, on=today(), because="x"), "clock_not_started"),
        (lambda: resume_clock(staff, number, on=today()), "clock_runs"),
        (lambda: start_clock(staff, number, on=tomorrow), "in_the_future"),
        (lambda: decide(staff, number, outcome="full", on=tomorrow), "in_the_future"),
        (lambda: decide(staff, number, outcome="full", on=today(9)), "before_the_file"),
        (lambda: decide(staff, number, outcome="lost", on=today()), "unknown_outcome"),
        (lambda: decide(staff, number, outcome="refused", on=today()), "reason_missing"),
        (lambda: add_measure(staff, number, kind="x", title="T"), "unknown_kind"),
        (lambda: add_measure(staff, number, kind="exam", title=" "), "title_missing"),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert code_of(refused) == code
    complete(number)
    start_clock(staff, number, on=today(2))
    stop_clock(staff, number, on=today(1), because="x")
    measure = add_measure(staff, number, kind="exam", title="T")
    for deed, code in (
        (lambda: start_clock(staff, number, on=today()), "clock_runs"),
        (lambda: stop_clock(staff, number, on=today(), because="x"), "stands_still"),
        (lambda: resume_clock(staff, number, on=today(2)), "before_the_stop"),
        (lambda: measure_done(staff, measure, on=tomorrow), "in_the_future"),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert code_of(refused) == code


def test_nobody_knows_who_decided_on_what(cast: Cast, staff: Actor) -> None:
    bare = open_file(staff, cast.candidate.number, FileFacts())
    with pytest.raises(Refused) as refused:
        decide(staff, bare, outcome="full", on=today())
    assert code_of(refused) == "authority_missing"
    decide(staff, bare, outcome="withdrawn", on=today(), because="The person changed plans.")


def test_strangers_reach_no_file(cast: Cast, staff: Actor, number: str) -> None:
    measure = add_measure(staff, number, kind="exam", title="T")
    for actor in (cast.mallory, cast.actors[Role.EMPLOYER], cast.actors[Role.TRAINING_PROVIDER]):
        assert actor
        for deed in (
            lambda actor=actor: decide(actor, number, outcome="full", on=today()),
            lambda actor=actor: open_file(actor, cast.candidate.number, FileFacts()),
            lambda actor=actor: measure_done(actor, measure, on=today()),
            lambda actor=actor: file_page(actor, number, on=today()),
        ):
            with pytest.raises(NotPermitted):
                deed()


def test_a_step_opens_a_file_for_whoever_has_none(cast: Cast, staff: Actor, number: str) -> None:
    fresh = make_candidate(cast.alpha, "Fresh")
    version = cast.alpha.versions.get()
    journeys = [
        Journey.objects.create(candidate=one, scheme_version=version, track="t", stage="s", since=today())
        for one in (cast.candidate, fresh)
    ]
    for _ in range(2):
        with writing(SYSTEM, "test", purpose=Purpose.JOURNEY) as note:
            moved = [Moved(one, None, False) for one in journeys]  # type: ignore[arg-type]
            open_recognition(Act(note, SYSTEM, timezone.now()), moved)
    assert RecognitionFile.objects.unscoped("test").count() == 2
    assert RecognitionFile.objects.unscoped("test").get(candidate=fresh).dossier.items.count() == 6


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    cast: Cast, staff: Actor, django_assert_num_queries
) -> None:
    for count in (3, 30):
        for one in range(count):
            open_file(staff, make_candidate(cast.alpha, f"M{count}-{one}").number, FileFacts())
        with django_assert_num_queries(3):
            assert len(lines_of(file_rows(staff, scheme="alpha"), on=today())) >= count
