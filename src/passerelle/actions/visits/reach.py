"""What a request may change: the row within reach, locked, and the one who is told of it."""

from django.utils import timezone

from passerelle.actions.steps.writing import Writing
from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import Role
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.accounts.models import User
from passerelle.records.partnerships.models import Membership, Organisation, Scheme
from passerelle.records.partnerships.officers import officers_on
from passerelle.records.stays.models import Stay


def account_of(actor: Actor) -> int:
    """The number of the account; the system itself visits nobody."""
    if actor.id is None:
        raise NotPermitted("a named person acts")
    return actor.id


def must_speak_for(actor: Actor, *, scheme: int, host: int) -> None:
    """``NotPermitted`` for whoever does not answer for the host."""
    if not actor.speaks_for(Permission.VISIT_ANSWER, scheme=scheme, organisation=host):
        raise NotPermitted("the host answers for itself")


def must_say(text: str, column: str = "text") -> str:
    """The sentence without blanks around it; refused with ``empty``."""
    if not text.strip():
        raise Refused([Problem("empty", Text("Write a sentence."), column=column)])
    return text.strip()


def must_be_one_of(value: str, choices: object, column: str) -> None:
    """Refused with ``unknown_answer``."""
    if value not in choices:  # type: ignore[operator]
        raise Refused([Problem("unknown_answer", Text("Choose one of the answers."), column=column)])


def closed_already() -> Refused:
    """The refusal of a second closing."""
    return Refused([Problem("already_closed", Text("This is closed already."))])


def tell_host(note: Writing, template: str, *, scheme: Scheme, host: Organisation) -> None:
    """Each account of the host in the scheme; the letter names the scheme and nobody."""
    rows = Membership.objects.filter(
        role=Role.EMPLOYER, scheme=scheme, organisation=host, until__isnull=True, user__is_active=True
    )
    for one in rows.select_related("user").order_by("pk"):
        if one.user.email:
            note.tell(one.user.email, template, {"scheme": scheme.name}, language=one.user.language)


def tell_free_officers(note: Writing, template: str, stay: Stay) -> None:
    """Each welfare officer who may hear about the host of a stay: of its scheme, else of another one."""
    scheme = stay.journey.candidate.scheme
    accounts = officers_on(timezone.localdate()).free(scheme.pk, stay.host_id)
    for one in User.objects.filter(pk__in=accounts).order_by("pk"):
        if one.email:
            note.tell(one.email, template, {"scheme": scheme.name}, language=one.language)


def tell_role(note: Writing, template: str, *, scheme: Scheme, role: Role) -> None:
    """Each account of a role in the scheme."""
    rows = Membership.objects.filter(role=role, scheme=scheme, until__isnull=True, user__is_active=True)
    for one in rows.select_related("user").order_by("pk"):
        if one.user.email:
            note.tell(one.user.email, template, {"scheme": scheme.name}, language=one.user.language)
