"""A named person confirms a value of the law; what changes in it is noticed, with the cases it touches."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from people import Cast, make_vacancy

from passerelle.actions.pathways.confirm import Compared, confirm, withdraw_confirmation
from passerelle.actions.pathways.keep_versions import keep_versions
from passerelle.domain.access.actor import SYSTEM, NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.pathways.book import Book, book
from passerelle.domain.pathways.changes import Span
from passerelle.domain.pathways.parameters import Value
from passerelle.queries.cases.affected_cases import affected_cases
from passerelle.queries.cases.affected_page import affected_page
from passerelle.queries.pathways.law_confirmed import (
    changed_parameters,
    confirmed_digests,
    known_versions,
    parameter_page,
)
from passerelle.records.audit.models import Event
from passerelle.records.candidates.models import Candidate, Person
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.records.pathways.models import Confirmation, ParameterVersion
from passerelle.records.selection.models import Referral

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAME = "BE-VLG-HQ"


def compared(**other: object) -> Compared:
    known = Compared(book().parameters[NAME].digest, "codex.vlaanderen.be", "art. 5", date(2026, 3, 1))
    return replace(known, **other)


def test_a_confirmation_names_who_compared_what_when(cast: Cast) -> None:
    reviewer = cast.actors[Role.LAW_REVIEWER]
    confirm(reviewer, NAME, compared(), key="confirm-once")
    confirm(reviewer, NAME, compared(), key="confirm-once")
    page = parameter_page(cast.actors[Role.CASEWORKER], NAME)
    assert page.confirmed is not None
    assert (page.confirmed.by, page.confirmed.compared_on) == (reviewer.name, date(2026, 3, 1))
    assert confirmed_digests(reviewer) == {NAME: book().parameters[NAME].digest}
    assert Event.objects.filter(action="pathway.confirm").count() == 1
    assert not page.may_confirm
    assert parameter_page(reviewer, NAME).may_confirm


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"digest": "0" * 64}, "stale"),
        ({"official_text": " "}, "official_text_missing"),
        ({"article": ""}, "official_text_missing"),
        ({"on": date(2999, 1, 1)}, "compared_later"),
    ],
)
def test_a_confirmation_that_says_too_little_is_refused(cast: Cast, wrong: dict, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        confirm(cast.actors[Role.LAW_REVIEWER], NAME, compared(**wrong), key=None)
    assert refusal.value.problems[0].code == code
    assert not Confirmation.objects.exists()


def test_a_value_is_confirmed_once_and_nothing_is_confirmed_that_is_not_there(cast: Cast) -> None:
    reviewer = cast.actors[Role.LAW_REVIEWER]
    confirm(reviewer, NAME, compared(), key=None)
    with pytest.raises(Refused, match="already"):
        confirm(reviewer, NAME, compared(), key=None)
    with pytest.raises(Refused, match="no value"):
        confirm(reviewer, "IT-BC", compared(digest=book().parameters["IT-BC"].digest), key=None)
    with pytest.raises(NotPermitted):
        confirm(reviewer, "NO-SUCH", compared(), key=None)


def test_a_confirmation_is_taken_back_with_a_reason_and_stays_listed(cast: Cast) -> None:
    reviewer, digest = cast.actors[Role.LAW_REVIEWER], book().parameters[NAME].digest
    with pytest.raises(Refused, match="Nobody"):
        withdraw_confirmation(reviewer, NAME, digest=digest, why="It differs.", key=None)
    confirm(reviewer, NAME, compared(), key=None)
    for digest_sent, why, code in (("0" * 64, "It differs.", "stale"), (digest, "  ", "no_reason")):
        with pytest.raises(Refused) as refusal:
            withdraw_confirmation(reviewer, NAME, digest=digest_sent, why=why, key=None)
        assert refusal.value.problems[0].code == code
    for role in set(Role) - {Role.LAW_REVIEWER}:
        with pytest.raises(NotPermitted):
            withdraw_confirmation(cast.actors[role], NAME, digest=digest, why="x", key=None)
    with pytest.raises(NotPermitted):
        withdraw_confirmation(reviewer, "NO-SUCH", digest=digest, why="x", key=None)
    withdraw_confirmation(reviewer, NAME, digest=digest, why="It differs.", key="back-once")
    withdraw_confirmation(reviewer, NAME, digest=digest, why="It differs.", key="back-once")
    page = parameter_page(reviewer, NAME)
    assert page.confirmed is None
    assert page.withdrawn is not None
    assert (page.withdrawn.withdrawn_by, page.withdrawn.withdrawn_why) == (reviewer.name, "It differs.")
    assert confirmed_digests(reviewer) == {}
    confirm(reviewer, NAME, compared(), key=None)
    page = parameter_page(reviewer, NAME)
    assert (len(page.confirmations), page.withdrawn) == (2, None), "the history stays"
    assert page.confirmed is not None


def test_open_cases_that_rely_on_a_withdrawn_value_are_listed(cast: Cast) -> None:
    reviewer, journey = cast.actors[Role.LAW_REVIEWER], begun(cast)
    confirm(reviewer, NAME, compared(), key=None)
    on = date(2026, 3, 14)
    assert affected_page(cast.actors[Role.CASEWORKER], NAME, on=on).total == 0
    withdraw_confirmation(reviewer, NAME, digest=compared().digest, why="It differs.", key=None)
    found = affected_page(cast.actors[Role.CASEWORKER], NAME, on=on)
    assert [row.case.journey for row in found.rows] == [journey.number]
    assert cast.mallory is not None
    assert affected_page(cast.mallory, NAME, on=on).total == 0


def test_the_database_asks_who_took_it_back_and_why(cast: Cast) -> None:
    confirm(cast.actors[Role.LAW_REVIEWER], NAME, compared(), key=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.update(withdrawn_at=timezone.now())


def test_only_a_named_person_who_may_confirms(cast: Cast) -> None:
    for actor in (SYSTEM, *(cast.actors[role] for role in set(Role) - {Role.LAW_REVIEWER})):
        with pytest.raises(NotPermitted):
            confirm(actor, NAME, compared(), key=None)


def test_the_database_asks_for_the_official_text(cast: Cast) -> None:
    row = Confirmation(
        parameter=NAME, digest="x", official_text="", article="5", compared_on=date(2026, 1, 1),
        by_id=cast.actors[Role.SCHEME_MANAGER].id, at=timezone.now(),
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def later_law() -> Book:
    """The book with the values of Flanders for 2027."""
    old = book().parameters[NAME]
    values = (*old.values, Value({"general": 50_000, "lower": 40_000}, date(2027, 1, 1), date(2027, 12, 31)))
    changed = replace(old, values=values, digest="f" * 64)
    return replace(book(), parameters={**book().parameters, NAME: changed})


def begun(cast: Cast, candidate: Candidate | None = None, **facts: object) -> Journey:
    version = SchemeVersion.objects.get(scheme=cast.alpha)
    version.facts = {**version.facts, "route": [{"id": "be_single_permit"}]}
    version.save()
    return Journey.objects.create(
        candidate=candidate or cast.candidate, scheme_version=version, track="mobility", stage="contract",
        since=date(2026, 3, 1), **facts,
    )  # fmt: skip


def test_what_changed_is_told_with_its_days(cast: Cast) -> None:
    first = keep_versions(SYSTEM)
    assert len(first) == len(book().parameters)
    assert keep_versions(SYSTEM) == ()
    assert keep_versions(SYSTEM, later_law()) == (NAME,)
    assert ParameterVersion.objects.filter(parameter=NAME).count() == 2
    assert known_versions(NAME)[0].changed == (Span(date(2027, 1, 1), date(2027, 12, 31)),)
    assert changed_parameters(SYSTEM) == (NAME,)
    with pytest.raises(NotPermitted):
        keep_versions(cast.actors[Role.CASEWORKER])


SPAN = (Span(date(2027, 1, 1), date(2027, 12, 31)),)


def told(cast: Cast, role: Role = Role.CASEWORKER, on: date = date(2026, 3, 14)) -> list[str]:
    return [one.journey for one in affected_cases(cast.actors[role], NAME, SPAN, on=on)]


def test_an_open_case_without_a_decision_may_still_be_touched(cast: Cast) -> None:
    journey = begun(cast)
    assert told(cast) == [journey.number]
    assert told(cast, on=date(2028, 1, 1)) == []
    assert affected_cases(cast.actors[Role.CASEWORKER], NAME, (), on=date(2026, 3, 14)) == ()
    assert cast.mallory is not None
    cast.actors[Role.CASEWORKER] = cast.mallory
    assert told(cast) == []


def test_a_decision_before_the_change_is_out_of_reach(cast: Cast) -> None:
    journey = begun(cast)
    at = timezone.make_aware(timezone.datetime(2026, 11, 2))
    StageChange.objects.create(journey=journey, before="filed", event="permit_granted", after="granted", at=at)
    assert told(cast) == []


def test_the_vacancys_own_route_outweighs_the_schemes(cast: Cast) -> None:
    begun(cast)
    dutch = make_vacancy(cast.alpha, cast.employer, route="nl_hsm")
    Referral.objects.create(candidate=cast.candidate, vacancy=dutch)
    assert told(cast) == []


def test_an_ended_case_is_not_touched(cast: Cast) -> None:
    begun(cast, ended_on=date(2026, 3, 2))
    assert told(cast) == []


@pytest.mark.parametrize("many", [3, 30])
def test_the_list_reads_the_same_few_times(cast: Cast, many: int, django_assert_num_queries) -> None:
    for place in range(many):
        person = Person.objects.create(family_name=f"N{place}")
        begun(cast, Candidate.objects.create(person=person, scheme=cast.alpha))
    with django_assert_num_queries(4):
        assert len(told(cast)) == many
