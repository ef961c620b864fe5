"""Give an account a role: where, from which day, for which organisation or person."""

from dataclasses import dataclass
from datetime import date

from passerelle.actions.steps.writing import writing
from passerelle.domain.access.actor import Actor
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.access.roles import REACH, Reach, Role
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.accounts.models import User
from passerelle.records.partnerships.models import Membership, Organisation, Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What a role is held in; each role needs what its reach says."""

    scheme: Scheme | None = None
    organisation: Organisation | None = None
    person: str = ""  # public number


def grant(actor: Actor, user: User, role: Role, *, where: Where, since: date) -> Membership:
    """Let the account hold a role from a day on; a role already held stays as it is.

    Raises ``Refused`` with code ``role-incomplete`` when the role lacks its scheme, organisation or person.
    """
    actor.must(Permission.PEOPLE_ADMIN)
    if _lacks(role, where):
        message = Text("This role needs a scheme, an organisation or a person.")
        raise Refused([Problem("role-incomplete", message, Text("Say where the role is held."))])
    with writing(actor, "role.grant", purpose=Purpose.ACCOUNT) as note:
        held, is_new = Membership.objects.get_or_create(
            user=user,
            role=role.value,
            scheme=where.scheme,
            organisation=where.organisation,
            defaults={"since": since, "person_number": where.person},
        )
        if not is_new and held.until is not None and held.until < since:
            # A role that had ended is held again from the new day on.
            held.since, held.until = since, None
            held.save(update_fields=["since", "until"])
        note.scheme_code = where.scheme.code if where.scheme else ""
        note.details = {"account": user.pk, "role": role.value}
        note.about(*([where.person] if where.person else []))
    return held


def _lacks(role: Role, where: Where) -> bool:
    reach = REACH[role]
    return (
        (reach is not Reach.EVERYWHERE and where.scheme is None)
        or (reach is Reach.ORGANISATION and where.organisation is None)
        or (reach is Reach.SELF and not where.person)
    )
