"""The row of a request within the actor's reach; what is out of reach looks as if it did not exist."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.roles import REACH, Reach
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.selection.models import Referral, Run

HEAVY = ("snapshot", "certificate", "fairness", "summary")


def refusal(code: str, message: Text, hint: Text | None = None) -> Refused:
    """A refusal with one problem."""
    return Refused([Problem(code, message, hint)])


def run_for(actor: Actor, number: str, permission: Permission) -> Run:
    """The run with its scheme, without its heavy columns; ``NotPermitted`` out of reach."""
    rows = Run.objects.visible_to(actor).filter(number=number).defer(*HEAVY)
    run = rows.select_related("scheme", "scheme_version").first()
    if run is None:
        raise NotPermitted(number)
    actor.must(permission, scheme=run.scheme_id)
    return run


def must_be_a_person(actor: Actor) -> int:
    """The number of the account; the system itself decides nothing."""
    if actor.id is None:
        raise NotPermitted("a named person decides")
    return actor.id


def must_be_ready(run: Run) -> None:
    """Only a finished run has something to decide on."""
    if run.state != Run.State.READY:
        raise refusal("run_not_ready", Text("This run is not finished."), Text("Wait until it is ready."))


def referral_for(actor: Actor, number: str) -> Referral:
    """A referral that the actor may read, locked, with both sides; ``NotPermitted`` out of reach."""
    rows = Referral.objects.visible_to(actor).filter(number=number)
    joined = rows.select_related("candidate__person", "candidate__scheme", "vacancy")
    referral = joined.select_for_update(of=("self",)).first()
    if referral is None:
        raise NotPermitted(number)
    return referral


def on_behalf(actor: Actor, referral: Referral, permission: Permission) -> bool:
    """Whether a role of the scheme's staff, or of the vacancy's own employer, carries the permission here."""
    grants = [one for one in actor.granting(permission) if one.scheme == referral.candidate.scheme_id]
    return any(
        REACH[one.role] is Reach.SCHEME or one.organisation == referral.vacancy.employer_id for one in grants
    )


def is_the_candidate(actor: Actor, referral: Referral) -> bool:
    """Whether the account is the referred person's own."""
    own = actor.granting(Permission.REFERRAL_ANSWER)
    return any(grant.person == referral.candidate.person.number for grant in own)
