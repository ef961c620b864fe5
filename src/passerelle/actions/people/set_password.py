"""Give an account a new password."""

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.records.accounts.models import User


def set_password(actor: Actor, user: User, password: str) -> None:
    """Replace the account's password; whoever was signed in with the old one is signed out."""
    actor.must(Permission.PEOPLE_ADMIN)
    with writing(actor, "account.password", purpose=Purpose.ACCOUNT) as note:
        user.set_password(password)
        user.save(update_fields=["password"])
        note.details = {"account": user.pk}
