"""Sampled audits: campaigns, the draw and its proof, and each host's case."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.visits import audit_cases as deeds
from passerelle.actions.visits.audits import draw_audit, open_audit
from passerelle.domain.access.permissions import Permission
from passerelle.domain.visits.audits import may_sanction
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.queries.protection import audits as reading
from passerelle.queries.protection.visit_plan import audit_frame
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.deeds import Deed, answer
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.visits.forms import (
    AuditForm,
    ContestForm,
    NoForm,
    ProofForm,
    SanctionForm,
    SayForm,
    VerdictForm,
    upload_of,
)


@require_safe
def audits(request: ActorRequest) -> HttpResponse:
    """Campaigns for staff; a host's own cases for the host."""
    context = {
        "audits": reading.audits(request.actor),
        "cases": reading.audit_cases(request.actor, today=today()),
        "makes": request.actor.may(Permission.VISIT_WRITE),
    }
    return render(request, "visits/audits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    """Open a campaign."""
    form = AuditForm(request.POST or None)
    form.offer(scheme_codes(request.actor, Permission.VISIT_WRITE))
    word = _("The audit is open. Its seed is fixed by the digest shown.")
    if request.method == "POST" and done(request, form, lambda: _open(request, form), word):
        return HttpResponseRedirect(reverse("audits"))
    context = {
        "form": form,
        "title": _("Open an audit"),
        "lead": _("Hosts are drawn by lot, those with a higher risk more often."),
        "trail": [(reverse("audits"), _("Audits"))],
    }
    return render(request, "visits/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def audit(request: ActorRequest, number: str) -> HttpResponse:
    """One campaign: its digest, the draw, its cases."""
    row, actor = reading.audit_page(request.actor, number), request.actor
    draw = (
        "draw",
        Deed(
            _("Draw the sample"),
            NoForm,
            lambda _form: draw_audit(actor, number, audit_frame(actor, row.scheme_id, today=today())),
            _("The sample is drawn. Each host was told."),
        ),
    )
    may_draw = row.drawn_at is None and actor.may(Permission.VISIT_WRITE, scheme=row.scheme_id)
    offered = answer(request, dict([draw]) if may_draw else {})
    if offered.is_done:
        return HttpResponseRedirect(reverse("audit", args=[number]))
    context = {
        "audit": row,
        "cases": reading.audit_cases(actor, today=today(), audit=number),
        "redrawn": reading.redraw(actor, number) if row.drawn_at else None,
        "offered": offered,
        "trail": [(reverse("audits"), _("Audits"))],
    }
    return render(request, "visits/audit.html", context, status=offered.status)


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: ActorRequest, number: str) -> HttpResponse:
    """One host's case."""
    row, papers = reading.case_page(request.actor, number, today=today())
    offered = answer(request, dict(_deeds(request, row)))
    if offered.is_done:
        return HttpResponseRedirect(reverse("audit-case", args=[number]))
    context = {
        "row": row,
        "one": row.case,
        "papers": papers,
        "offered": offered,
        "trail": [(reverse("audits"), _("Audits"))],
    }
    return render(request, "visits/case.html", context, status=offered.status)


def _deeds(request: ActorRequest, row: reading.CaseRow) -> list[tuple[str, Deed]]:
    """What the reader may do in this state: the host, the auditor, whoever decides."""
    host = request.actor.speaks_for(
        Permission.VISIT_ANSWER, scheme=row.case.audit.scheme_id, organisation=row.case.host_id
    )
    found = _of_host(request, row) if host else []
    return [*found, *_of_staff(request, row)]


def _of_host(request: ActorRequest, row: reading.CaseRow) -> list[tuple[str, Deed]]:
    actor, one, number, version = request.actor, row.case, row.case.number, version_of(request) or 0
    noted = _("It is noted.")

    def proof(facts: dict[str, Any]) -> object:
        said = facts["text"]
        return deeds.give_proof(actor, number, said, version=version, upload=upload_of(facts))

    def reply(facts: dict[str, Any]) -> object:
        return deeds.reply(actor, number, facts["text"], version=version)

    def contest(facts: dict[str, Any]) -> object:
        return deeds.contest(actor, number, facts["text"], version=version)

    replies = row.state in ("reply_open", "to_decide")
    contests = one.sanction not in ("", "none") and one.contested_on is None
    possible = (
        (not one.verdict, ("proof", Deed(_("Give proof"), ProofForm, proof, noted))),
        (replies, ("reply", Deed(_("Reply to the verdict"), SayForm, reply, noted))),
        (contests, ("contest", Deed(_("Contest the sanction"), SayForm, contest, noted))),
    )
    return [deed for may, deed in possible if may]


def _of_staff(request: ActorRequest, row: reading.CaseRow) -> list[tuple[str, Deed]]:
    """Verdict, sanction, contest: each by somebody who took no part in what came before."""
    actor, one, number, version = request.actor, row.case, row.case.number, version_of(request) or 0
    noted = _("It is noted.")

    def judge(known: dict[str, Any]) -> object:
        return deeds.judge(actor, number, known["verdict"], known["text"], version=version)

    def decide(known: dict[str, Any]) -> object:
        why = {"code": known["code"], "until": known["until"]}
        return deeds.sanction(actor, number, known["sanction"], known["text"], version=version, **why)

    def rule(known: dict[str, Any]) -> object:
        return deeds.decide_contest(actor, number, known["outcome"], known["text"], version=version)

    judges = actor.may(Permission.VISIT_WRITE, scheme=one.audit.scheme_id)
    decides = actor.may(Permission.EMPLOYER_REVIEW, scheme=one.audit.scheme_id) and may_sanction(
        actor.id or 0, {one.judged_by_id, one.audit.opened_by_id}
    )
    third = decides and actor.id != one.sanctioned_by_id
    state = row.state
    possible = (
        (judges and state in ("to_judge", "proof_late"),
         ("judge", Deed(_("Write the verdict"), VerdictForm, judge, noted))),
        (decides and state == "to_decide",
         ("decide", Deed(_("Decide on a sanction"), SanctionForm, decide, noted))),
        (third and state == "contested",
         ("answer", Deed(_("Decide on the contest"), ContestForm, rule, noted))),
    )  # fmt: skip
    return [deed for may, deed in possible if may]


def _open(request: ActorRequest, form: AuditForm) -> None:
    known = form.cleaned_data
    open_audit(
        request.actor,
        known["scheme"],
        known["title"],
        known["asked"],
        size=known["size"],
        due_days=known["due_days"],
        key=key_of(request),
    )
