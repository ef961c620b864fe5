"""The person's own contract, each text to keep, and her departure."""

import pytest
from contract_cast import TERMS, Hired, make_contract, make_hired, signed_contract
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from matching_cast import scheme_facts, state
from web.conftest import signed_in

from passerelle.actions.contracts.sign_and_file import ask_for_signatures
from passerelle.actions.contracts.write import Said, write_version
from passerelle.actions.permits.exit_word import Word, record_exit_statement
from passerelle.actions.permits.travelling import Booked, Held, book_travel, hold_briefing
from passerelle.domain.access.roles import Role
from passerelle.records.candidates.models import Person
from passerelle.records.permits.models import Briefing
from passerelle.records.signing.models import Paper

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def hired(db: None) -> Hired:
    made = make_hired()
    state(made.cast.alpha, scheme_facts())
    return made


def _me(hired: Hired) -> Client:
    return signed_in(hired.cast.actors[Role.CANDIDATE])


def test_each_version_with_language_digest_and_text_to_keep(hired: Hired) -> None:
    number = signed_contract(hired)
    write_version(hired.staff, number, Said({**TERMS, "salary": "2600"}, language="fr"))
    client, address = _me(hired), reverse("own-contract", args=[number])
    assert number in client.get(reverse("own-papers")).content.decode()
    text = client.get(address).content.decode()
    first = Paper.objects.unscoped("test").get()
    assert first.digest in text
    assert "2600" not in text, "what was not sent to her is still being written"
    ask_for_signatures(hired.staff, number, addresses={"employer": "firm@example.org"})
    text = client.get(address).content.decode()
    assert "<ins><bdi>2600</bdi></ins>" in text
    assert "waits for your answer" in text
    for language in first.texts:
        kept = client.get(reverse("own-contract-text", args=[number, 1, language]))
        assert "attachment" in kept.headers["Content-Disposition"]
        assert first.texts[language] in kept.content.decode()
        assert first.digest in kept.content.decode()
    assert client.get(reverse("own-contract-text", args=[number, 9, "fr"])).status_code == 404
    assert client.get(reverse("own-contract-text", args=[number, 1, "xx"])).status_code == 404
    assert client.get(reverse("own-permits")).status_code == 200


def test_a_contract_is_its_persons_alone(hired: Hired) -> None:
    number = make_contract(hired)
    assert _me(hired).get(reverse("own-contract", args=[number])).status_code == 200
    for actor in (hired.cast.mallory, hired.staff, hired.cast.actors[Role.EMPLOYER]):
        assert signed_in(actor).get(reverse("own-contract", args=[number])).status_code == 404


def test_her_departure_says_what_is_settled_and_takes_her_word(hired: Hired) -> None:
    client, address, today = _me(hired), reverse("own-departure"), timezone.localdate()
    Person.objects.unscoped("test").update(nationality="TN")
    hired.candidate.brought_by = None
    hired.candidate.save()
    assert "No journey is booked yet" in client.get(address).content.decode()
    assert client.post(address, {"journey": hired.journey.number}, follow=True).status_code == 200
    book_travel(hired.staff, [hired.journey.number], Booked(today, "Tunis", "Berlin", "an airline"))
    hold_briefing(hired.staff, [hired.journey.number], Held(today, "ar", ("rights",), "Mr Diop"))
    record_exit_statement(hired.staff, [hired.journey.number], Word("Ministry", today, "letter 12", "by post"))
    text = client.get(address).content.decode()
    for shown in ("Berlin", "I understood it", "letter 12", "still open"):
        assert shown in text
    assert client.post(address, {"journey": hired.journey.number}).status_code == 302
    assert Briefing.objects.get().acknowledged_how == "own page"
    assert "I understood it" not in client.get(address).content.decode()


def test_the_contract_page_lays_versions_side_by_side_and_ends_the_contract(hired: Hired) -> None:
    number = signed_contract(hired)
    write_version(hired.staff, number, Said({**TERMS, "salary": "2600", "equipment": "a laptop"}))
    client, address = signed_in(hired.staff), reverse("contract", args=[number])
    text = client.get(address, {"before": "1", "after": "2"}).content.decode()
    assert "<ins><bdi>a laptop</bdi></ins>" in text
    assert "Nothing differs" in client.get(address, {"before": "1", "after": "1"}).content.decode()
    assert client.get(address, {"before": "1", "after": "9"}).status_code == 200
    end = {"deed": "end", "ended_on": timezone.localdate().isoformat(), "code": "agreed"}
    assert client.post(address, {**end, "code": "whim"}).status_code == 422
    assert client.post(address, end).status_code == 302
    assert "ended by agreement" in client.get(address).content.decode()
