"""A course abroad is taken during a stay, asks for no posts, and attests like any other."""

from datetime import date

import pytest
from django.utils import timezone
from stay_cast import Placed, make_placed

from passerelle.actions.training.enrol import enrol
from passerelle.actions.training.group_life import begin_group, open_group
from passerelle.actions.training.plan_course import CourseFacts, plan_course
from passerelle.actions.training.plan_group import GroupFacts, plan_group
from passerelle.actions.training.results import Result, enter_results
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.dossiers.models import Attestation
from passerelle.records.training.models import Course, Enrolment

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PLAN = "http://data.europa.eu/esco/skill/business-plan"


def group_abroad(placed: Placed, kind: str = "cooperative") -> str:
    manager = placed.actor(Role.SCHEME_MANAGER)
    course = plan_course(manager, "alpha", CourseFacts(title=kind, kind=kind, skills=(PLAN,)))
    group = plan_group(manager, course, GroupFacts(name="Huelva", seats=5, abroad=True))
    assert open_group(manager, group) == 0  # no posts, and no reason asked
    return group


@pytest.mark.parametrize("kind", ["business", "cooperative", "entrepreneurship", "soft_skills"])
def test_what_is_learned_abroad_enters_the_profile(kind: str) -> None:
    placed = make_placed()
    manager, group = placed.actor(Role.SCHEME_MANAGER), group_abroad(placed, kind)
    assert kind in Course.Kind.values
    enrol(manager, group, [placed.hired.candidate.number])
    assert Enrolment.objects.unscoped("test").get().stay == placed.stay.number
    begin_group(manager, group)
    enter_results(manager, group, [Result(placed.hired.candidate.number, True)], issued_on=timezone.localdate())
    told = Attestation.objects.unscoped("test").get()
    assert (told.skill, told.issuer_name, told.source) == (PLAN, "Alpha", group)
    placed.hired.candidate.person.refresh_from_db()
    assert placed.hired.candidate.person.skills == [{"uri": PLAN, "how": "attested"}]


@pytest.mark.parametrize("change", [{"arrived_on": None, "started_on": None}, {"ended_on": date(2026, 6, 1)}])
def test_who_is_not_abroad_takes_no_part(change: dict[str, object]) -> None:
    placed = make_placed()
    for name, value in change.items():
        setattr(placed.stay, name, value)
    placed.stay.end_code = "return" if placed.stay.ended_on else ""
    placed.stay.save()
    with pytest.raises(Refused) as refused:
        enrol(placed.actor(Role.SCHEME_MANAGER), group_abroad(placed), [placed.hired.candidate.number])
    assert refused.value.problems[0].code == "not_on_a_stay"
    assert not Enrolment.objects.unscoped("test").exists()
