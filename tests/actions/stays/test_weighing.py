"""A change is held against the law of its route: from the stay's own facts, again with what the team states."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from leaving_cast import at_work, depart, make_leaving
from people import make_organisation, make_vacancy

from passerelle.actions.stays.ask_change import ask_change
from passerelle.actions.stays.confirm import Confirmed, confirm_stays
from passerelle.actions.stays.decide_change import decide_change
from passerelle.actions.stays.weigh_change import Bearing, weigh_change
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.pathways.book import book
from passerelle.domain.stays.changes import Wish
from passerelle.domain.stays.conditions import Held
from passerelle.queries.pathways.changed_job import new_jobs
from passerelle.queries.stays.stay_page import stay_page
from passerelle.records.pathways.models import Confirmation
from passerelle.records.stays.circumstances import circumstances
from passerelle.records.stays.models import Stay, StayChange

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def today() -> date:
    return timezone.localdate()


def ago(days: int) -> date:
    return today() - timedelta(days)


def verdicts(row: StayChange) -> dict[str, str]:
    return {one["code"]: one["verdict"] for one in row.conditions}


def refused(act: object, *args: object, **named: object) -> str:
    with pytest.raises(Refused) as found:
        act(*args, **named)  # type: ignore[operator]
    return found.value.problems[0].code


def test_the_facts_of_the_stay_answer_what_the_route_asks() -> None:
    hired, stay = at_work()
    row = ask_change(hired.cast.actors[Role.CANDIDATE], stay.number, Wish("employer"))
    assert verdicts(row) == {
        "permit_covers": "not_assessable", "first_employer_period": "met",
        "labour_market_check": "not_assessable", "objection": "not_assessable", "notice": "not_assessable",
    }  # fmt: skip
    first = next(one for one in row.conditions if one["code"] == "first_employer_period")
    assert (first["parameter"], first["evidence"], first["confirmed"]) == ("SP-03", "B", False)
    assert (first["have"], first["need"], row.assessed_on) == (9, 6, today())


def test_a_route_without_a_row_on_changes_leaves_gaps_and_no_answer_is_invented() -> None:
    hired, stay = at_work(route="de_16a", country="DE")
    row = ask_change(hired.staff, stay.number, Wish("employer"))
    assert {one["code"] for one in row.conditions if one["why"] == "not_held"} == {
        "first_employer_period", "labour_market_check", "objection", "notice",
    }  # fmt: skip


def test_what_the_team_states_is_weighed_and_stays_beside_the_decision() -> None:
    hired, stay = at_work(days=60)
    row = ask_change(hired.cast.actors[Role.CANDIDATE], stay.number, Wish("employer"))
    assert verdicts(row)["first_employer_period"] == "not_assessable"
    found = weigh_change(hired.staff, row.number, Bearing(noticed_on=ago(46), breach=True))
    assert (found.answer, verdicts(found)["first_employer_period"]) == ("", "met")
    assert (verdicts(found)["notice"], verdicts(found)["objection"]) == ("met", "met")
    law = book().parameters
    for name in ("SP-03", "SP-04"):
        Confirmation.objects.create(
            parameter=name, digest=law[name].digest, official_text="OJ", article="1", compared_on=today(),
            by_id=hired.staff.id, at=timezone.now(),
        )  # fmt: skip
    done = decide_change(hired.staff, row.number, "declined", note_text="Not yet.")
    first = next(one for one in done.conditions if one["code"] == "first_employer_period")
    assert (first["verdict"], first["confirmed"]) == ("met", True)
    assert refused(weigh_change, hired.staff, row.number, Bearing()) == "already_decided"


def test_only_the_team_weighs_and_nothing_impossible_is_kept() -> None:
    hired, stay = at_work()
    site = ask_change(hired.staff, stay.number, Wish("site", site="Lepe"))
    other = ask_change(hired.staff, stay.number, Wish("employer"))
    for role in (Role.EMPLOYER, Role.CANDIDATE):
        with pytest.raises(NotPermitted):
            weigh_change(hired.cast.actors[role], other.number, Bearing(breach=True))
    assert refused(weigh_change, hired.staff, other.number, Bearing(noticed_on=ago(-1))) == "day_to_come"
    assert refused(weigh_change, hired.staff, site.number, Bearing(breach=True)) == "another_kind"
    assert refused(weigh_change, hired.staff, other.number, Bearing(vacancy="V-0")) == "unknown_vacancy"
    assert refused(weigh_change, hired.staff, other.number, Bearing(), version=other.version + 1) == "stale"
    other.refresh_from_db()
    assert (other.breach, other.noticed_on) == (None, None)


def test_the_new_job_is_held_against_its_route_with_the_days_of_a_change() -> None:
    hired, stay = at_work(route="nl_hsm", country="NL")
    post = make_vacancy(hired.cast.alpha, make_organisation("Other firm"), route="nl_hsm", country="NL")
    begins = today() + timedelta(40)
    row = ask_change(hired.staff, stay.number, Wish("employer", from_on=begins))
    assert new_jobs(hired.staff, [row], on=today()) == {}
    weigh_change(hired.staff, row.number, Bearing(vacancy=post.number))
    found = stay_page(hired.staff, stay.number, on=today()).new_jobs[row.pk]
    finding = next(one for one in found if one.route.id == "nl_hsm")
    pay = next(one for one in finding.conditions if one.parameter.startswith("NL-HSM"))
    assert (pay.anchor_event, pay.anchor_date) == ("contract_start", begins)
    # The person's own page and a host's are not asked for it.
    person = stay_page(hired.cast.actors[Role.CANDIDATE], stay.number, on=today())
    assert person.new_jobs == {}


def test_a_change_of_employer_goes_on_counting_and_a_second_one_is_counted() -> None:
    hired, stay = at_work()
    post = make_vacancy(hired.cast.alpha, make_organisation("Other firm"))
    row = ask_change(hired.staff, stay.number, Wish("employer", vacancy=post.number))
    became = decide_change(hired.staff, row.number, "accepted", note_text="ok").became
    assert became is not None
    confirm_stays(hired.staff, [Confirmed(became.number, started_on=today())])
    became.refresh_from_db()
    held = circumstances(became, today=today())
    assert (held.changed, held.began_on, held.worked_since, held.with_host_since) == (
        1, ago(300), ago(300), today(),
    )  # fmt: skip
    assert circumstances(stay, today=today()).with_host_since == ago(300)


def test_what_is_not_recorded_is_not_known() -> None:
    [hired] = make_leaving()
    [stay] = depart([hired])
    held = circumstances(stay, today=today())
    assert (held.permit_from, held.worked_since, held.breach, held.noticed_on) == (None, None, None, None)
    assert isinstance(held, Held)


def test_seasons_count_for_the_person_and_not_the_stretch_itself() -> None:
    _hired, stay = at_work()
    former = Stay.objects.create(
        journey=stay.journey, ordinal=stay.ordinal + 1, kind="season", host=stay.host, arrived_on=ago(400),
        started_on=ago(400), ended_on=ago(380), end_code="planned",
    )  # fmt: skip
    assert circumstances(stay, today=today()).seasons == ()  # not a season itself
    stay.kind = Stay.Kind.SEASON
    stay.save()
    assert circumstances(stay, today=today()).seasons == ((former.started_on, former.ended_on),)
