"""One stay: planned and confirmed days, the first weeks, changes and seasons; each deed answers here."""

from collections.abc import Callable

from django import forms
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.people.record_read import record_read
from passerelle.actions.stays.ask_change import ask_change
from passerelle.actions.stays.confirm import Confirmed, confirm_stays
from passerelle.actions.stays.decide_change import decide_change
from passerelle.actions.stays.plan_days import plan_days
from passerelle.actions.stays.seasons import Stated, recall, state_season_right
from passerelle.actions.stays.settle import settle_item
from passerelle.actions.stays.weigh_change import Bearing, weigh_change
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.stays.arrivals import HOST, TEAM
from passerelle.queries.stays.stay_page import StayPage, stay_page
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.stay.changes import shown_changes
from passerelle.web.stay.forms import (
    AskForm,
    ConfirmForm,
    DecideForm,
    ItemForm,
    PlanForm,
    RecallForm,
    RightForm,
    WeighForm,
)

STATED = {None: "unknown", True: "true", False: "false"}
Deed = tuple[Callable[[], object], str]


@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: ActorRequest, number: str) -> HttpResponse:
    """The page; one form of it comes back at a time."""
    page = stay_page(request.actor, number, on=today())
    shown, weigh = _forms(request, page), _weigh_forms(request, page)
    deed, about = request.POST.get("deed", ""), request.POST.get("change", "")
    if deed == "weigh" and about in weigh:
        shown["weigh"] = weigh[about]
    if request.method == "POST" and page.may_write and deed in shown:
        act, word = _deed(request, page, deed, shown[deed])
        if done(request, shown[deed], act, word):
            return HttpResponseRedirect(reverse("stay", args=[number]))
    candidate = page.stay.journey.candidate
    record_read(
        request.actor,
        "stay",
        [candidate.person.number],
        scheme_code=candidate.scheme.code,
        purpose=Purpose.JOURNEY,
    )
    wrong = next((one for one in shown.values() if one.errors), None)
    context = {
        "shown": page,
        "changes": [(one, weigh.get(one.row.number)) for one in shown_changes(page, today())],
        "stay": page.stay,
        "person": candidate.person,
        "may_read_contract": request.actor.may(Permission.CONTRACT_READ, scheme=candidate.scheme_id),
        "forms": shown,
        "wrong": wrong,
        "deed": deed,
        "answering": about,
        "trail": [(reverse("stays"), _("Placements"))],
    }
    return render(request, "stay/stay.html", context, status=422 if wrong else 200)


def _forms(request: ActorRequest, page: StayPage) -> dict[str, forms.Form]:
    deed = request.POST.get("deed", "")

    def sent(name: str) -> QueryDict | None:
        return request.POST if deed == name else None

    stay = page.stay
    planned = {"planned_from": stay.planned_from, "planned_until": stay.planned_until, "site": stay.site}
    shown: dict[str, forms.Form] = {
        "confirm": ConfirmForm(sent("confirm")),
        "item": ItemForm(sent("item"), codes=[one.code for one in page.items], initial={"on": today()}),
        "ask": AskForm(sent("ask"), side=TEAM if page.may_decide else HOST),
        "recall": RecallForm(sent("recall"), initial={"season": today().year + 1}),
    }
    if page.may_decide:
        shown |= {
            "plan": PlanForm(sent("plan"), initial=planned),
            "decide": DecideForm(sent("decide")),
            "right": RightForm(sent("right")),
        }
    return shown


def _weigh_forms(request: ActorRequest, page: StayPage) -> dict[str, WeighForm]:
    """One form for each change that waits, with what was stated of it before; the one sent is bound."""
    sent = request.POST.get("change", "") if request.POST.get("deed") == "weigh" else ""
    return {
        one.number: WeighForm(
            request.POST if one.number == sent else None,
            kind=one.kind,
            initial={"noticed_on": one.noticed_on, "breach": STATED[one.breach]},
            auto_id=f"id_{one.number}_%s",
        )
        for one in (page.open_changes if page.may_decide else ())
    }


def _deed(request: ActorRequest, page: StayPage, deed: str, form: forms.Form) -> Deed:
    acts: dict[str, Deed] = {
        "confirm": (lambda: _confirm(request, page, form), _("Confirmed.")),
        "item": (lambda: _settle(request, page, form), _("Recorded.")),
        "plan": (lambda: _plan(request, page, form), _("The planned days are kept.")),
        "ask": (lambda: _ask(request, page, form), _("Asked. The team decides.")),
        "decide": (lambda: _decide(request, page, form), _("Decided. The person is told.")),
        "weigh": (lambda: _weigh(request, form), _("Kept, and held against the route once more.")),
        "right": (lambda: _right(request, page, form), _("Kept.")),
        "recall": (lambda: _recall(request, page, form), _("Answered.")),
    }
    return acts[deed]


def _confirm(request: ActorRequest, page: StayPage, form: forms.Form) -> None:
    confirm_stays(request.actor, [Confirmed(page.stay.number, **form.cleaned_data)], key=key_of(request))


def _settle(request: ActorRequest, page: StayPage, form: forms.Form) -> None:
    known = form.cleaned_data
    settle_item(
        request.actor,
        page.stay.number,
        known["code"],
        state=known["state"],
        on=known["on"],
        evidence=known["evidence"],
        note_text=known["note"],
        key=key_of(request),
    )


def _plan(request: ActorRequest, page: StayPage, form: forms.Form) -> None:
    known = form.cleaned_data
    plan_days(
        request.actor,
        page.stay.number,
        begins=known["planned_from"],
        ends=known["planned_until"],
        site=known["site"],
        version=version_of(request),
    )


def _ask(request: ActorRequest, page: StayPage, form: forms.Form) -> None:
    assert isinstance(form, AskForm)
    ask_change(request.actor, page.stay.number, form.wish(), why=form.cleaned_data["why"], key=key_of(request))


def _decide(request: ActorRequest, page: StayPage, form: forms.Form) -> None:
    known = form.cleaned_data
    decide_change(
        request.actor,
        request.POST.get("change", ""),
        known["answer"],
        note_text=known["note"],
        vacancy=known["vacancy"],
        version=version_of(request),
    )


def _weigh(request: ActorRequest, form: forms.Form) -> None:
    weigh_change(
        request.actor,
        request.POST.get("change", ""),
        Bearing(**form.cleaned_data),
        version=version_of(request),
    )


def _right(request: ActorRequest, page: StayPage, form: forms.Form) -> None:
    state_season_right(request.actor, page.stay.number, Stated(**form.cleaned_data), key=key_of(request))


def _recall(request: ActorRequest, page: StayPage, form: forms.Form) -> None:
    known = form.cleaned_data
    recall(
        request.actor,
        [page.stay.number],
        season=known["season"],
        code=known["code"],
        note_text=known["note"],
        key=key_of(request),
    )
