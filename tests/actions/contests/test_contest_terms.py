"""The terms of a contest are the scheme's own, told as dates; afterwards it is too late, and overdue ones show."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone
from matching_cast import Matched, make_matched, scheme_facts, sign_in_as, state
from web.conftest import signed_in

from passerelle.actions.contests.open_contest import open_contest
from passerelle.actions.interviews.answer_shortlist import answer_shortlist
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.people.actors import actor_of
from passerelle.records.accounts.models import User
from passerelle.records.contests.models import Contest
from passerelle.records.selection.models import Referral
from passerelle.web.shared.labels import day

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TERMS = "\n[contests]\ndays_to_contest = 10\ndays_to_decide = 5\n"


@pytest.fixture
def matched() -> Matched:
    made = make_matched(run=False)
    state(made.cast.alpha, scheme_facts(more=TERMS))
    return made


def refused_person(matched: Matched) -> tuple[Actor, str]:
    row = Referral.objects.create(candidate=matched.best, vacancy=matched.developer)
    answer_shortlist(matched.employer, {row.number: "other_skills"})
    sign_in_as(matched.best, matched.actors[Role.CANDIDATE])
    account = User.objects.get(pk=matched.actors[Role.CANDIDATE].id)
    return actor_of(account, on=timezone.localdate()), row.number


def opened(actor: Actor, number: str, on: date) -> Contest:
    made = open_contest(actor, number, statement="Wrong skill.", answers={}, on=on)
    return Contest.objects.unscoped("test").get(number=made)


def test_the_terms_are_the_schemes_own_and_the_person_reads_the_dates(matched: Matched) -> None:
    actor, number = refused_person(matched)
    today = timezone.localdate()
    last = today + timedelta(days=10)
    page = signed_in(actor).get(reverse("own-contest", args=[number])).content.decode()
    assert f"until {day(last)}" in page
    assert "within 5 days" in page
    assert "the scheme's own choice" in unescape(page)
    assert opened(actor, number, last).due_on == last + timedelta(days=5)


def test_after_the_last_day_it_is_too_late(matched: Matched) -> None:
    actor, number = refused_person(matched)
    with pytest.raises(Refused) as refused:
        opened(actor, number, timezone.localdate() + timedelta(days=11))
    assert refused.value.problems[0].code == "too_late"
    assert not Contest.objects.unscoped("test").exists()


def test_without_terms_in_the_file_the_default_is_said(matched: Matched) -> None:
    state(matched.cast.alpha, scheme_facts())
    actor, number = refused_person(matched)
    page = signed_in(actor).get(reverse("own-contest", args=[number])).content.decode()
    assert "within 21 days" in page
    assert "default of this platform" in page


def test_contests_past_their_term_show_on_the_caseload(matched: Matched) -> None:
    actor, number = refused_person(matched)
    client = signed_in(matched.caseworker)
    assert "past its term" not in client.get(reverse("caseload")).content.decode()
    contest = opened(actor, number, timezone.localdate())
    Contest.objects.unscoped("test").filter(pk=contest.pk).update(
        due_on=timezone.localdate() - timedelta(days=1)
    )
    page = client.get(reverse("caseload")).content.decode()
    assert "contest past its term" in page
    assert reverse("contests-kept") + "?show=overdue" in page
