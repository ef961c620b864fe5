"""What changed since a day, Monday unless told."""

from datetime import date

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.cases.case_changes import case_changes, last_monday
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.shared.access import ActorRequest, today

PAGE = 50


class SinceForm(forms.Form):
    """A day and a scheme."""

    since = forms.DateField(label=_("Since"), required=False, widget=forms.DateInput({"type": "date"}))
    scheme = forms.ChoiceField(label=_("Scheme"), required=False)

    def __init__(self, *args: object, schemes: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choices = [("", _("all")), *((code, code.upper()) for code in schemes)]
        self.fields["scheme"].choices = choices  # type: ignore[attr-defined]


@require_safe
def changes(request: ActorRequest) -> HttpResponse:
    """Counts by event, each leading to its changes; then the changes, newest first."""
    actor = request.actor
    form = SinceForm(request.GET, schemes=scheme_codes(actor, Permission.JOURNEY_READ))
    form.is_valid()
    since: date = form.cleaned_data.get("since") or last_monday(today())
    scheme = form.cleaned_data.get("scheme", "")
    found = case_changes(actor, since=since, scheme=scheme, event=request.GET.get("event", "")[:40])
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    people = [one.journey.candidate.person.number for one in page]
    record_read(actor, "case_changes", people, scheme_code=scheme, purpose=Purpose.JOURNEY)
    context = {"form": form, "since": since, "scheme": scheme, "counts": found.counts, "page": page}
    return render(request, "cases/changes.html", context)
