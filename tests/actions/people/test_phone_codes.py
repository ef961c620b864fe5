"""The one-time code by phone: opens once, ends soon, ends by guessing, tells nobody who is known."""

from datetime import timedelta

import pytest
from django.utils import timezone

from passerelle.actions.people.phone_codes import TRIES_OF_A_CODE, ask_code, use_code
from passerelle.actions.queue.compose import compose
from passerelle.actions.queue.messages import deliver
from passerelle.records.accounts.models import SignInCode, User
from passerelle.records.outbox.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PHONE = "+212612345678"


class TestCodes:
    """The one-time code."""

    def ask(self, phone: str = PHONE, **more: object) -> str:
        now = timezone.now()
        assert ask_code(phone, address="10.0.0.1", now=now, **more)  # type: ignore[arg-type]
        message = Message.objects.filter(recipient=phone).last()
        return str(message.facts["code"]) if message else ""

    def test_it_opens_once(self) -> None:
        code = self.ask(is_new=True)
        now = timezone.now()
        assert use_code(PHONE, code, address="10.0.0.2", now=now)
        assert not use_code(PHONE, code, address="10.0.0.2", now=now)
        assert code not in SignInCode.objects.get().code_digest

    def test_it_ends_after_ten_minutes(self) -> None:
        code = self.ask(is_new=True)
        assert not use_code(PHONE, code, address="a", now=timezone.now() + timedelta(minutes=11))

    def test_guessing_ends_even_the_right_one(self) -> None:
        code = self.ask(is_new=True)
        wrong = f"{(int(code) + 1) % 1_000_000:06d}"
        for _ in range(TRIES_OF_A_CODE):
            assert not use_code(PHONE, wrong, address="a", now=timezone.now())
        assert not use_code(PHONE, code, address="a", now=timezone.now())

    def test_nobody_learns_whether_a_number_is_known(self) -> None:
        User.objects.create(phone="+212600000001", name="known")
        known, unknown = self.ask("+212600000001"), self.ask("+212600000002")
        assert (len(known), unknown) == (6, "")
        assert SignInCode.objects.count() == 2

    def test_a_phone_gets_few_codes_an_hour(self) -> None:
        now = timezone.now()
        asked = [ask_code(PHONE, address="a", now=now) for _ in range(6)]
        assert asked == [True] * 5 + [False]

    def test_the_code_leaves_the_outbox_with_the_message(self, settings: object, tmp_path: object) -> None:
        settings.SMS_FILE_PATH = tmp_path  # type: ignore[attr-defined]
        code = self.ask(is_new=True)
        message = Message.objects.get()
        assert deliver(message.pk, compose, now=timezone.now())
        message.refresh_from_db()
        assert message.facts == {}
        (sent,) = tmp_path.iterdir()  # type: ignore[attr-defined]
        assert code in sent.read_text()

    def test_a_wrong_address_is_stopped_after_many_tries(self) -> None:
        code = self.ask(is_new=True)
        for _ in range(100):
            use_code("+212600000009", "000000", address="bad", now=timezone.now())
        assert not use_code(PHONE, code, address="bad", now=timezone.now())
        assert use_code(PHONE, code, address="good", now=timezone.now())
