"""Dossiers: one checklist, handing in, reviewing, opening a document."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.dossiers.hand_in import hand_in
from passerelle.actions.dossiers.review import review_document
from passerelle.actions.people.record_read import record_read
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.dossiers.files import LARGEST, TYPES
from passerelle.domain.dossiers.reasons import SENT_BACK
from passerelle.gateways import documents
from passerelle.queries.cases.dossiers import Checklist, ItemLine, checklist, dossier_of_item, stored_document
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.wording import VOCABULARIES, word_for
from passerelle.web.training.form_page import Asking, DoorForm, ask, back_to, day_box


@require_safe
def dossier(request: ActorRequest, number: str) -> HttpResponse:
    """One dossier by itself."""
    shown = checklist(request.actor, number, on=today())
    _note_reading(request, shown)
    return render(request, "training/dossier.html", {"shown": shown})


@require_safe
def document(request: ActorRequest, number: str) -> HttpResponse:
    """The file, to keep: never shown inside a page of ours, never guessed at by the browser."""
    found = stored_document(request.actor, number)
    content = documents.read(found.stored)
    numbers = [found.subject, number]
    record_read(request.actor, "document", numbers, scheme_code=found.scheme, purpose=found.purpose)
    answer = HttpResponse(content, content_type=TYPES[found.kind])
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{_quoted(found.name)}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


class HandInForm(DoorForm):
    """A file, or nothing for a paper seen on the desk, and its days of issue and expiry."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy(
            "PDF, PNG or JPEG, at most %(limit)d MB. Leave empty when the paper lies before you."
        )
        % {"limit": LARGEST // 1_000_000},
    )
    issued_on = forms.DateField(
        label=gettext_lazy("Issued on"),
        required=False,
        help_text=gettext_lazy("As the document states it; some papers count only for some days."),
        widget=day_box(),
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Valid until"),
        required=False,
        help_text=gettext_lazy("As the document states it; empty when it states none."),
        widget=day_box(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in_document(request: ActorRequest, number: str) -> HttpResponse:
    """Hand one document in."""
    line, shown = _line(request, number)
    if not shown.may_hand_in:
        raise NotPermitted(number)
    back = back_to(request, reverse("dossier", args=[shown.number]))
    form = HandInForm(request.POST or None, request.FILES or None)

    def deed(answers: dict[str, object]) -> None:
        file = answers["file"]
        upload = documents.Upload(file.name, file.chunks()) if file else None  # type: ignore[attr-defined]
        hand_in(
            request.actor,
            number,
            upload=upload,
            issued_on=answers["issued_on"],  # type: ignore[arg-type]
            expires_on=answers["expires_on"],  # type: ignore[arg-type]
            version=version_of(request),
            key=key_of(request),
        )

    title = _("Hand in: %(document)s") % {"document": _name(line)}
    asking = Asking(title, _("Hand in"), _("The document was handed in."), back, version=line.version)
    return ask(request, form, asking, deed)


class ReviewForm(DoorForm):
    """A verdict and its reason."""

    verdict = forms.ChoiceField(label=gettext_lazy("Decision"), widget=forms.RadioSelect)
    reason_code = forms.ChoiceField(label=gettext_lazy("Why it is sent back"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Message to who handed it in"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("One or two sentences; needed where no reason of the list fits."),
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["verdict"].choices = list(VOCABULARIES["document_verdict"].items())  # type: ignore[attr-defined]
        reasons = [("", "–"), *((code, VOCABULARIES["document_why"][code]) for code in SENT_BACK)]
        self.fields["reason_code"].choices = reasons  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: ActorRequest, number: str) -> HttpResponse:
    """Decide on one document."""
    line, shown = _line(request, number)
    if not shown.may_review:
        raise NotPermitted(number)
    back = back_to(request, reverse("dossier", args=[shown.number]))

    def deed(answers: dict[str, str]) -> None:
        review_document(
            request.actor,
            number,
            verdict=answers["verdict"],
            reason=answers["reason"],
            reason_code=answers["reason_code"],
            version=version_of(request),
            key=key_of(request),
        )

    title = _("Review: %(document)s") % {"document": _name(line)}
    asking = Asking(title, _("Decide"), _("The decision is kept."), back, version=line.version)
    return ask(request, ReviewForm(request.POST or None), asking, deed)


def _line(request: ActorRequest, number: str) -> tuple[ItemLine, Checklist]:
    shown = checklist(request.actor, dossier_of_item(request.actor, number), on=today())
    _note_reading(request, shown)
    return next(line for line in shown.lines if line.number == number), shown


def _note_reading(request: ActorRequest, shown: Checklist) -> None:
    numbers = [number for number in (shown.subject, shown.number) if number]
    record_read(request.actor, "dossier", numbers, scheme_code=shown.scheme, purpose=shown.purpose)


def _name(line: ItemLine) -> str:
    return line.label or word_for(line.code, "document")


def _quoted(name: str) -> str:
    return "".join(f"%{byte:02X}" for byte in name.encode())
