"""A no of one employer is no end of the case: the person is back on the list, until somebody closes it."""

import pytest
from django.utils import timezone
from matching_cast import Matched, asking, make_matched, scheme_facts, state

from passerelle.actions.cases.screen import Recording, screen
from passerelle.actions.interviews.answer_shortlist import answer_shortlist
from passerelle.actions.matching.accept import accept_many
from passerelle.actions.matching.offers import make_offer, release_offer
from passerelle.actions.matching.referral_life import agree, end_referral
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.folder import load_folder, shipped_folder
from passerelle.records.journeys.models import Journey, StageChange
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Referral

SCHEMES = load_folder(shipped_folder())
pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched() -> Matched:
    made = make_matched()
    state(made.cast.alpha, {**scheme_facts(), "track": SCHEMES["digex"].normalised()["track"]})
    rows = [(made.proposal(one).number, 1) for one in (made.best, made.second)]
    accept_many(made.caseworker, made.run.number, rows, shown_at=None, key=None)
    return made


def case(matched: Matched) -> Journey:
    return Journey.objects.unscoped("test").get(candidate=matched.best)


def referral(matched: Matched) -> Referral:
    return Referral.objects.unscoped("test").get(candidate=matched.best, ended_at__isnull=True)


def more(matched: Matched) -> Referral:
    other = asking(matched.cast, title="Another")
    return Referral.objects.create(candidate=matched.best, vacancy=other, agreed_at=timezone.now())


@pytest.mark.parametrize("agreed", [True, False])
def test_a_no_on_the_shortlist_leads_back_to_the_list_with_its_reason(matched: Matched, agreed: bool) -> None:
    one = referral(matched)
    if agreed:
        agree(matched.caseworker, one.number)
    answer_shortlist(matched.employer, {one.number: "other_skills"})
    assert (case(matched).stage, case(matched).ended_on) == ("tested", None)
    last = StageChange.objects.filter(journey=case(matched)).last()
    assert last is not None
    assert (last.event, last.reason_code) == ("not_retained", "profile_not_retained")
    one.refresh_from_db()
    assert (one.end_code, one.reason_code) == ("employer_declined", "other_skills")
    told = Message.objects.filter(recipient=matched.best.person.number).exclude(template="referred")
    assert [message.template for message in told] == ["referral_ended"], "one no, one message"


def test_whoever_another_employer_still_looks_at_stays_there(matched: Matched) -> None:
    one = referral(matched)
    agree(matched.caseworker, one.number)
    more(matched)
    answer_shortlist(matched.employer, {one.number: "other_skills"})
    assert case(matched).stage == "agreed"


def test_a_wish_before_consent_waits_for_it(matched: Matched) -> None:
    one = referral(matched)
    answer_shortlist(matched.employer, {one.number: "interview"})
    assert case(matched).stage == "referred"
    agree(matched.caseworker, one.number)
    assert case(matched).stage == "shortlisted"


@pytest.mark.parametrize("code", ["employer_withdrew", "candidate_declined", "term_passed"])
def test_an_offer_that_comes_to_nothing_leads_back(matched: Matched, code: str) -> None:
    one = _offered(matched)
    release_offer(matched.caseworker, one, code=code)
    assert (case(matched).stage, case(matched).ended_on) == ("tested", None)
    ended = Referral.objects.unscoped("test").get(candidate=matched.best)
    assert ended.end_code == code
    assert StageChange.objects.filter(journey=case(matched)).last().reason_code == code  # type: ignore[union-attr]


def test_after_an_offer_the_case_stands_where_the_other_referral_stands(matched: Matched) -> None:
    one = _offered(matched)
    more(matched)
    release_offer(matched.caseworker, one, code="employer_withdrew")
    assert case(matched).stage == "agreed"


@pytest.mark.parametrize(
    ("code", "event"), [("candidate_declined", "offer_declined"), ("vacancy_closed", "offer_withdrawn")]
)
def test_a_referral_ended_with_its_offer_leads_back(matched: Matched, code: str, event: str) -> None:
    _offered(matched)
    end_referral(matched.caseworker, referral(matched).number, code=code)
    assert case(matched).stage == "tested"
    assert StageChange.objects.filter(journey=case(matched)).last().event == event  # type: ignore[union-attr]


def test_a_recorded_no_ends_what_was_put_forward(matched: Matched) -> None:
    one = case(matched)
    with pytest.raises(Refused) as refused:
        screen(matched.caseworker, {one.number: one.version}, Recording("not_retained", ""))
    assert refused.value.problems[0].code == "reason_missing"
    screen(matched.caseworker, {one.number: one.version}, Recording("not_retained", "profile_not_retained"))
    assert case(matched).stage == "tested"
    assert not Referral.objects.unscoped("test").filter(candidate=matched.best, ended_at__isnull=True).exists()


def test_only_an_explicit_step_closes_the_case(matched: Matched) -> None:
    answer_shortlist(matched.employer, {referral(matched).number: "enough_people"})
    one = case(matched)
    screen(matched.caseworker, {one.number: one.version}, Recording("no_place_found", "no_offer_found"))
    assert case(matched).ended_on is not None


def _offered(matched: Matched) -> str:
    one = referral(matched)
    agree(matched.caseworker, one.number)
    Journey.objects.unscoped("test").filter(candidate=matched.best).update(stage="interviewed")
    return make_offer(matched.employer, one.number, key=None).offer
