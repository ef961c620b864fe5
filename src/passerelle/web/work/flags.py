"""What differs from contracts: a welfare officer's list, and each flag with everything said of its month."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.work.close_flag import close_flag
from passerelle.domain.access.privacy import Purpose
from passerelle.domain.work.flags import OUTCOMES
from passerelle.queries.protection.work_flags import flag_page, flagged_schemes, work_flags
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.forms_done import done
from passerelle.web.shared.keys import version_of
from passerelle.web.shared.wording import word_for

PER_PAGE = 50


class FlagFilter(forms.Form):
    """Scheme and state."""

    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("open", gettext_lazy("open")),
            ("closed", gettext_lazy("closed")),
            ("all", gettext_lazy("all")),
        ],
    )

    def offer(self, schemes: list[str]) -> None:
        """The schemes to choose from."""
        field: forms.ChoiceField = self.fields["scheme"]  # type: ignore[assignment]
        field.choices = [("", _("all")), *((code, code.upper()) for code in schemes)]


class CloseForm(forms.Form):
    """What became of it, and a sentence."""

    outcome = forms.ChoiceField(label=gettext_lazy("What became of it"))
    note = forms.CharField(
        label=gettext_lazy("What was found and done"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The worker reads this sentence."),
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field: forms.ChoiceField = self.fields["outcome"]  # type: ignore[assignment]
        field.choices = [("", ""), *((code, word_for(code, "work_outcome")) for code in OUTCOMES)]


@require_safe
def flags(request: ActorRequest) -> HttpResponse:
    """Open flags, the oldest first."""
    form = FlagFilter(request.GET or None)
    form.offer(flagged_schemes(request.actor))
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = work_flags(request.actor, scheme=chosen.get("scheme", ""), state=chosen.get("state") or "open")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    seen = [one.stay.journey.candidate.person.number for one in page]
    if seen:
        record_read(request.actor, "work_flags", seen, scheme_code="", purpose=Purpose.PROTECTION)
    return render(request, "work/flags.html", {"page": page, "filter": form})


@require_http_methods(["GET", "HEAD", "POST"])
def flag(request: ActorRequest, number: str) -> HttpResponse:
    """One flag: the month line by line, the worker's word, and how it is closed."""
    page = flag_page(request.actor, number)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and done(
        request, form, lambda: _close(request, number, form), _("Closed. The worker is told.")
    ):
        return HttpResponseRedirect(reverse("work-flag", args=[number]))
    candidate = page.flag.stay.journey.candidate
    record_read(
        request.actor,
        "work_flags",
        [candidate.person.number],
        scheme_code=candidate.scheme.code,
        purpose=Purpose.PROTECTION,
    )
    context = {
        "shown": page,
        "flag": page.flag,
        "form": form,
        "trail": [(reverse("work-flags"), _("Unlike the contract"))],
    }
    return render(request, "work/flag.html", context, status=422 if form.errors else 200)


def _close(request: ActorRequest, number: str, form: CloseForm) -> None:
    known = form.cleaned_data
    close_flag(
        request.actor, number, known["outcome"], note_text=known["note"], version=version_of(request) or 0
    )
