"""Signing in tells nobody which addresses exist, and guessing slows down."""

import pytest
from django.test import Client
from django.urls import reverse
from people import Cast, make_user

from passerelle.actions.people.sign_in import TRIES
from passerelle.records.accounts.models import SignInFailure

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PASSWORD = "correct horse battery"


def _try(email: str, password: str = PASSWORD, **more: str) -> object:
    return Client().post(reverse("sign-in"), {"email": email, "password": password, **more})


def test_the_right_pair_lets_in_and_goes_where_one_wanted(db: None) -> None:
    make_user("amal")
    assert _try("amal@example.org")["Location"] == "/"
    assert _try("amal@example.org", next="/vacancies/")["Location"] == "/vacancies/"
    assert _try("amal@example.org", next="https://elsewhere.example/")["Location"] == "/"


def test_known_and_unknown_addresses_get_the_same_answer(db: None) -> None:
    make_user("amal")
    known, unknown = _try("amal@example.org", "wrong"), _try("nobody@example.org", "wrong")
    assert known.status_code == unknown.status_code == 200
    strip = lambda answer, email: _without_token(answer.content.decode().replace(email, ""))  # noqa: E731
    assert strip(known, "amal@example.org") == strip(unknown, "nobody@example.org")


def _without_token(page: str) -> str:
    return "".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


@pytest.mark.parametrize("email", ["amal@example.org", "nobody@example.org"])
def test_after_ten_wrong_tries_even_the_right_password_waits(db: None, email: str) -> None:
    make_user("amal")
    for _ in range(TRIES):
        _try(email, "wrong")
    assert _try(email).status_code == 429
    SignInFailure.objects.all().delete()
    assert _try("amal@example.org").status_code == 302


def test_a_closed_account_does_not_come_in(db: None) -> None:
    user = make_user("amal")
    user.is_active = False
    user.save()
    assert _try("amal@example.org").status_code == 200


def test_what_was_typed_stays_after_an_error(db: None) -> None:
    assert b'value="amal@example.org"' in _try("amal@example.org", "wrong").content


def test_signing_out_ends_the_visit(cast: Cast) -> None:
    client = Client()
    client.post(reverse("sign-in"), {"email": "caseworker@example.org", "password": PASSWORD})
    assert client.get(reverse("candidates")).status_code == 200
    assert client.get(reverse("sign-out")).status_code == 405
    client.post(reverse("sign-out"))
    assert client.get(reverse("candidates")).status_code == 302


def test_an_employer_begins_with_the_people_referred_and_sees_no_suspicion(cast: Cast) -> None:
    client = Client()
    answer = client.post(reverse("sign-in"), {"email": "employer@example.org", "password": PASSWORD})
    assert answer["Location"] == reverse("referrals")
    assert b"Dubious" not in client.get(reverse("vacancies")).content
    client.post(reverse("sign-in"), {"email": "caseworker@example.org", "password": PASSWORD})
    assert b"Dubious" in client.get(reverse("vacancies")).content
