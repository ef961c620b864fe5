"""Adding or changing one candidate or vacancy: the same reading and the same action as a list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from passerelle.actions.candidates import import_list as candidate_import
from passerelle.actions.candidates import list_values as candidate_values
from passerelle.actions.candidates import preview_list as candidate_preview
from passerelle.actions.vacancies import import_list as vacancy_import
from passerelle.actions.vacancies import list_values as vacancy_values
from passerelle.actions.vacancies import preview_list as vacancy_preview
from passerelle.domain.access.permissions import Permission
from passerelle.domain.intake.candidate_list import CANDIDATES
from passerelle.domain.intake.columns import Layout
from passerelle.domain.intake.grid import Grid
from passerelle.domain.intake.vacancy_list import VACANCIES
from passerelle.domain.kernel.identifiers import new_number
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.queries.people.entries import candidate_entry, vacancy_entry
from passerelle.queries.people.receipts import answered
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.casework.entry_form import EntryForm, typed
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import hidden_key, key_of
from passerelle.web.shared.lists import Words

BY_HAND = "entered by hand"


@dataclass(frozen=True, slots=True)
class Entry:
    """What is being edited: its values now, its version, and how to keep what was typed."""

    layout: Layout
    title: str
    values: dict[str, str]
    version: int | None
    own_id: str
    keep: Callable[[str, Grid, "Entry"], Any]
    scheme: str = ""
    version_now: Callable[[], int | None] = lambda: None

    def must_be_unchanged(self) -> None:
        """Refuse when the record is no longer the one that the form was made from."""
        if self.version_now() != self.version:
            raise Refused([Problem("stale", Text("Somebody changed this meanwhile."))])


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_new(request: ActorRequest) -> HttpResponse:
    """A new candidate."""
    request.actor.must(Permission.LIST_IMPORT)
    keep = _keep_candidate(request, BY_HAND)
    return _edit(request, Entry(CANDIDATES, _("Add a candidate"), {}, None, new_number("H"), keep))


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_edit(request: ActorRequest, number: str) -> HttpResponse:
    """Change a candidate's facts."""
    candidate, reference = candidate_entry(request.actor, number)
    own_id = reference.reference if reference else candidate.number
    partner = reference.organisation.name if reference else BY_HAND
    values = typed(candidate_values.values_of(candidate.person, own_id))
    keep, scheme = _keep_candidate(request, partner), candidate.scheme.code
    title = _("Change %(number)s") % {"number": candidate.number}
    version = candidate.person.version

    def version_now() -> int:
        return candidate_entry(request.actor, number)[0].person.version

    return _edit(request, Entry(CANDIDATES, title, values, version, own_id, keep, scheme, version_now))


@require_http_methods(["GET", "HEAD", "POST"])
def vacancy_new(request: ActorRequest) -> HttpResponse:
    """A new vacancy."""
    request.actor.must(Permission.LIST_IMPORT)
    keep = _keep_vacancy(request, BY_HAND)
    return _edit(request, Entry(VACANCIES, _("Add a vacancy"), {"posts": "1"}, None, new_number("H"), keep))


@require_http_methods(["GET", "HEAD", "POST"])
def vacancy_edit(request: ActorRequest, number: str) -> HttpResponse:
    """Change a vacancy's facts."""
    vacancy = vacancy_entry(request.actor, number)
    values, keep = typed(vacancy_values.values_of(vacancy)), _keep_vacancy(request, vacancy.source)
    title = _("Change %(number)s") % {"number": vacancy.number}

    def version_now() -> int:
        return vacancy_entry(request.actor, number).version

    known = (vacancy.version, vacancy.reference, keep, vacancy.scheme.code, version_now)
    return _edit(request, Entry(VACANCIES, title, values, *known))


def _edit(request: ActorRequest, entry: Entry) -> HttpResponse:
    codes = [entry.scheme] if entry.scheme else scheme_codes(request.actor, Permission.LIST_IMPORT)
    chosen = request.POST.get("scheme") or _first(request.GET.get("scheme", ""), codes)
    if chosen not in codes:
        raise Http404
    form = EntryForm(entry.layout, request.POST or None, initial={**entry.values, "version": entry.version})
    now: Words = {}
    if request.method == "POST" and form.is_valid():
        if answered(request.actor, key_of(request) or ""):
            return redirect(f"{reverse(entry.layout.name)}?scheme={chosen}")
        if entry.version is not None and form.cleaned_data["version"] != entry.version:
            form.add_error(
                None, _("Somebody changed this meanwhile. What is kept now stands beside your entries.")
            )
            form.data = {**form.data.dict(), "version": entry.version}  # type: ignore[attr-defined]
            now = entry.values
        elif _kept(form, entry, chosen):
            messages.success(request, _("Kept."))
            return redirect(f"{reverse(entry.layout.name)}?scheme={chosen}")
    fields = [(field, now.get(field.name)) for field in form.visible_fields()]
    context = {
        "form": form,
        "fields": fields,
        "entry": entry,
        "codes": codes,
        "key": hidden_key(),
        "chosen": chosen,
        "list_word": _("Candidates") if entry.layout is CANDIDATES else _("Vacancies"),
    }
    return render(request, "casework/entry.html", context, status=422 if form.errors else 200)


def _first(wanted: str, codes: list[str]) -> str:
    return wanted if wanted in codes else next(iter(codes), "")


def _kept(form: EntryForm, entry: Entry, scheme: str) -> bool:
    try:
        entry.keep(scheme, form.grid(entry.own_id), entry)
    except Refused as refusal:
        form.mark(refusal.problems)
        return False
    return True


# What is kept is what a look at the record just now allows: looked at, then the version compared, then kept
# only if nothing moved since the look. A save that slips in anywhere between is noticed.
def _keep_candidate(request: ActorRequest, partner: str) -> Callable[[str, Grid, Entry], Any]:
    def keep(scheme: str, grid: Grid, entry: Entry) -> Any:
        read = candidate_preview.read_candidates(grid, today=today())
        seen = candidate_preview.preview_list(request.actor, scheme, read, named=partner).fingerprint()
        entry.must_be_unchanged()
        once: Any = {"today": today(), "expected": seen, "key": key_of(request)}
        return candidate_import.import_list(request.actor, scheme, read, named=partner, **once)

    return keep


def _keep_vacancy(request: ActorRequest, source: str) -> Callable[[str, Grid, Entry], Any]:
    def keep(scheme: str, grid: Grid, entry: Entry) -> Any:
        read = vacancy_preview.source_of(grid, today=today(), named=source)
        seen = vacancy_preview.preview_list(request.actor, scheme, read).fingerprint()
        entry.must_be_unchanged()
        once: Any = {"today": today(), "expected": seen, "key": key_of(request)}
        return vacancy_import.import_list(request.actor, scheme, read, **once)

    return keep
