"""Quotas: the list with what is left, one quota, and the rows and cases behind each of its figures."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.quotas.allotting import publish_allotment
from passerelle.actions.quotas.opening import Limits, change_quota, open_quota
from passerelle.actions.quotas.waiting import join_waiting_list
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.demand.quota_pages import (
    QuotaFilter,
    QuotaLine,
    QuotaPage,
    as_lines,
    balance_of,
    quota_lines,
    quota_page,
    quota_rows,
)
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.records.quotas.models import Quota
from passerelle.web.demand.forms import (
    PublishForm,
    QuotaFindForm,
    QuotaForm,
    WaitForm,
    new_quota_form,
)
from passerelle.web.demand.typed_applicants import applicants_from
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.deeds import Deed, Worded, with_deeds
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import day
from passerelle.web.shared.lists import NOBODY, ListColumn, Whose, as_file, cells
from passerelle.web.shared.wording import word_for

PAGE = 50


def directions(quota: Quota) -> str:
    """What a quota is limited to, in one line."""
    firm = quota.employer.name if quota.employer else ""
    found = [quota.country, quota.region, quota.isco, quota.sector, firm]
    return ", ".join(one for one in found if one) or _("the whole scheme")


def period(quota: Quota) -> str:
    """From when to when."""
    return f"{day(quota.starts)} – {day(quota.ends)}" if quota.starts or quota.ends else _("no limit")


def _line(name: str) -> Callable[[Quota], str]:
    """The address of the rows behind a figure."""
    return lambda row: reverse("quota-lines", args=[row.number, name])


NAME = ListColumn(
    gettext_lazy("Quota"), lambda row, words: row.name, link=lambda row: reverse("quota", args=[row.number])
)
LIMITS: tuple[ListColumn, ...] = (
    ListColumn(gettext_lazy("Scheme"), lambda row, words: row.scheme.code.upper()),
    ListColumn(gettext_lazy("Limited to"), lambda row, words: directions(row)),
    ListColumn(gettext_lazy("Period"), lambda row, words: period(row)),
    ListColumn(gettext_lazy("Places"), lambda row, words: row.places, number=True),
)
# What stands behind each figure, in the order of a place's life.
FIGURES: tuple[tuple[Promise, str, Callable[[Quota], int]], ...] = (
    (gettext_lazy("Reserved"), "reserved", lambda row: row.taken - row.consumed - row.claimed),
    (gettext_lazy("Kept for people who moved up"), "waiting", lambda row: row.claimed),
    (gettext_lazy("Used"), "used", lambda row: row.consumed),
    (gettext_lazy("Given back"), "given_back", lambda row: row.released),  # type: ignore[attr-defined]
    (gettext_lazy("Left"), "ledger", lambda row: balance_of(row).left),
    (gettext_lazy("Waiting"), "waiting", lambda row: row.waits),  # type: ignore[attr-defined]
)


def columns(*, people: bool) -> tuple[ListColumn, ...]:
    """The list's columns; figures lead to their rows only for those who may read people."""
    figures = (
        ListColumn(word, _figure(read), number=True, link=_line(name) if people else None)
        for word, name, read in FIGURES
    )
    return (NAME, *LIMITS, *figures)


def _figure(read: Callable[[Quota], int]) -> Callable[[Quota, object], int]:
    return lambda row, words: read(row)


@require_http_methods(["GET", "HEAD", "POST"])
def quotas(request: ActorRequest) -> HttpResponse:
    """The quotas in scope; whoever may write opens one here."""
    actor = request.actor
    form = QuotaFindForm(request.GET, schemes=scheme_codes(actor, Permission.QUOTA_READ))
    form.is_valid()
    rows = quota_rows(actor, QuotaFilter(**form.cleaned_data))
    shown = columns(people=actor.may(Permission.CANDIDATE_READ))
    if request.GET.get("format"):
        actor.must(Permission.LIST_EXPORT)
        return as_file(request.GET["format"], "quotas", shown, rows, {}, whose=NOBODY)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    writable = scheme_codes(actor, Permission.QUOTA_WRITE)

    def show(forms_: Mapping[str, forms.Form], status: int) -> HttpResponse:
        context = {
            "form": form,
            "page": page,
            "columns": shown,
            "rows": cells(shown, page, {}),
            "can_export": actor.may(Permission.LIST_EXPORT),
            "forms": forms_,
            "may_write": bool(writable),
        }
        return render(request, "demand/quotas.html", context, status=status)

    deeds = {
        "open": Worded(
            new_quota_form(writable),
            lambda said: open_quota(actor, said["scheme"], _limits(said), key=key_of(request)),
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
            "figures": [(word, name, read(page.quota)) for word, name, read in FIGURES],
            "forms": forms_,
            "directions": directions(page.quota),
            "period": period(page.quota),
            "may_read_vacancies": request.actor.may(Permission.VACANCY_READ, scheme=page.quota.scheme_id),
            "trail": [(reverse("quotas"), _("Quotas"))],
        }
        return render(request, "demand/quota.html", context, status=status)

    return with_deeds(request, _deeds(request, page) if page.may_write else {}, show)


HEADINGS = {
    "reserved": gettext_lazy("Places reserved by an offer"),
    "used": gettext_lazy("Places used by a permit or visa"),
    "given_back": gettext_lazy("Places given back"),
    "waiting": gettext_lazy("Who waits, and for whom a place is kept"),
    "ledger": gettext_lazy("Every entry of the ledger"),
}
LINE_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(gettext_lazy("Day"), lambda row, words: day(timezone.localdate(row.at))),
    ListColumn(gettext_lazy("What happened"), lambda row, words: word_for(row.what, "quota_entry")),
    ListColumn(
        gettext_lazy("Candidate"),
        lambda row, words: row.candidate,
        code=True,
        link=lambda row: reverse("candidate", args=[row.candidate]),
    ),
    ListColumn(
        gettext_lazy("Case"),
        lambda row, words: row.case or "–",
        code=True,
        link=lambda row: reverse("case", args=[row.case]) if row.case else "",
    ),
    ListColumn(
        gettext_lazy("Vacancy"),
        lambda row, words: row.title or "–",
        link=lambda row: reverse("vacancy", args=[row.vacancy]) if row.vacancy else "",
    ),
    ListColumn(gettext_lazy("Why"), lambda row, words: word_for(row.why, "event") if row.why else "–"),
    ListColumn(gettext_lazy("By"), lambda row, words: row.by or "–"),
    ListColumn(gettext_lazy("Rank"), lambda row, words: "–" if row.rank is None else row.rank, number=True),
    ListColumn(gettext_lazy("Kept until"), lambda row, words: day(row.until) if row.until else "–"),
)
# Who waits has a rank and perhaps a day; an entry has a vacancy, a reason and somebody who made it.
ONLY_WAITING, ONLY_ENTRIES = (7, 8), (4, 5, 6)


def line_columns(what: str) -> tuple[ListColumn, ...]:
    """The columns that hold something for these rows."""
    idle = ONLY_ENTRIES if what == "waiting" else ONLY_WAITING
    return tuple(column for place, column in enumerate(LINE_COLUMNS) if place not in idle)


@require_safe
def lines(request: ActorRequest, number: str, what: str) -> HttpResponse:
    """The rows and cases behind one figure; reading them is one event."""
    actor = request.actor
    quota, rows = quota_lines(actor, number, what)
    shown = line_columns(what)
    if request.GET.get("format"):
        every = as_lines(actor, rows)
        people = [quota.number, *(one.candidate for one in every)]
        whose = Whose(actor, "quota", people, quota.scheme.code, purpose=Purpose.RECRUITMENT)
        return as_file(request.GET["format"], f"quota-{what}", shown, every, {}, whose=whose)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    listed = as_lines(actor, page)
    _read(request, quota, listed)
    context = {
        "quota": quota,
        "title": HEADINGS[what],
        "page": page,
        "columns": shown,
        "rows": cells(shown, listed, {}),
        "can_export": actor.may(Permission.LIST_EXPORT),
        "trail": [(reverse("quotas"), _("Quotas")), (reverse("quota", args=[number]), quota.name)],
    }
    return render(request, "demand/quota_lines.html", context)


def _read(request: ActorRequest, quota: Quota, listed: list[QuotaLine]) -> None:
    if listed:
        people = [one.candidate for one in listed]
        record_read(request.actor, "quota", [quota.number, *people], scheme_code=quota.scheme.code)


def _deeds(request: ActorRequest, page: QuotaPage) -> dict[str, Deed]:
    actor, number, version = request.actor, page.quota.number, version_of(request)

    return {
        "change": Worded(
            QuotaForm,
            lambda said: change_quota(actor, number, _limits(said), version=version, key=key_of(request)),
            _("The quota was changed."),
            kept=_initial(page.quota),
        ),
        "wait": Worded(
            WaitForm,
            lambda said: join_waiting_list(actor, number, said["candidates"].split(), key=key_of(request)),
            _("They are on the waiting list."),
        ),
        "publish": Worded(
            PublishForm,
            lambda said: publish_allotment(
                actor,
                number,
                applicants_from(said["applicants"]),
                committed=said["committed"],
                key=key_of(request),
            ),
            _("The rule, the list and the hash of the seed are published."),
        ),
    }


def _initial(quota: Quota) -> dict[str, object]:
    names = ("name", "places", "source", "rule", "country", "region", "isco", "sector", "starts", "ends")
    return {**{name: getattr(quota, name) for name in names}, "employer": _number(quota)}


def _number(quota: Quota) -> str:
    return quota.employer.number if quota.employer else ""


def _limits(said: Mapping[str, Any]) -> Limits:
    return Limits(**{name: value for name, value in said.items() if name != "scheme"})
