"""The letters on a page: every language side by side, missing ones marked; a scheme's own words with a preview."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from people import Cast
from web.conftest import signed_in

from passerelle.actions.letters.word import word_letter
from passerelle.domain.access.roles import Role
from passerelle.domain.letters.places import Wording
from passerelle.domain.letters.registry import LETTERS
from passerelle.records.letters.models import LetterWording
from passerelle.web.cases import letters as page_module

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WORDS = {"subject": "Alpha calls", "body": "Come to {scheme} by {due}."}


def shown(cast: Cast, role: Role = Role.SCHEME_MANAGER, **query: str) -> str:
    answer = signed_in(cast.actors[role]).get(reverse("letters"), query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def one(language: str = "en", template: str = "step_due", scheme: str = "alpha") -> str:
    return reverse("letter", args=[template, scheme, language])


def test_every_letter_stands_there_in_every_language(cast: Cast) -> None:
    text = shown(cast)
    for template in LETTERS:
        assert f'id="{template}"' in text
    for words in ("Something is waiting for you", "Quelque chose vous attend", "to the person", "العربية"):
        assert words in text
    assert 'dir="rtl"' in text
    assert "{due}" in text
    assert 'id="offered"' not in shown(cast, room="cases")


def test_a_missing_translation_is_marked(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "_untranslated", lambda text: text.template == "You have an offer")
    text = shown(cast, missing="on")
    assert "1 message lacks a translation." in text
    assert text.count("<article>") == 4
    assert text.count("translation missing") == 3
    monkeypatch.setattr(page_module, "_untranslated", lambda text: False)
    assert "No message fits this filter" in shown(cast, missing="on")


def test_own_words_are_previewed_kept_shown_and_dropped(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    text = client.get(one()).content.decode()
    assert "{due}" in text
    assert "As an SMS: " in text
    seen = client.post(one(), {**WORDS, "seen": "0", "preview": "1"}).content.decode()
    assert "Come to Alpha by" in seen
    assert not LetterWording.objects.unscoped("test").exists()
    kept = client.post(one(), {**WORDS, "seen": "0", "key": "abcdefgh1"}, follow=True).content.decode()
    assert "Letters written from now on use these words." in kept
    assert "Scheme_Manager" in kept
    assert "own words" in shown(cast, scheme="alpha")
    back = client.post(one(), {"seen": "1", "drop": "1", "key": "abcdefgh2"}, follow=True).content.decode()
    assert "built-in words again" in back


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast: Cast) -> None:
    client = signed_in(cast.actors[Role.SCHEME_MANAGER])
    for body, said in (("Dear {name}", "This letter knows no place {name}."), ("Open {due", "A brace stands")):
        answer = client.post(one(), {"subject": "Hello", "body": body, "seen": "0"})
        assert answer.status_code == 422
        text = answer.content.decode()
        assert said in text
        assert body in text
    word_letter(
        cast.actors[Role.SCHEME_MANAGER], "alpha", ("step_due", "en"), Wording("New", "{scheme}"), seen=0
    )
    for words in ({"subject": " ", "body": "Come soon"}, {"subject": "Hello", "body": "x" * 1_001}):
        answer = client.post(one(), {**words, "seen": "1"})
        assert answer.status_code == 422
        assert words["body"] in answer.content.decode()
    assert LetterWording.objects.unscoped("test").get().active, "the own words were dropped by words too long"
    late = client.post(one(), {**WORDS, "seen": "0"})
    assert late.status_code == 422
    assert "Somebody else changed these words meanwhile." in late.content.decode()


def test_an_arabic_text_is_counted_in_wide_signs(cast: Cast) -> None:
    text = signed_in(cast.actors[Role.SCHEME_MANAGER]).get(one("ar")).content.decode()
    assert "Signs outside the short alphabet" in text


def test_caseworkers_read_and_strangers_find_nothing(cast: Cast) -> None:
    worker = signed_in(cast.actors[Role.CASEWORKER])
    assert "Keep these words" not in worker.get(one()).content.decode()
    worker.post(one(), {**WORDS, "seen": "0"})
    assert not LetterWording.objects.unscoped("test").exists()
    assert signed_in(cast.mallory).get(one()).status_code == 404
    assert worker.get(one(template="sign_in_code")).status_code == 404
    assert worker.get(one("de")).status_code == 404
    assert signed_in(cast.actors[Role.CANDIDATE]).get(reverse("letters")).status_code == 404


def test_queries_stay_the_same_however_many_wordings(cast: Cast) -> None:
    manager = cast.actors[Role.SCHEME_MANAGER]
    client = signed_in(manager)
    address = reverse("letters") + "?scheme=alpha"
    counts = []
    for seen in range(2):
        for template in ("step_due", "step_open", "case_moved", "case_ended"):
            word_letter(manager, "alpha", (template, "en"), Wording("New", "{scheme}"), seen=seen)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
