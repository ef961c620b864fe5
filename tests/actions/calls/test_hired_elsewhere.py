"""A place closes the person's applications in every scheme, tells each, reveals nothing, and can be undone."""

import pytest
from django.urls import reverse
from django.utils import timezone
from matching_cast import Matched, asking, make_matched, scheme_facts, sign_in_as, state
from people import make_candidate
from web.conftest import signed_in

from passerelle.actions.calls.apply_many import apply_many
from passerelle.actions.calls.reopen import reopen
from passerelle.actions.calls.save_call import CallFacts, publish_call, write_call
from passerelle.actions.matching.accept_offer import accept_offer
from passerelle.actions.matching.offers import make_offer, release_offer
from passerelle.actions.matching.referral_life import agree
from passerelle.domain.access.actor import SYSTEM, Actor
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.folder import load_folder, shipped_folder
from passerelle.queries.people.actors import actor_of
from passerelle.records.accounts.models import User
from passerelle.records.audit.models import Event
from passerelle.records.calls.models import Application
from passerelle.records.candidates.models import Candidate
from passerelle.records.journeys.models import Journey
from passerelle.records.outbox.models import Message
from passerelle.records.selection.models import Referral
from passerelle.web.shared.access import today

SCHEMES = load_folder(shipped_folder())
pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def matched() -> Matched:
    made = make_matched(run=False)
    for scheme in (made.cast.alpha, made.cast.beta):
        state(scheme, {**scheme_facts(), "track": SCHEMES["digex"].normalised()["track"]})
    return made


@pytest.fixture
def elsewhere(matched: Matched) -> Application:
    """The same person's application in another scheme, with its case."""
    twin = make_candidate(matched.cast.beta, "Alami")
    Candidate.objects.unscoped("test").filter(pk=twin.pk).update(person=matched.best.person)
    facts = CallFacts(
        track="mobility", opens_on=today(), places=1, languages=["fr"], texts={"fr": {"title": "B"}}, fields=[]
    )
    call = write_call(SYSTEM, "beta", facts)
    publish_call(SYSTEM, call)
    apply_many(SYSTEM, call, [twin.number], on=today())
    return Application.objects.unscoped("test").get(call__number=call)


def hired(matched: Matched) -> str:
    vacancy = asking(matched.cast, title="Job")
    row = Referral.objects.create(candidate=matched.best, vacancy=vacancy)
    begun = Journey.objects.unscoped("test").filter(candidate=matched.best).exists()
    assert not begun
    version = matched.cast.alpha.versions.get()
    Journey.objects.create(
        candidate=matched.best, scheme_version=version, track="mobility", stage="interviewed", since=today()
    )
    agree(matched.caseworker, row.number)
    offer = make_offer(matched.employer, row.number, key=None).offer
    accept_offer(matched.caseworker, offer)
    return offer


def person(matched: Matched) -> Actor:
    sign_in_as(matched.best, matched.actors[Role.CANDIDATE])
    return actor_of(User.objects.get(pk=matched.actors[Role.CANDIDATE].id), on=timezone.localdate())


def test_an_application_elsewhere_closes_with_its_case_and_its_message(
    matched: Matched, elsewhere: Application
) -> None:
    hired(matched)
    elsewhere.refresh_from_db()
    assert (elsewhere.state, elsewhere.reason_code) == ("closed", "placed_elsewhere")
    case = Journey.objects.unscoped("test").get(candidate=elsewhere.candidate_id)
    assert case.ended_on is not None
    told = Message.objects.get(template="application_closed", facts={"scheme": "Beta"})
    assert told.scheme_code == "beta", "the scheme of the call speaks, not the one of the place"
    assert not case.changes.filter(by__isnull=False, event="withdrew").exists(), (
        "nobody of the first team is named"
    )


def test_the_first_team_reads_nothing_of_the_other_scheme(matched: Matched, elsewhere: Application) -> None:
    hired(matched)
    case = Journey.objects.unscoped("test").get(candidate=elsewhere.candidate_id)
    named = {elsewhere.number, case.number}
    for event in Event.objects.filter(scheme_code="alpha"):
        assert not named & set(event.subjects)
    closing = Event.objects.get(action="application.close")
    assert (closing.scheme_code, closing.actor_id) == ("beta", None)


def test_a_place_that_comes_to_nothing_can_be_undone_by_the_person(
    matched: Matched, elsewhere: Application
) -> None:
    offer = hired(matched)
    actor = person(matched)
    with pytest.raises(Refused) as refused:
        reopen(actor, elsewhere.number)
    assert refused.value.problems[0].code == "has_a_place"
    Journey.objects.unscoped("test").filter(candidate=matched.best).update(stage="offered")
    release_offer(matched.caseworker, offer, code="employer_withdrew")
    assert Message.objects.filter(template="application_may_reopen", facts={"scheme": "Beta"}).count() == 1
    client = signed_in(actor)
    page = client.get(reverse("own-application", args=[elsewhere.number])).content.decode()
    address = reverse("own-application-reopen", args=[elsewhere.number])
    assert address in page
    assert client.post(address).status_code == 302
    elsewhere.refresh_from_db()
    assert (elsewhere.state, elsewhere.ended_at) == ("handed_in", None)
    cases = Journey.objects.unscoped("test").filter(candidate=elsewhere.candidate_id, ended_on__isnull=True)
    assert cases.count() == 1
    with pytest.raises(Refused) as refused:
        reopen(actor, elsewhere.number)
    assert refused.value.problems[0].code == "not_closed_for_a_place"
