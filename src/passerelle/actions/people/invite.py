"""Give somebody an account."""

from django.db import IntegrityError, transaction

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.accounts.models import User


def invite(
    actor: Actor,
    email: str,
    *,
    name: str,
    password: str | None = None,
    language: str = "en",
    is_demo: bool = False,
) -> User:
    """An account for an e-mail address; without a password nobody can sign in yet.

    Raises ``Refused`` with code ``account-exists`` when the address has one already.
    """
    actor.must(Permission.PEOPLE_ADMIN)
    address = email.strip().lower()
    with writing(actor, "account.invite", purpose=Purpose.ACCOUNT) as note:
        user = User(email=address, name=name, language=language, is_demo=is_demo)
        if password is None:
            user.set_unusable_password()
        else:
            user.set_password(password)
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError as error:
            raise Refused([_exists()]) from error
        note.details = {"account": user.pk, "is_demo": is_demo}
    return user


def _exists() -> Problem:
    message = Text("This address already has an account.")
    return Problem("account-exists", message, Text("Give the existing account a role instead."))
