"""The quota of a request within reach, locked; refusals with one problem."""

from passerelle.domain.access.actor import Actor, NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.records.quotas.models import Quota


def quota_to_write(actor: Actor, number: str) -> Quota:
    """A quota that the actor may change; ``NotPermitted`` out of reach."""
    rows = Quota.objects.visible_to(actor).filter(number=number).select_related("scheme")
    quota = rows.select_for_update(of=("self",)).first()
    if quota is None:
        raise NotPermitted(number)
    actor.must(Permission.QUOTA_WRITE, scheme=quota.scheme_id)
    return quota


def refused(code: str, message: Text, hint: Text | None = None, column: str | None = None) -> Refused:
    """A refusal with one problem."""
    return Refused([Problem(code, message, hint, column=column)])
