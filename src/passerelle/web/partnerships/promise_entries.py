"""Writing into the ledger: a promise, what became of it, its remedy, a signed commitment."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.promises.mark import change_remedy, mark_promise, record_commitment
from passerelle.actions.promises.record import Said, record
from passerelle.domain.access.permissions import Permission
from passerelle.domain.promises.standing import FOLLOWS, Noted
from passerelle.queries.demand.signed_commitments import commitment_of
from passerelle.queries.programme.promise_ledger import promise_page, remedy
from passerelle.queries.programme.promise_use import promise_use
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.records.promises.models import Promise
from passerelle.web.partnerships import promise_forms as forms
from passerelle.web.partnerships.asking import Asking, ask, posted
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of, version_of

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def promise_new(request: ActorRequest) -> HttpResponse:
    """Record a promise."""
    codes = scheme_codes(request.actor, Permission.PROMISE_WRITE)
    asking = Asking(_("Record a promise"), reverse("promises"), _("Kept."))

    def deed(said: dict[str, Any]) -> object:
        scheme = said.pop("scheme")
        return record(request.actor, scheme, Said(**said), on=today(), key=key_of(request))

    first = {name: request.GET.get(name, "") for name in ("scheme", "vacancy", "candidate", "kind")}
    form = forms.PromiseForm(posted(request), schemes=codes, initial={**first, "made_on": today()})
    return ask(request, form, asking, deed)


@require_http_methods(METHODS)
def promise_mark(request: ActorRequest, number: str) -> HttpResponse:
    """Say what became of a promise."""
    row = promise_page(request.actor, number, on=today()).promise
    request.actor.must(Permission.PROMISE_WRITE, scheme=row.scheme_id)
    lead = _("A broken promise opens its remedy. A kept one needs evidence.")
    back = reverse("promise", args=[number])
    asking = Asking(_("What became of the promise"), back, _("Kept."), lead, row.version)

    def deed(said: dict[str, Any]) -> None:
        entry = Noted(said.pop("event"), said.pop("on"))
        once: Any = {"today": today(), "version": version_of(request), "key": key_of(request)}
        mark_promise(request.actor, number, entry=entry, **said, **once)

    first = {"on": today(), **_proposed(request, row)}
    form = forms.MarkForm(posted(request), events=FOLLOWS[row.state], initial=first)
    return ask(request, form, asking, deed)


def _proposed(request: ActorRequest, row: Promise) -> dict[str, str]:
    """What the numbers propose, to be looked at: a person confirms it, or answers otherwise."""
    use = promise_use(request.actor, row, on=today())
    proposed = use.proposal(row.state, row.due) if use else ""
    if use is None or not proposed or request.GET.get("event") != proposed:
        return {}
    counted = {
        "used": use.used,
        "promised": f"{use.promised:f}".rstrip("0").rstrip("."),
        "day": use.on.isoformat(),
    }
    words = _("%(used)s of %(promised)s used, counted from the records on %(day)s") % counted
    return {"event": proposed, "evidence": words}


@require_http_methods(METHODS)
def remedy_change(request: ActorRequest, number: str) -> HttpResponse:
    """Name a remedy's owner and day, or close it with its outcome."""
    row = remedy(request.actor, number)
    request.actor.must(Permission.PROMISE_WRITE, scheme=row.promise.scheme_id)
    asking = Asking(
        _("The remedy"), reverse("promise", args=[row.promise.number]), _("Kept."), version=row.version
    )

    def deed(said: dict[str, Any]) -> None:
        once: Any = {"version": version_of(request), "key": key_of(request)}
        change_remedy(request.actor, number, **said, **once)

    now = {"kind": row.kind, "owner": row.owner, "due": row.due, "outcome": row.outcome}
    form = forms.RemedyForm(posted(request), initial={**now, "closed_on": row.closed_on})
    return ask(request, form, asking, deed)


@require_http_methods(METHODS)
def commitment(request: ActorRequest, number: str) -> HttpResponse:
    """Note that a candidate signed the paper that the scheme asks for."""
    signed = commitment_of(request.actor, number)
    lead = _("The scheme asks for this paper before departure. It changes nothing else for the person.")
    asking = Asking(_("The signed commitment"), reverse("candidate", args=[number]), _("Kept."), lead)

    def deed(said: dict[str, Any]) -> None:
        record_commitment(request.actor, number, key=key_of(request), **said)

    now = {"signed_on": signed.signed_on, "evidence": signed.evidence} if signed else {"signed_on": today()}
    return ask(request, forms.CommitmentForm(posted(request), initial=now), asking, deed)
