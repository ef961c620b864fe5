"""Lists in, in three steps: file, check, keep."""

from pathlib import Path

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.domain.access.permissions import Permission
from passerelle.domain.intake.candidate_list import CANDIDATES
from passerelle.domain.intake.vacancy_list import VACANCIES
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.gateways import waiting_files
from passerelle.gateways.returned_file import with_problems
from passerelle.gateways.sheet_templates import workbook_template
from passerelle.queries.people.receipts import answered
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.web.casework.import_form import ImportForm
from passerelle.web.casework.import_lines import shown_preview
from passerelle.web.casework.waiting_lists import FOLDER, WaitingList, keep, preview, waiting_list
from passerelle.web.shared.access import ActorRequest
from passerelle.web.shared.labels import say
from passerelle.web.shared.lists import NOBODY, rows_as_file, workbook

LAYOUTS = {"candidates": CANDIDATES, "vacancies": VACANCIES}


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: ActorRequest) -> HttpResponse:
    """Step 1: choose what it is and the file; the check follows at once."""
    first = {"kind": request.GET.get("list", "candidates"), "scheme": request.GET.get("scheme", "")}
    form = ImportForm(request.POST or None, request.FILES or None, initial=first)
    may_vacancies = request.actor.may(Permission.VACANCY_WRITE)
    form.offer(scheme_codes(request.actor, Permission.LIST_IMPORT), vacancies=may_vacancies)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        chosen = {field: form.cleaned_data[field] for field in ("kind", "scheme", "partner", "adapter")}
        name = waiting_files.put(FOLDER, upload.chunks())
        return _check(request, WaitingList(**chosen, file=name, called=Path(upload.name).name[:120]))
    context = {"form": form, "steps": steps()}
    return render(request, "casework/import.html", context, status=422 if form.errors else 200)


def steps() -> list[str]:
    """The three steps in words."""
    return [_("File"), _("Check"), _("Keep")]


def _check(request: ActorRequest, waiting: WaitingList, *, extra: tuple[Problem, ...] = ()) -> HttpResponse:
    """Step 2: everything that the list would do, and everything that stands against it."""
    shown, problems = None, extra
    try:
        shown = preview(request.actor, waiting)
    except MissingFile:  # kept or cleared away between two clicks
        return _gone(request)
    except Refused as refusal:
        problems = (*extra, *refusal.problems)
    context = {
        "waiting": waiting,
        "token": waiting.token(request.actor),
        "preview": shown_preview(shown) if shown else None,
        "fingerprint": shown.fingerprint() if shown and shown.can_be_kept else "",
        "problems": problems,
        "steps": steps(),
        "back": f"{reverse('imports')}?list={waiting.kind}&scheme={waiting.scheme}",
    }
    stands_against = problems or (shown and not shown.can_be_kept)
    return render(request, "casework/import_check.html", context, status=422 if stands_against else 200)


@require_POST
def keep_list(request: ActorRequest) -> HttpResponse:
    """Step 3: keep it whole, exactly as it was shown; sent twice, it is kept once and answered alike."""
    waiting = _waiting(request)
    if waiting is None:
        return _gone(request)
    try:
        counts = _counts(request, waiting)
    except MissingFile:
        return _gone(request)
    except Refused as refusal:
        return _check(request, waiting, extra=refusal.problems)
    sentence = _("Kept: %(new)s new, %(changed)s changed, %(unchanged)s as they were.")
    messages.success(request, sentence % counts)
    return redirect(f"{reverse(waiting.kind)}?scheme={waiting.scheme}")


def _gone(request: ActorRequest) -> HttpResponse:
    gone = _("The uploaded list is no longer here. Choose the file again; nothing was kept.")
    messages.error(request, gone)
    return redirect("imports")


def _counts(request: ActorRequest, waiting: WaitingList) -> dict[str, int]:
    before = answered(request.actor, waiting.file)
    if isinstance(before, dict):
        return before
    counts = keep(request.actor, waiting, expected=request.POST.get("fingerprint", ""))
    waiting_files.drop(FOLDER, waiting.file)
    return counts


@require_POST
def returned_list(request: ActorRequest) -> HttpResponse:
    """The same file with a column that says what is wrong in each row."""
    waiting = _waiting(request)
    if waiting is None:
        raise Http404
    try:
        reading = preview(request.actor, waiting).reading
        rows = list(with_problems(waiting.grid(), reading.problems, reading.dropped, translate=say))
    except MissingFile as missing:
        raise Http404 from missing
    except Refused:  # nothing of the file can be read, so there is nothing to give back
        return _check(request, waiting)
    headings = [str(cell or "") for cell in rows[0]]
    # The reader's own upload, given back: nothing in it comes from the records.
    return rows_as_file("xlsx", f"{waiting.kind}-problems", headings, rows[1:], whose=NOBODY)


@require_safe
def template(request: ActorRequest, kind: str) -> HttpResponse:
    """The workbook to start from, with headings in the person's language."""
    if kind not in LAYOUTS:
        raise Http404
    content = workbook_template(LAYOUTS[kind], language=get_language() or "en")
    return workbook(f"passerelle-{kind}", content)


def _waiting(request: ActorRequest) -> WaitingList | None:
    try:
        return waiting_list(request.POST.get("token", ""), request.actor)
    except signing.BadSignature:
        return None
