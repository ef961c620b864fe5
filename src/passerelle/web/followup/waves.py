"""Waves for staff: the list, a sheet to call from, and one wave with what was said before."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.followups.answer import HOW, not_reached, write_down
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.followups.questions import QUESTIONS
from passerelle.domain.followups.waves import MAY_ANSWER, STATES, UNREACHABLE
from passerelle.domain.kernel.problems import Refused
from passerelle.queries.home.waves import CALL, Reached, followed_schemes, wave_page, waves, with_contacts
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.labels import say_problem
from passerelle.web.shared.wave_form import WaveForm
from passerelle.web.shared.wording import word_for

PER_PAGE = 50
ON_A_SHEET = 200


class WaveFilter(forms.Form):
    """Scheme and state."""

    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)

    def offer(self, schemes: list[str]) -> None:
        """The schemes and states to choose from."""
        field: forms.ChoiceField = self.fields["scheme"]  # type: ignore[assignment]
        field.choices = [("", _("all")), *((code, code.upper()) for code in schemes)]
        states: forms.ChoiceField = self.fields["state"]  # type: ignore[assignment]
        known = [(one, word_for(one, "wave_state")) for one in STATES]
        states.choices = [("", _("due and not answered")), *known, ("all", _("all"))]


class WrittenForm(WaveForm):
    """The same questions, and how the person was spoken to."""

    how = forms.ChoiceField(label=gettext_lazy("How did you speak?"))

    field_order = ("how", *WaveForm.field_order)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        field: forms.ChoiceField = self.fields["how"]  # type: ignore[assignment]
        field.choices = [(one, word_for(one, "wave_channel")) for one in HOW]


@require_safe
def show_waves(request: ActorRequest) -> HttpResponse:
    """Waves whose day has come and that nobody answered, or any others."""
    form = WaveFilter(request.GET or None)
    form.offer(followed_schemes(request.actor))
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    state = {"": CALL, "all": ""}.get(chosen.get("state", ""), chosen.get("state", ""))
    found = waves(request.actor, on=today(), scheme=chosen.get("scheme", ""), state=state)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    lines = _seen(request, with_contacts(request.actor, page.object_list))
    context = {"page": page, "lines": lines, "filter": form, "scheme": chosen.get("scheme", "")}
    return render(request, "followup/waves.html", context)


@require_safe
def sheet(request: ActorRequest) -> HttpResponse:
    """Everybody to be called, to print: names, numbers, languages, and boxes for the answers."""
    scheme = request.GET.get("scheme", "")
    found = waves(request.actor, on=today(), scheme=scheme)[:ON_A_SHEET]
    lines = _seen(request, with_contacts(request.actor, found))
    questions = [
        (word_for(name, "wave_question"), [word_for(one, "wave_answer") for one in codes])
        for name, codes in QUESTIONS.items()
        if name != "pay_known"
    ]
    context = {
        "lines": lines,
        "questions": questions,
        "most": ON_A_SHEET,
        "day": today(),
        "trail": [(reverse("waves"), _("Follow-up"))],
    }
    return render(request, "followup/sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_wave(request: ActorRequest, number: str) -> HttpResponse:
    """One wave: what was said before, and a form for what is said now."""
    page = wave_page(request.actor, number)
    wave = page.reached.wave
    may_write = request.actor.may(Permission.FOLLOW_UP_WRITE, scheme=wave.journey.candidate.scheme_id)
    open_ = may_write and wave.state in MAY_ANSWER
    if request.method == "POST" and "lost" in request.POST and open_:
        return _lost(request, number)
    form = WrittenForm(request.POST or None) if open_ else None
    if form is not None and request.method == "POST" and _kept(request, number, form):
        return HttpResponseRedirect(reverse("wave", args=[number]))
    candidate = wave.journey.candidate
    read = [candidate.person.number]
    record_read(request.actor, "wave", read, scheme_code=candidate.scheme.code, purpose=Purpose.FOLLOW_UP)
    context = {
        "shown": page,
        "wave": wave,
        "form": form,
        "may_write": may_write,
        "lost": wave.state == UNREACHABLE,
        "questions": [*QUESTIONS],
        "trail": [(reverse("waves"), _("Follow-up"))],
    }
    wrong = form is not None and form.errors
    return render(request, "followup/wave.html", context, status=422 if wrong else 200)


def _seen(request: ActorRequest, lines: list[Reached]) -> list[Reached]:
    seen = [one.wave.journey.candidate.person.number for one in lines]
    if seen:
        record_read(request.actor, "waves", seen, scheme_code="", purpose=Purpose.FOLLOW_UP)
    return lines


def _lost(request: ActorRequest, number: str) -> HttpResponse:
    try:
        not_reached(request.actor, number, version=version_of(request) or 0)
        messages.success(request, _("Noted as not reached. A later answer is still taken."))
    except Refused as refused:
        messages.error(request, " ".join(say_problem(one) for one in refused.problems))
    return HttpResponseRedirect(reverse("wave", args=[number]))


def _kept(request: ActorRequest, number: str, form: WrittenForm) -> bool:
    def write() -> None:
        how, version = form.cleaned_data["how"], version_of(request) or 0
        write_down(request.actor, number, form.said(), how=how, version=version, key=key_of(request))

    return done(request, form, write, _("Kept."))
