"""The call or application of a request within the actor's reach, and whose it is."""

from datetime import date

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.calls.models import Application, Call


def refusal(code: str, message: Text, hint: Text | None = None) -> Refused:
    """A refusal with one problem."""
    return Refused([Problem(code, message, hint)])


def call_for(actor: Actor, number: str) -> Call:
    """A call that the actor may change; ``NotPermitted`` or ``Call.DoesNotExist`` out of reach."""
    call = Call.objects.visible_to(actor).select_related("scheme").get(number=number)
    actor.must(Permission.SELECTION_WRITE, scheme=call.scheme_id)
    return call


def application_for(actor: Actor, number: str) -> Application:
    """An application that the actor may read, locked; ``NotPermitted`` out of reach."""
    rows = Application.objects.visible_to(actor).filter(number=number)
    found = rows.select_related("call__scheme", "person").select_for_update(of=("self",)).first()
    if found is None:
        raise NotPermitted(number)
    return found


def is_own(actor: Actor, application: Application) -> bool:
    """Whether the account is the person's own."""
    own = actor.granting(Permission.OWN_ACT)
    return any(grant.person == application.person.number for grant in own)


def may_write(actor: Actor, application: Application) -> bool:
    """The person, or whoever works on selection and reached the application."""
    return is_own(actor, application) or actor.may(
        Permission.SELECTION_WRITE, scheme=application.call.scheme_id
    )


def must_be_open(call: Call, on: date) -> None:
    """Refuse with ``call_not_open`` before its first and after its last day, and while it is not published."""
    ended = call.closes_on is not None and on > call.closes_on
    if call.state != Call.State.PUBLISHED or on < call.opens_on or ended:
        raise refusal(
            "call_not_open",
            Text("This call is not open."),
            Text("Look at the open calls: another one may suit you."),
        )
