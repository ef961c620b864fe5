"""Contracts: the list; one contract with its versions, signatures and filings."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from passerelle.actions.contracts.season import Hiring, end_contract, open_season_contracts
from passerelle.actions.contracts.sign_and_file import Filing, ask_for_signatures, record_filing
from passerelle.actions.contracts.write import Said, write_version
from passerelle.actions.people.record_read import record_read
from passerelle.actions.signing.remind import remind
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.contracts.season import GECCO
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.legal.contracts import (
    ContractPage,
    as_contract_row,
    contract_page,
    contract_rows,
    side_by_side,
)
from passerelle.web.legal.columns import CONTRACTS
from passerelle.web.legal.forms import AskForm, EndForm, FilingForm, SeasonForm, SidesForm, VersionForm
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_all
from passerelle.web.shared.lists import Whose, as_file, cells

PER_PAGE = 50
Forms = dict[str, VersionForm | AskForm | EndForm]


@require_http_methods(["GET", "HEAD", "POST"])
def contracts(request: ActorRequest) -> HttpResponse:
    """The contracts within reach, also as a file; the form opens contracts for a season."""
    season = SeasonForm(request.POST or None)
    if request.method == "POST":
        request.actor.must(Permission.CONTRACT_WRITE)
        if done(request, season, lambda: _season(request, season), _("Contracts opened.")):
            return HttpResponseRedirect(reverse("contracts"))
    wanted = {name: request.GET.get(name, "")[:60] for name in ("scheme", "form", "text")}
    found = contract_rows(request.actor, **wanted)
    kind = request.GET.get("format", "")
    if kind in ("csv", "xlsx"):
        rows = [as_contract_row(row) for row in found[:20_000]]
        whose = Whose(request.actor, "contracts", [row.candidate for row in rows], wanted["scheme"])
        return as_file(kind, "contracts", CONTRACTS, rows, {}, whose=whose)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [as_contract_row(row) for row in page]
    _read(request, "contracts", [row.candidate for row in rows])
    context = {
        "may_export": request.actor.may(Permission.LIST_EXPORT),
        "page": page,
        "rows": cells(CONTRACTS, rows, {}),
        "columns": CONTRACTS,
        "query": _query(request),
        "season": season,
        "least": GECCO,
        "may_write": request.actor.may(Permission.CONTRACT_WRITE),
        "may_read_fees": request.actor.may(Permission.CONTRACT_WRITE),
    }
    return render(request, "legal/contracts.html", context, status=422 if season.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def contract(request: ActorRequest, number: str) -> HttpResponse:
    """One contract; each form on it is answered here."""
    page = contract_page(request.actor, number, get_language() or "en")
    forms = _forms(page, request)
    status = 200
    if request.method == "POST":
        if _may(request, page) and _answered(request, page, forms):
            return HttpResponseRedirect(reverse("contract", args=[number]))
        status = 422
    _read(request, "contract", [number, page.contract.candidate.number], page.contract.candidate.scheme.code)
    wrong = next((form for form in forms.values() if form.is_bound and form.errors), None)
    context = {
        "page": page,
        "contract": page.contract,
        "forms": forms,
        "wrong": wrong,
        "may_write": _may(request, page),
        "least": GECCO,
        **_sides(request, page),
        "trail": [(reverse("contracts"), _("Contracts"))],
    }
    return render(request, "legal/contract.html", context, status=status)


@require_POST
def contract_remind(request: ActorRequest, number: str) -> HttpResponse:
    """Remind those whose signature is missing."""
    page = contract_page(request.actor, number, "en")
    try:
        told = remind(request.actor, [page.paper.number] if page.paper else [], key=key_of(request))
        messages.success(request, _("Reminders sent: %(count)s.") % {"count": told})
    except Refused as refused:
        for line in say_all(refused.problems):
            messages.error(request, line)
    return HttpResponseRedirect(reverse("contract", args=[number]))


def _sides(request: ActorRequest, page: ContractPage) -> dict[str, object]:
    """Two versions side by side, where they are asked for."""
    form = SidesForm([one.ordinal for one in page.versions], request.GET if "before" in request.GET else None)
    if not (form.is_bound and form.is_valid()):
        return {"sides": form, "compared": None}
    return {
        "sides": form,
        "compared": side_by_side(page, form.cleaned_data["before"], form.cleaned_data["after"]),
    }


def _may(request: ActorRequest, page: ContractPage) -> bool:
    return request.actor.may(Permission.CONTRACT_WRITE, scheme=page.contract.candidate.scheme_id)


def _forms(page: ContractPage, request: HttpRequest) -> Forms:
    sent = request.POST.get("deed", "") if request.method == "POST" else ""
    form, terms = page.contract.form, dict(page.terms)
    first = page.versions[0].language if page.versions else "en"
    return {
        "write": VersionForm(
            form, request.POST if sent == "write" else None, initial={**terms, "language": first}
        ),
        "ask": AskForm(form, request.POST if sent == "ask" else None),
        "file": FilingForm(form, request.POST if sent == "file" else None, initial=terms),
        "end": EndForm(request.POST if sent == "end" else None),
    }


def _answered(request: ActorRequest, page: ContractPage, forms: Forms) -> bool:
    number, actor, key = page.contract.number, request.actor, key_of(request)
    write, ask, file, end = forms["write"], forms["ask"], forms["file"], forms["end"]
    if isinstance(end, EndForm) and end.is_bound:
        return done(request, end, lambda: _end(request, number, end), _("The contract has ended."))
    if isinstance(file, FilingForm) and file.is_bound:
        return done(
            request, file, lambda: record_filing(actor, number, _filing(file), key=key), _("Filing recorded.")
        )
    if isinstance(ask, AskForm) and ask.is_bound:
        return done(
            request, ask, lambda: _ask(request, number, ask, key), _("Sent to the parties for signature.")
        )
    if isinstance(write, VersionForm) and write.is_bound:
        return done(
            request,
            write,
            lambda: write_version(actor, number, _said(write), version=version_of(request), key=key),
            _("New version written."),
        )
    return False


def _ask(request: ActorRequest, number: str, form: AskForm, key: str | None) -> None:
    in_turn = form.cleaned_data["in_turn"]
    ask_for_signatures(request.actor, number, addresses=form.addresses(), in_turn=in_turn, key=key)


def _end(request: ActorRequest, number: str, form: EndForm) -> None:
    on, code = form.cleaned_data["ended_on"], form.cleaned_data["code"]
    end_contract(request.actor, number, on=on, code=code, version=version_of(request), key=key_of(request))


def _season(request: ActorRequest, form: SeasonForm) -> None:
    known = form.cleaned_data
    cases = list(dict.fromkeys(known["journeys"].upper().split()))
    hiring = Hiring(known["vacancy"].strip().upper(), known["hiring"], known["joint_file"])
    try:
        open_season_contracts(request.actor, cases, hiring, key=key_of(request))
    except NotPermitted:
        message = Text("One of these cases is not open, or not within your reach.")
        raise Refused([Problem("unknown_case", message, column="journeys")]) from None


def _said(form: VersionForm) -> Said:
    names = {"school": form.cleaned_data.get("name_school", "")}
    return Said(form.terms(), form.cleaned_data["language"], names)


def _filing(form: FilingForm) -> Filing:
    known = form.cleaned_data
    return Filing(known["authority"], known["filed_on"], form.terms(), known["reference"])


def _read(request: ActorRequest, what: str, numbers: list[str], scheme: str = "") -> None:
    if numbers:
        record_read(request.actor, what, numbers, scheme_code=scheme, purpose=Purpose.JOURNEY)


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    for name in ("page", "format"):
        query.pop(name, None)
    return query.urlencode()
