"""The application's page says what would raise the odds, or that it is unknown."""

import pytest
from django.urls import reverse
from matching_cast import scheme_facts, state
from people import Cast, make_candidate, make_cast
from web.conftest import signed_in

from passerelle.domain.access.roles import Role
from passerelle.records.calls.models import Application, Call
from passerelle.records.partnerships.models import SchemeVersion
from passerelle.web.shared.access import today

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def cast(db: None) -> Cast:
    made = make_cast()
    state(made.alpha, scheme_facts())
    SchemeVersion.objects.filter(scheme=made.alpha).update(facts={**scheme_facts(), "gate": []})
    return made


def apply(cast: Cast) -> str:
    call = Call.objects.create(
        scheme=cast.alpha, track="home", opens_on=today(), state="published", languages=["en"],
        texts={"en": {"title": "Call"}}, fields=[{"code": "french", "needed": True}],
    )  # fmt: skip
    made = Application.objects.create(call=call, person=cast.candidate.person, answers={"french": "A2"})
    return reverse("own-application", args=[made.number])


def page(cast: Cast, address: str) -> str:
    text = signed_in(cast.actors[Role.CANDIDATE]).get(address).content.decode()
    return text.split("What would raise your chances")[1]


def test_without_evidence_it_is_unknown(cast: Cast) -> None:
    assert "unknown" in page(cast, apply(cast))


def test_a_published_level_is_named(cast: Cast) -> None:
    gate = {
        "id": "fr",
        "kind": "language",
        "label": "French B1",
        "language": "fr",
        "level": "B1",
        "confirmed": True,
    }
    SchemeVersion.objects.filter(scheme=cast.alpha).update(facts={**scheme_facts(), "gate": [gate]})
    assert "French B1 is asked." in page(cast, apply(cast))


def test_earlier_answers_are_counted_and_nothing_else_of_anybody_is_told(cast: Cast) -> None:
    earlier = Call.objects.create(scheme=cast.alpha, track="home", opens_on=today(), state="closed")
    staff = cast.actors[Role.CASEWORKER].id
    for n in range(40):
        person = make_candidate(cast.alpha, f"Somebody{n}")
        level, state_ = ("B1", "selected") if n < 20 else ("A1", "not_selected")
        Application.objects.create(
            call=earlier, person=person.person, candidate=person, state=state_, answers={"french": level},
            handed_in_at="2026-01-01T00:00Z", reason_code="places" if n >= 20 else "", decided_by_id=staff,
        )  # fmt: skip
    text = page(cast, apply(cast))
    assert "20 of 20 with it were selected, 0 of 20 without it" in text
    assert "Somebody" not in text
