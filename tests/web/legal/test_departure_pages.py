"""The departure board through its page."""

import pytest
from contract_cast import Hired, another, make_hired, signed_contract
from django.urls import reverse
from django.utils import timezone
from matching_cast import scheme_facts, state
from web.conftest import signed_in

from passerelle.records.candidates.models import Person
from passerelle.records.permits.models import Briefing, ExitStatement, Preparation, Travel

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def hired(db: None) -> Hired:
    made = make_hired()
    state(made.cast.alpha, scheme_facts())
    return made


def _day() -> str:
    return timezone.localdate().isoformat()


def test_the_board_says_what_is_missing_and_who_said_what(hired: Hired) -> None:
    client, address = signed_in(hired.staff), reverse("departures")
    assert client.get(address).status_code == 200
    signed_contract(hired)
    assert hired.journey.number in client.get(address).content.decode()
    sent = {"journeys": hired.journey.number, "deed": "settle"}
    facts = {"settle-code": "housing", "settle-on": _day(), "settle-evidence": "lease"}
    assert client.post(address, {**sent, **facts, "journeys": "J-NOTHING"}).status_code == 422
    assert client.post(address, {**facts, "deed": "settle"}).status_code == 422
    assert client.post(address, {**sent, "deed": "dance"}).status_code == 200
    assert client.post(address, {**sent, **facts}).status_code == 302
    assert Preparation.objects.get().evidence == "lease"
    text = client.get(address).content.decode()
    assert "lease" in text
    assert Preparation.objects.get().recorded_by.name in text


def test_journeys_and_briefings_of_all_that_are_ticked(hired: Hired) -> None:
    other = another(hired)
    for one in (hired, other):
        signed_contract(one)
    client, address = signed_in(hired.staff), reverse("departures")
    ticked = {"case": [hired.journey.number, other.journey.number]}
    travel = {"deed": "travel", "travel-leaves_on": _day(), "travel-leaves_from": "Rabat", "travel-goes_to": "Gent",
              "travel-carrier": "an airline", "travel-met_by": "Ms Peeters"}  # fmt: skip
    assert client.post(address, {**ticked, **travel, "travel-carrier": ""}).status_code == 422
    assert client.post(address, {**ticked, **travel}).status_code == 302
    briefing = {"deed": "briefing", "briefing-on": _day(), "briefing-language": "fr", "briefing-held_by": "Mr Diop",
                "briefing-topics": ["rights", "emergency"]}  # fmt: skip
    assert client.post(address, {**ticked, **briefing}).status_code == 302
    assert (Travel.objects.count(), Briefing.objects.count()) == (2, 2)
    text = client.get(address).content.decode()
    assert "Ms Peeters" in text
    assert "Mr Diop" in text
    assert client.get(address, {"group": "G-NOTHING"}).content.decode().count("Ms Peeters") == 0


def test_an_authoritys_statement_where_nothing_is_known(hired: Hired) -> None:
    Person.objects.unscoped("test").update(nationality="EG")
    hired.candidate.brought_by = None
    hired.candidate.save()
    signed_contract(hired)
    client, address = signed_in(hired.staff), reverse("departures")
    assert "not known here" in client.get(address).content.decode()
    sent = {"deed": "exit", "case": [hired.journey.number], "exit-authority": "Ministry", "exit-says_on": _day(),
            "exit-evidence": "letter 12", "exit-source": "by post"}  # fmt: skip
    assert client.post(address, {**sent, "exit-source": " "}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert ExitStatement.objects.get().recorded_by_id == hired.staff.id
    assert "letter 12" in client.get(address).content.decode()
    gone = {"deed": "withdraw", "case": [hired.journey.number], "withdraw-because": "meant for somebody else"}
    assert client.post(address, {**gone, "withdraw-because": " "}).status_code == 422
    assert client.post(address, gone).status_code == 302
    assert ExitStatement.objects.get().withdrawn_because == "meant for somebody else"
    assert "letter 12" not in client.get(address).content.decode()
    assert "No statement counts for this case." in client.post(address, gone).content.decode()
