"""Quotas: the list with what is left, one quota with everything behind its figures, and one's own result."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.quotas.allotting import Applicant, draw_allotment, publish_allotment
from passerelle.actions.quotas.opening import Limits, change_quota, open_quota
from passerelle.actions.quotas.waiting import join_waiting_list
from passerelle.domain.access.permissions import Permission
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.quota_pages import QuotaPage, balance_of, own_allotments, quota_page, quota_rows
from passerelle.queries.scheme_codes import scheme_codes
from passerelle.records.quotas.models import Quota
from passerelle.web.demand.deeds import Deed, with_deeds
from passerelle.web.demand.forms import (
    DrawForm,
    FindForm,
    PublishForm,
    QuotaForm,
    WaitForm,
    new_quota_form,
)
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.keys import version_of
from passerelle.web.shared.labels import day
from passerelle.web.shared.lists import ListColumn, as_file, cells

PAGE = 50


def directions(quota: Quota) -> str:
    """What a quota is limited to, in one line."""
    firm = quota.employer.name if quota.employer else ""
    found = [quota.country, quota.region, quota.isco, quota.sector, firm]
    return ", ".join(one for one in found if one) or _("the whole scheme")


def period(quota: Quota) -> str:
    """From when to when."""
    return f"{day(quota.starts)} – {day(quota.ends)}" if quota.starts or quota.ends else _("no limit")


COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        gettext_lazy("Quota"), lambda row, words: row.name, link=lambda row: reverse("quota", args=[row.number])
    ),
    ListColumn(gettext_lazy("Scheme"), lambda row, words: row.scheme.code.upper()),
    ListColumn(gettext_lazy("Limited to"), lambda row, words: directions(row)),
    ListColumn(gettext_lazy("Period"), lambda row, words: period(row)),
    ListColumn(gettext_lazy("Places"), lambda row, words: row.places, number=True),
    ListColumn(gettext_lazy("Reserved"), lambda row, words: balance_of(row).reserved, number=True),
    ListColumn(gettext_lazy("Used"), lambda row, words: row.consumed, number=True),
    ListColumn(gettext_lazy("Left"), lambda row, words: balance_of(row).left, number=True),
    ListColumn(gettext_lazy("Waiting"), lambda row, words: row.waits, number=True),
)


@require_http_methods(["GET", "HEAD", "POST"])
def quotas(request: ActorRequest) -> HttpResponse:
    """The quotas in scope; whoever may write opens one here."""
    actor = request.actor
    form = FindForm(request.GET, schemes=scheme_codes(actor, Permission.QUOTA_READ))
    form.is_valid()
    wanted = {name: form.cleaned_data.get(name, "") for name in ("scheme", "text")}
    rows = quota_rows(actor, **wanted)
    if request.GET.get("format"):
        actor.must(Permission.LIST_EXPORT)
        return as_file(request.GET["format"], "quotas", COLUMNS, rows, {})
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    writable = scheme_codes(actor, Permission.QUOTA_WRITE)

    def show(forms_: Mapping[str, forms.Form], status: int) -> HttpResponse:
        context = {
            "form": form,
            "page": page,
            "columns": COLUMNS,
            "rows": cells(COLUMNS, page, {}),
            "can_export": actor.may(Permission.LIST_EXPORT),
            "forms": forms_,
            "may_write": bool(writable),
        }
        return render(request, "demand/quotas.html", context, status=status)

    deeds = {
        "open": Deed(
            new_quota_form(writable),
            lambda said, key: open_quota(actor, said["scheme"], _limits(said), key=key),
            _("The quota was opened."),
        )
    }
    return with_deeds(request, deeds if writable else {}, show)


@require_http_methods(["GET", "HEAD", "POST"])
def quota(request: ActorRequest, number: str) -> HttpResponse:
    """One quota; reading who holds what is one event."""
    page = quota_page(request.actor, number)
    people = [one.candidate.number for one in page.holds]
    people += [one.candidate.number for one in page.waiting]
    people += [one.candidate.number for one in page.entries]
    if people:
        record_read(request.actor, "quota", [number, *people], scheme_code=page.quota.scheme.code)

    def show(forms_: Mapping[str, forms.Form], status: int) -> HttpResponse:
        context = {
            "page": page,
            "quota": page.quota,
            "forms": forms_,
            "directions": directions(page.quota),
            "period": period(page.quota),
            "trail": [(reverse("quotas"), _("Quotas"))],
        }
        return render(request, "demand/quota.html", context, status=status)

    return with_deeds(request, _deeds(request, page) if page.may_write else {}, show)


def _deeds(request: ActorRequest, page: QuotaPage) -> dict[str, Deed]:
    actor, number, version = request.actor, page.quota.number, version_of(request)

    def form(*args: Any) -> forms.Form:
        return QuotaForm(args[0] if args else None, initial=_initial(page.quota))

    return {
        "change": Deed(
            form,
            lambda said, key: change_quota(actor, number, _limits(said), version=version),
            _("The quota was changed."),
        ),
        "wait": Deed(
            WaitForm,
            lambda said, key: join_waiting_list(actor, number, said["candidates"].split(), key=key),
            _("They are on the waiting list."),
        ),
        "publish": Deed(
            PublishForm,
            lambda said, key: publish_allotment(
                actor, number, _applicants(said["applicants"]), committed=said["committed"], key=key
            ),
            _("The rule, the list and the hash of the seed are published."),
        ),
        "draw": Deed(
            DrawForm,
            lambda said, key: draw_allotment(actor, said["number"].strip(), seed=said["seed"]),
            _("The places are shared out. Each applicant is told their own result."),
        ),
    }


@require_safe
def own_results(request: ActorRequest) -> HttpResponse:
    """What allotments brought the signed-in person: their own line and the rule, nobody else's facts."""
    return render(request, "demand/own_results.html", {"results": own_allotments(request.actor)})


def _initial(quota: Quota) -> dict[str, object]:
    names = ("name", "places", "source", "rule", "country", "region", "isco", "sector", "starts", "ends")
    return {**{name: getattr(quota, name) for name in names}, "employer": _number(quota)}


def _number(quota: Quota) -> str:
    return quota.employer.number if quota.employer else ""


def _limits(said: Mapping[str, Any]) -> Limits:
    return Limits(**{name: value for name, value in said.items() if name != "scheme"})


def _applicants(text: str) -> list[Applicant]:
    """One applicant a line; what cannot be read is refused with its line."""
    found, problems = [], []
    for place, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                found.append(_applicant(line))
            except ValueError:
                message = Text("Line %(line)s cannot be read.", {"line": place})
                hint = Text("Write: number; asked; points; complete on; choices.")
                problems.append(Problem("bad_line", message, hint, row=place, column="applicants"))
    if problems:
        raise Refused(problems)
    return found


def _applicant(line: str) -> Applicant:
    parts = [part.strip() for part in line.split(";")] + [""] * 4
    number, asked, points, complete, choices = parts[:5]
    at = timezone.make_aware(datetime.fromisoformat(complete)) if complete else None
    return Applicant(
        number,
        int(asked or 1),
        float(points.replace(",", ".")) if points else None,
        at,
        tuple(_choice(one) for one in choices.split("|") if one.strip()),
    )


def _choice(text: str) -> dict[str, object]:
    vacancy, rank, post_rank = (part.strip() for part in text.split(":"))
    return {"vacancy": vacancy, "rank": int(rank), "post_rank": int(post_rank) if post_rank else None}
