"""A file of pay in three steps: file, check, keep."""

from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.validators import FileExtensionValidator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.actions.work.pay_check import Checked, check_pay
from passerelle.actions.work.pay_rows import PayRow, read_pay, rows_of
from passerelle.actions.work.state_pay import state_pay
from passerelle.domain.intake.pay_list import PAY
from passerelle.domain.intake.reading import Reading
from passerelle.domain.kernel.problems import MissingFile, Problem, Refused
from passerelle.gateways import waiting_files
from passerelle.gateways.sheet_templates import workbook_template
from passerelle.gateways.uploads import read_upload
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.labels import say
from passerelle.web.shared.lists import workbook

FOLDER = Path(settings.MEDIA_ROOT) / "pay"
SALT = "waiting pay"
MOST = 5 * 1024 * 1024


class PayFileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        validators=[FileExtensionValidator(["xlsx", "csv"])],
        help_text=gettext_lazy("XLSX or CSV, up to 5 MB. Nothing is kept before you have seen the check."),
    )

    def clean_file(self) -> object:
        """Refuse what is too big before anybody opens it."""
        upload = self.cleaned_data["file"]
        if (upload.size or 0) > MOST:
            raise forms.ValidationError(_("The file is larger than 5 MB. Split it by month."))
        return upload


@require_http_methods(["GET", "HEAD", "POST"])
def pay_file(request: ActorRequest) -> HttpResponse:
    """Step 1: the file; its check follows at once."""
    sent = request.method == "POST"
    form = PayFileForm(request.POST, request.FILES) if sent else PayFileForm()
    if sent and form.is_valid():
        upload = form.cleaned_data["file"]
        name = waiting_files.put(FOLDER, upload.chunks())
        return _check(request, name, Path(upload.name).name[:120])
    context = {"form": form, "steps": _steps(), "trail": [(reverse("pay"), _("Pay"))]}
    return render(request, "work/file.html", context, status=422 if form.errors else 200)


@require_POST
def keep(request: ActorRequest) -> HttpResponse:
    """Step 3: keep it whole, exactly as it was shown."""
    try:
        name, called, account = signing.loads(
            request.POST.get("token", ""), salt=SALT, max_age=waiting_files.DAY
        )
    except signing.BadSignature:
        return _gone(request)
    if account != request.actor.id:
        return _gone(request)
    try:
        _reading, rows = _read(name, called)
        counts = state_pay(
            request.actor,
            rows,
            source="file",
            today=today(),
            expected=request.POST.get("fingerprint", ""),
            key=name,
            file=called,
        )
    except MissingFile:
        return _gone(request)
    except Refused as refused:
        return _check(request, name, called, extra=refused.problems)
    sentence = _("Kept: %(new)s new, %(changed)s changed, %(unchanged)s as they were.")
    messages.success(request, sentence % counts)
    return redirect("pay")


@require_safe
def template(request: ActorRequest) -> HttpResponse:
    """The workbook to start from, with headings in the person's language."""
    content = workbook_template(PAY, language=get_language() or "en", translate=say)
    return workbook("passerelle-pay", content)


def _check(request: ActorRequest, name: str, called: str, *, extra: tuple[Problem, ...] = ()) -> HttpResponse:
    """Step 2: what the file says and everything that stands against it."""
    problems, checked, reading = list(extra), None, None
    try:
        reading, rows = _read(name, called)
        checked = check_pay(request.actor, rows, today=today(), file=called)
        problems += checked.problems
    except MissingFile:
        return _gone(request)
    except Refused as refused:
        problems += refused.problems
    context = {
        "called": called,
        "reading": reading,
        "dropped": _dropped(reading),
        "counts": checked.counts if checked else None,
        "problems": sorted(problems, key=lambda one: one.row or 0),
        "fingerprint": _fingerprint(checked, problems),
        "token": signing.dumps([name, called, request.actor.id], salt=SALT),
        "steps": _steps(),
        "trail": [(reverse("pay"), _("Pay"))],
    }
    return render(request, "work/check.html", context, status=422 if problems else 200)


def _fingerprint(checked: Checked | None, problems: list[Problem]) -> str:
    return checked.fingerprint() if checked is not None and not problems else ""


def _dropped(reading: Reading | None) -> list[tuple[str, str]]:
    return [(one.heading, say(one.subject.reason)) for one in reading.dropped] if reading else []


def _read(name: str, called: str) -> tuple[Reading, list[PayRow]]:
    grid = read_upload(waiting_files.find(FOLDER, name), file=called)
    reading = read_pay(grid, today=today())
    return reading, rows_of(reading)


def _gone(request: ActorRequest) -> HttpResponse:
    gone = _("The uploaded list is no longer here. Choose the file again; nothing was kept.")
    messages.error(request, gone)
    return HttpResponseRedirect(reverse("pay-file"))


def _steps() -> list[str]:
    return [_("File"), _("Check"), _("Keep")]
