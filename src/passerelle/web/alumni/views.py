"""The person's agreement and her invitations, and the pool as later schemes see it."""

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.actions.alumni.agree import agree, take_back
from passerelle.actions.calls.pool import decline, invite
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.queries.home.alumni import (
    AlumnaLine,
    alumni,
    alumni_for_call,
    calls_to_invite_to,
    hosts_of,
    line_of,
    own_agreement,
    own_invitations,
)
from passerelle.queries.selection.open_calls import words_of
from passerelle.records.alumni.models import Alumna, Invitation
from passerelle.web.alumni.forms import AgreementForm, AlumniFilter, CallPoolFilter
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of
from passerelle.web.shared.known_facts import listed
from passerelle.web.shared.naming import names_for

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: ActorRequest) -> HttpResponse:
    """Agree, renew the profile, or take it back; the calls to which she is invited."""
    if request.method == "POST" and "back" in request.POST:
        take_back(request.actor)
        messages.success(request, _("It is taken back. Your profile for later schemes is blank."))
        return HttpResponseRedirect(reverse("own-alumni"))
    mine = own_agreement(request.actor)
    form = AgreementForm(request.POST or None, mine=mine)
    if request.method == "POST":
        word = _("Thank you. Later schemes can find what you chose, without your name.")
        if done(request, form, lambda: agree(request.actor, form.agreement()), word):
            return HttpResponseRedirect(reverse("own-alumni"))
    context = {
        "mine": mine,
        "form": form,
        "invitations": [_invited(one) for one in own_invitations(request.actor, on=today())],
        "trail": [(reverse("own-page"), _("My page"))],
    }
    return render(request, "alumni/own.html", context, status=422 if form.errors else 200)


@require_POST
def say_no(request: ActorRequest, number: str) -> HttpResponse:
    """The person does not want to apply."""
    decline(request.actor, number)
    messages.success(request, _("Kept. You can still apply to the call while it is open."))
    return HttpResponseRedirect(reverse("own-alumni"))


@require_safe
def pool(request: ActorRequest) -> HttpResponse:
    """People who agreed, under pseudonyms."""
    form = AlumniFilter(request.GET or None, hosts=hosts_of(request.actor))
    page = Paginator(alumni(request.actor, form.wanted()), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": _lines(page),
        "filter": form,
        "calls": calls_to_invite_to(request.actor, on=today()),
        "query": request.GET.urlencode(),
    }
    return render(request, "alumni/pool.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call_pool(request: ActorRequest, number: str) -> HttpResponse:
    """Those of the pool who fit a call; the team invites whom it ticks."""
    form = CallPoolFilter(request.GET or None, hosts=hosts_of(request.actor))
    wanted = form.wanted()
    everybody = bool(wanted.host) or (form.is_bound and bool(form.cleaned_data.get("everybody")))
    found = alumni_for_call(request.actor, number, wanted, everybody=everybody)
    problems: tuple[Problem, ...] = ()
    chosen = request.POST.getlist("row")
    if request.method == "POST":
        try:
            counts = invite(
                request.actor, number, chosen, on=today(), host=wanted.host, key=key_of(request)
            )  # fmt: skip
            messages.success(request, _said(counts))
            return HttpResponseRedirect(request.get_full_path())
        except Refused as refused:
            problems = refused.problems
    page = Paginator(found.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "call": found.call,
        "page": page,
        "lines": _lines(page),
        "filter": form,
        "problems": problems,
        "chosen": chosen,
        "is_open": found.is_open(today()),
        "trail": [(reverse("call-kept", args=[number]), number)],
    }
    return render(request, "alumni/call.html", context, status=422 if problems else 200)


def _lines(page: Page[Alumna]) -> list[tuple[AlumnaLine, str | None, str | None]]:
    rows = [line_of(one) for one in page]
    names = names_for("", [code for one in rows for code in (*one.occupations, *one.skills)])
    return [(one, listed(one.occupations, names), listed(one.skills, names)) for one in rows]


def _invited(row: Invitation) -> dict[str, object]:
    told = words_of(row.call.texts, row.call.languages, get_language() or "en")
    title = row.call.texts.get(told, {}).get("title", "")
    return {"row": row, "title": title, "language": told}


def _said(counts: dict[str, int]) -> str:
    invited, lost, there = counts["invited"], counts["no_address"], counts["there"]
    said = [ngettext("%(n)s person is invited.", "%(n)s people are invited.", invited) % {"n": invited}]
    if lost:
        word = ngettext("%(n)s has no address.", "%(n)s have no address.", lost)
        said.append(word % {"n": lost})
    if there:
        word = ngettext(
            "%(n)s was invited before or is no longer here.",
            "%(n)s were invited before or are no longer here.",
            there,
        )
        said.append(word % {"n": there})
    return " ".join(said)
