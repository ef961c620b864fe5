"""The file or vacancy of a request within reach; what is out of reach looks as if it did not exist."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.employers.models import EmployerFile
from passerelle.records.vacancies.models import Vacancy


def refusal(code: str, message: Text, hint: Text | None = None, *, column: str | None = None) -> Refused:
    """A refusal with one problem."""
    return Refused([Problem(code, message, hint, column=column)])


def account_of(actor: Actor) -> int:
    """The number of the account; the system itself hands nothing in and reviews nothing."""
    if actor.id is None:
        raise NotPermitted("a named person acts")
    return actor.id


def reaches(actor: Actor, permission: Permission, *, scheme: int, organisation: int) -> bool:
    """Whether a role of the scheme's staff, or of the organisation itself, carries the permission here."""
    grants = [one for one in actor.granting(permission) if one.scheme == scheme]
    return any(REACH[one.role] is Reach.SCHEME or one.organisation == organisation for one in grants)


def file_for(actor: Actor, number: str, permission: Permission) -> EmployerFile:
    """An employer's file, locked; ``NotPermitted`` out of reach."""
    rows = EmployerFile.objects.visible_to(actor).filter(number=number)
    file = rows.select_related("scheme", "organisation").select_for_update(of=("self",)).first()
    if file is None or not reaches(actor, permission, scheme=file.scheme_id, organisation=file.organisation_id):
        raise NotPermitted(number)
    return file


def vacancy_for(actor: Actor, number: str, permission: Permission) -> Vacancy:
    """A vacancy, locked; ``NotPermitted`` out of reach."""
    rows = Vacancy.objects.visible_to(actor).filter(number=number)
    vacancy = rows.select_related("scheme", "employer").select_for_update(of=("self",)).first()
    if vacancy is None or not reaches(
        actor, permission, scheme=vacancy.scheme_id, organisation=vacancy.employer_id
    ):
        raise NotPermitted(number)
    return vacancy


def must_be_somebody_else(actor: Actor, who: int | None) -> int:
    """Four eyes: refuse (``own_work``) a review by the account that handed the thing in."""
    account = account_of(actor)
    if who == account:
        message = Text("You handed this in yourself.")
        raise refusal("own_work", message, Text("Ask a colleague to review it."))
    return account


def must_have_reason(verdict: str, reason: str) -> None:
    """Refuse an unknown verdict, and one that sends back without saying why (``reason_missing``)."""
    if verdict not in ("accepted", "sent_back"):
        raise refusal("unknown_code", Text("Accept it, or send it back."), column="verdict")
    if verdict == "sent_back" and not reason.strip():
        hint = Text("One sentence is enough.")
        raise refusal("reason_missing", Text("Say why it is sent back."), hint, column="reason")
