"""A scheme says a letter in its own words: versioned, checked, used by the outbox for this scheme alone."""

import pytest
from django.utils import timezone
from people import Cast, make_cast

from passerelle.actions.letters.word import word_letter
from passerelle.actions.queue.compose import compose
from passerelle.actions.queue.messages import deliver
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Refused
from passerelle.domain.letters.places import Wording
from passerelle.records.letters.models import LetterWording
from passerelle.records.outbox.models import Message
from passerelle.records.partnerships.models import Scheme

pytestmark = [pytest.mark.django_db, pytest.mark.database]
OURS = Wording("Alpha calls", "Come to {scheme} by {due}.")


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def word(cast: Cast, wording: Wording | None = OURS, seen: int = 0, **how: str) -> int:
    manager = cast.actors[Role.SCHEME_MANAGER]
    letter = (how.get("template", "step_due"), how.get("language", "en"))
    return word_letter(manager, "alpha", letter, wording, seen=seen, key=how.get("key"))


def sent(scheme: str, name: str, language: str, mailoutbox: list) -> str:  # type: ignore[type-arg]
    message = Message.objects.create(
        recipient="p@people.example", template="step_due", scheme_code=scheme, language=language,
        facts={"scheme": name, "due": "2026-11-30"}, created_at=timezone.now(),
    )  # fmt: skip
    assert deliver(message.pk, compose, now=timezone.now())
    return str(mailoutbox[-1].subject)


def test_the_outbox_uses_them_in_this_scheme_and_language_only(cast: Cast, mailoutbox: list) -> None:  # type: ignore[type-arg]
    assert word(cast) == 1
    assert sent("alpha", "Alpha", "en", mailoutbox) == "Alpha calls"
    assert "by 30 Nov 2026." in mailoutbox[-1].body
    assert "Nobody will ever ask you for money." in mailoutbox[-1].body
    assert sent("beta", "Beta", "en", mailoutbox) == "Something is waiting for you"
    assert sent("", "Alpha", "en", mailoutbox) == "Something is waiting for you"
    assert sent("alpha", "Beta", "en", mailoutbox) == "Something is waiting for you"
    assert sent("alpha", "Alpha", "fr", mailoutbox) == "Quelque chose vous attend"
    assert word(cast, None, seen=1) == 2
    assert sent("alpha", "Alpha", "en", mailoutbox) == "Something is waiting for you"


def test_every_version_stays_with_who_wrote_it(cast: Cast) -> None:
    word(cast)
    word(cast, Wording("Alpha", "Second {scheme}"), seen=1)
    kept = LetterWording.objects.unscoped("test").order_by("ordinal")
    assert [(one.ordinal, one.subject, one.by.name) for one in kept] == [
        (1, "Alpha calls", "Scheme_Manager"),
        (2, "Alpha", "Scheme_Manager"),
    ]


def test_a_repeat_is_answered_once_and_a_late_editor_is_told(cast: Cast) -> None:
    assert [word(cast, key="k"), word(cast, key="k")] == [1, 1]
    with pytest.raises(Refused) as refused:
        word(cast, Wording("Other", "Words"), seen=0)
    assert refused.value.problems[0].code == "stale"


def test_unsound_words_and_letters_of_no_scheme_are_refused(cast: Cast) -> None:
    for wording, template, code in (
        (Wording("Hello", "Dear {name}"), "step_due", "unknown_place"),
        (Wording("Code", "{code}"), "sign_in_code", "not_worded"),
        (Wording("Sign", "In {scheme}"), "sign_asked", "place_missing"),
    ):
        with pytest.raises(Refused) as refused:
            word(cast, wording, template=template)
        assert refused.value.problems[0].code == code
    assert not LetterWording.objects.unscoped("test").exists()


def test_only_the_schemes_manager_words_its_letters(cast: Cast) -> None:
    for actor in (cast.actors[Role.CASEWORKER], cast.mallory):
        with pytest.raises((NotPermitted, Scheme.DoesNotExist)):
            word_letter(actor, "alpha", ("step_due", "en"), OURS, seen=0)
