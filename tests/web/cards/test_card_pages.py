"""Anyone checks a card without an account; its holder shows and prints it; the team issues it."""

import json

import pytest
from click.testing import CliRunner
from contract_cast import Hired, another, make_hired, signed_contract
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from web.conftest import signed_in

from passerelle.actions.cards.issue import issue_card
from passerelle.actions.cards.keys import holder_part
from passerelle.commands.main import passerelle
from passerelle.domain.access.roles import Role
from passerelle.domain.cards.card import ALPHABET, HOLDER
from passerelle.records.cards.models import Card

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def hired() -> Hired:
    return make_hired()


@pytest.fixture
def card(hired: Hired) -> Card:
    return issue_card(hired.staff, signed_contract(hired))


def test_anyone_with_the_code_reads_no_name(card: Card) -> None:
    page = Client().get(reverse("card-check", args=[card.code]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Firm" in text
    assert "A.A." in text
    assert "Alaoui" not in text
    assert page["Referrer-Policy"] == "no-referrer"
    whole = card.code + holder_part(card.code, ALPHABET, HOLDER)
    assert "Alaoui" in Client().get(reverse("card-check", args=[whole])).content.decode()


def test_many_wrong_codes_wait(card: Card) -> None:
    client = Client()
    answers = {client.get(reverse("card-check", args=["2" * 12])).status_code for _ in range(31)}
    assert answers == {404, 429}
    assert client.get(reverse("card-check", args=[card.code])).status_code == 429


def test_a_box_for_the_code(card: Card) -> None:
    answer = Client().get(reverse("card-ask"), {"code": card.code})
    assert answer.headers["Location"] == reverse("card-check", args=[card.code])
    assert Client().get(reverse("card-ask")).status_code == 200


def test_the_holder_shows_prints_and_revokes_it(hired: Hired, card: Card) -> None:
    client = signed_in(hired.cast.actors[Role.CANDIDATE])
    assert "Firm" in client.get(reverse("own-cards")).content.decode()
    address = reverse("own-card", args=[card.number])
    page = client.get(address).content.decode()
    assert "<svg viewBox" in page
    assert "Alaoui" not in page.split("<main")[1]
    whole = card.code + holder_part(card.code, ALPHABET, HOLDER)
    assert whole not in page
    assert whole in client.get(address, {"full": "1"}).content.decode()
    assert client.post(address, {"version": "1"}).status_code == 302
    assert "revoked" in Client().get(reverse("card-check", args=[card.code])).content.decode()


def test_somebody_elses_card_is_not_there(hired: Hired) -> None:
    other = issue_card(hired.staff, signed_contract(another(hired)))
    client = signed_in(hired.cast.actors[Role.CANDIDATE])
    for name in ("own-card", "own-card-file"):
        assert client.get(reverse(name, args=[other.number])).status_code == 404


def test_the_team_issues_and_revokes(hired: Hired) -> None:
    client = signed_in(hired.staff)
    assert client.post(reverse("cards"), {"contract": "K-0"}).status_code == 404  # as if it did not exist
    assert client.post(reverse("cards"), {"contract": signed_contract(hired)}).status_code == 302
    made = Card.objects.unscoped("test").get()
    assert made.number in client.get(reverse("cards")).content.decode()
    client.post(reverse("card-revoke", args=[made.number]), {"code": "contract_ended", "version": "1"})
    assert Card.objects.unscoped("test").get().revoked_code == "contract_ended"


def test_the_list_takes_the_same_queries_for_3_and_12(hired: Hired) -> None:
    client = signed_in(hired.staff)

    def counted(first: int, last: int) -> int:
        for number in range(first, last):
            issue_card(hired.staff, signed_contract(another(hired, f"N{number}")))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("cards"))
        return len(queries)

    counted(0, 1)
    assert counted(1, 3) == counted(3, 12)


def test_the_file_is_checked_without_a_database(hired: Hired, card: Card, tmp_path) -> None:  # type: ignore[no-untyped-def]
    client = signed_in(hired.cast.actors[Role.CANDIDATE])
    saved = {
        "card": client.get(reverse("own-card-file", args=[card.number])).content,
        "keys": Client().get(reverse("card-keys")).content,
        "revoked": Client().get(reverse("card-revocations")).content,
    }
    for name, content in saved.items():
        (tmp_path / f"{name}.json").write_bytes(content)

    # The contract runs from 1 May 2026; the key and the card are of today.
    def verify(*more: str, name: str = "card.json"):  # type: ignore[no-untyped-def]
        words = ["cards", "verify", str(tmp_path / name), "--keys", str(tmp_path / "keys.json"), "--json"]
        return CliRunner().invoke(passerelle, [*words, "--on", "2026-06-01", *more])

    def code(*more: str, name: str = "card.json") -> str:
        found = verify(*more, name=name)
        assert found.exit_code == 1
        return str(json.loads(found.stderr)["errors"][0]["code"])

    alone = verify()
    assert (alone.exit_code, json.loads(alone.stdout)["revocation"]) == (0, "not_checked")
    listed = ("--revoked", str(tmp_path / "revoked.json"))
    assert json.loads(verify(*listed).stdout)["revocation"] == "checked"
    assert code("--on", "2028-01-01") == "expired"
    facts = json.loads(saved["card"])
    facts["payload"]["employer"] = "Another firm"
    (tmp_path / "forged.json").write_text(json.dumps(facts))
    assert code(name="forged.json") == "not_signed"
    assert verify(name="nowhere.json").exit_code == 2
    (tmp_path / "text.json").write_text("no json")
    assert code(name="text.json") == "not_json"
    client.post(reverse("own-card", args=[card.number]), {"version": "1"})
    (tmp_path / "revoked.json").write_bytes(Client().get(reverse("card-revocations")).content)
    assert code(*listed) == "revoked"
    cut = json.loads((tmp_path / "revoked.json").read_text())
    cut["payload"]["cards"] = []
    (tmp_path / "revoked.json").write_text(json.dumps(cut))
    assert code(*listed) == "list_not_signed"
    (tmp_path / "revoked.json").write_text("[]")
    assert code(*listed) == "not_revocations"
    (tmp_path / "keys.json").write_text("{}")
    assert code() == "not_keys"
