"""Pages that open from a link, without an account."""

import pytest
from django.urls import reverse
from people import Cast
from signing_cast import make_paper, token_of, visitor
from web.conftest import signed_in

from passerelle.actions.signing.guesses import TRIES
from passerelle.actions.signing.remind import withdraw
from passerelle.domain.access.roles import Role
from passerelle.records.signing.models import Paper, Signature

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SIGNED = {"typed": "Amina Alaoui", "confirmed": "on", "key": "abcdefgh1234"}


def _link(paper: Paper, role: str = "worker") -> str:
    return reverse("link", args=[token_of(paper, role)])


def test_the_worker_reads_both_languages_and_signs_without_an_account(cast: Cast) -> None:
    paper = make_paper(cast)
    client, address = visitor(), _link(paper)
    page = client.get(address)
    text = page.content.decode()
    assert "Le travailleur commence" in text
    assert "The worker starts" in text
    assert '<html lang="fr"' in text
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "no-store"
    assert 'href="http' not in text
    assert client.post(address, SIGNED).status_code == 200
    assert client.post(address, SIGNED).status_code == 200, "a second click is answered like the first"
    assert Signature.objects.filter(signed_at__isnull=False).count() == 1
    assert client.post(address, {**SIGNED, "key": "another12345"}).status_code == 404
    again = client.get(address)
    assert again.status_code == 404
    assert "Alaoui" not in again.content.decode()


def test_a_missing_tick_keeps_what_was_typed(cast: Cast) -> None:
    paper = make_paper(cast)
    answer = visitor().post(_link(paper), {"typed": "Amina Alaoui", "key": "abcdefgh1234"})
    assert answer.status_code == 422
    assert 'value="Amina Alaoui"' in answer.content.decode()
    answer = visitor().post(_link(paper), {"typed": "Somebody", "confirmed": "on"})
    assert answer.status_code == 422
    assert visitor().post(_link(paper), {"typed": ""}).status_code == 422


def test_refusing_from_a_link(cast: Cast) -> None:
    paper = make_paper(cast)
    client, address = visitor(), _link(paper, "employer")
    assert client.post(address, {"refuse": "1", "reason": ""}).status_code == 422
    answer = client.post(address + "?language=ar", {"refuse": "1", "reason": "Too late"})
    assert answer.status_code == 200
    assert 'dir="rtl"' in answer.content.decode()
    assert Signature.objects.get(role="employer").reason == "Too late"


def test_links_that_open_nothing_reveal_nothing(cast: Cast) -> None:
    paper = make_paper(cast)
    address = _link(paper)
    withdraw(cast.actors[Role.CASEWORKER], paper.number, code="new_version", key=None)
    for odd, status in ((address, 404), (reverse("link", args=["nothing"]), 404)):
        for answer in (visitor().get(odd), visitor().post(odd, SIGNED)):
            assert answer.status_code == status
            for secret in ("Alaoui", "Alpha", paper.number, "Contract of"):
                assert secret not in answer.content.decode()


def test_guessing_is_slowed_down(cast: Cast) -> None:
    client = visitor()
    for n in range(TRIES):
        assert client.get(reverse("link", args=[f"guess{n}"])).status_code == 404
    assert client.get(reverse("link", args=["one-more"])).status_code == 429


def test_signed_in_people_sign_on_the_page_of_the_paper(cast: Cast) -> None:
    paper = make_paper(cast)
    address = reverse("paper", args=[paper.number])
    client = signed_in(cast.actors[Role.CANDIDATE])
    assert client.get(address).status_code == 200
    assert client.post(address, {"typed": "No", "confirmed": "on"}).status_code == 422
    assert client.post(address, {"typed": ""}).status_code == 422
    assert client.post(address, SIGNED).status_code == 302
    assert (
        signed_in(cast.actors[Role.EMPLOYER]).post(address, {"refuse": "1", "reason": "No"}).status_code == 302
    )
    staff = signed_in(cast.actors[Role.CASEWORKER]).get(address).content.decode()
    assert 'name="typed"' not in staff
    assert cast.mallory is not None
    assert signed_in(cast.mallory).get(address).status_code == 404
