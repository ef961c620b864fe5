"""The employer's answer to its nameless shortlist."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from matching_cast import Matched, make_matched
from people import make_candidate
from web.conftest import signed_in

from passerelle.actions.interviews.answer_shortlist import Answered, answer_shortlist
from passerelle.actions.matching.offers import make_offer
from passerelle.actions.matching.referral_life import agree
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.records.candidates.models import Candidate
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Referral

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched() -> Matched:
    return make_matched(run=False)


def referred(matched: Matched, candidate: Candidate) -> Referral:
    return Referral.objects.create(candidate=candidate, vacancy=matched.developer)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_interviews_and_noes_are_told(matched: Matched) -> None:
    one, two = referred(matched, matched.best), referred(matched, matched.third)
    answers = {one.number: "interview", two.number: "other_skills"}
    assert answer_shortlist(matched.employer, answers, key="k" * 12) == Answered(1, 1)
    assert answer_shortlist(matched.employer, answers, key="k" * 12) == Answered(1, 1)
    two.refresh_from_db()
    assert (two.end_code, two.ended_at is not None) == ("employer_declined", True)
    assert Message.objects.get(template="shortlisted").recipient == matched.best.person.number
    assert Message.objects.get(template="referral_ended").facts["code"] == "other_skills"


def test_all_or_nothing(matched: Matched) -> None:
    one, two, three = (referred(matched, who) for who in (matched.best, matched.second, matched.third))
    agree(matched.manager, one.number)
    make_offer(matched.manager, one.number, key=None)
    answer_shortlist(matched.employer, {two.number: "enough_people"})
    answers = {one.number: "interview", two.number: "interview", three.number: "interview", "F-0": "interview"}
    with pytest.raises(Refused) as refused:
        answer_shortlist(matched.employer, answers)
    assert sorted(codes(refused)) == ["has_an_offer", "referral_ended", "unknown_referral"]
    for wrong, code in (({}, "nothing_chosen"), ({three.number: "ugly"}, "unknown_code")):
        with pytest.raises(Refused) as refused:
            answer_shortlist(matched.employer, wrong)
        assert codes(refused) == [code]
    assert matched.cast.mallory is not None
    with pytest.raises(Refused):
        answer_shortlist(matched.cast.mallory, {three.number: "interview"})


def test_the_page_shows_no_name_and_keeps_what_was_chosen(matched: Matched) -> None:
    row = referred(matched, matched.best)
    client = signed_in(matched.actors[Role.EMPLOYER])
    page = client.get(reverse("shortlist-answer")).content.decode()
    assert matched.best.number in page
    assert "Alami" not in page
    assert client.post(reverse("shortlist-answer"), {f"answer-{row.number}": "ugly"}).status_code == 422
    assert client.post(reverse("shortlist-answer"), {f"answer-{row.number}": "interview"}).status_code == 302


def test_few_and_many_ask_the_same_queries(matched: Matched) -> None:
    counts = []
    for size in (3, 30):
        rows = [referred(matched, make_candidate(matched.cast.alpha, f"P{n}")) for n in range(size)]
        answers = {row.number: ("interview" if n % 2 else "other_skills") for n, row in enumerate(rows)}
        with CaptureQueriesContext(connection) as queries:
            answer_shortlist(matched.employer, answers)
        counts.append(len(queries))
    assert counts[0] == counts[1]
