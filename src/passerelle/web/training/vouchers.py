"""Vouchers: the list, issuing, redeeming in a group, cancelling; and revoking an attestation."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from passerelle.actions.people.record_read import record_read
from passerelle.actions.training.vouchers import VoucherTerms, cancel_voucher, issue_vouchers, use_voucher
from passerelle.domain.access.actor import NotPermitted
from passerelle.domain.access.permissions import Permission
from passerelle.domain.access.privacy import Purpose
from passerelle.queries.programme.scheme_codes import scheme_codes
from passerelle.queries.training.training import GroupPage, course_in_scope, group_page
from passerelle.queries.training.vouchers import VoucherFilter, paid_by, voucher_rows, voucher_to_cancel
from passerelle.web.shared.access import ActorRequest, today
from passerelle.web.shared.keys import key_of, version_of
from passerelle.web.shared.lists import Whose, as_file, cells
from passerelle.web.shared.wording import VOCABULARIES
from passerelle.web.training.columns import CANCEL_COLUMN, VOUCHER_COLUMNS
from passerelle.web.training.form_page import Asking, DoorForm, ask, back_to, day_box

PAGE = 50


class VoucherFilterForm(forms.Form):
    """Scheme and state; a course or a group comes with the address."""

    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    course = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)
    group = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)

    def __init__(self, *args: Any, schemes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        states = list(VOCABULARIES["voucher"].items())
        self.fields["scheme"].choices = [("", _("all")), *((code, code.upper()) for code in schemes)]  # type: ignore[attr-defined]
        self.fields["state"].choices = [("", _("all")), *states]  # type: ignore[attr-defined]

    def wanted(self) -> VoucherFilter:
        """What was asked; nonsense asks for nothing."""
        self.is_valid()
        known = getattr(self, "cleaned_data", {})
        names = ("scheme", "state", "course", "group")
        return VoucherFilter(**{name: known.get(name, "") for name in names})


@require_safe
def voucher_list(request: ActorRequest) -> HttpResponse:
    """Vouchers with what each payer has in them, on the page or as a file; the page is one read event."""
    form = VoucherFilterForm(request.GET, schemes=scheme_codes(request.actor, Permission.TRAINING_READ))
    wanted = form.wanted()
    rows = voucher_rows(request.actor, wanted, on=today())
    if kind := request.GET.get("format"):
        people = list(rows.values_list("candidate__person__number", flat=True))
        whose = Whose(request.actor, "vouchers", people, wanted.scheme)
        return as_file(kind, "vouchers", VOUCHER_COLUMNS, rows.iterator(2_000), {}, whose=whose)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    people = [one.candidate.person.number for one in page]
    record_read(request.actor, "vouchers", people, scheme_code=wanted.scheme, purpose=Purpose.JOURNEY)
    staff = request.actor.may(Permission.TRAINING_WRITE)
    columns = (*VOUCHER_COLUMNS, CANCEL_COLUMN) if staff else VOUCHER_COLUMNS
    context = {
        "form": form,
        "wanted": wanted,
        "page": page,
        "columns": columns,
        "rows": cells(columns, page, {}),
        "paid": paid_by(rows),
        "may_export": request.actor.may(Permission.LIST_EXPORT),
    }
    return render(request, "training/vouchers.html", context)


class IssueForm(DoorForm):
    """Who gets one, what it is worth, who pays, until when."""

    candidates = forms.CharField(
        label=gettext_lazy("Numbers of candidacies"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=200_000,
        help_text=gettext_lazy("One a line; each person gets one voucher."),
    )
    value = forms.DecimalField(
        label=gettext_lazy("Worth of each"),
        required=False,
        max_digits=10,
        decimal_places=2,
        help_text=gettext_lazy("Leave it empty where it is not known."),
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency (three letters)"), required=False, max_length=3, initial="EUR"
    )
    payer = forms.CharField(label=gettext_lazy("Who pays"), required=False, max_length=200)
    expires_on = forms.DateField(label=gettext_lazy("Last day"), required=False, widget=day_box())


@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: ActorRequest, number: str) -> HttpResponse:
    """Give vouchers for a course."""
    course = course_in_scope(request.actor, number)
    back = f"{reverse('vouchers')}?course={number}"

    def deed(answers: dict[str, Any]) -> None:
        people = answers.pop("candidates").upper().split()
        terms = VoucherTerms(**{**answers, "currency": answers["currency"].strip().upper()})
        issue_vouchers(request.actor, number, people, terms, key=key_of(request))

    title = _("Give vouchers for %(course)s") % {"course": course.title}
    asking = Asking(title, _("Give the vouchers"), _("Given; each person is told."), back)
    return ask(request, IssueForm(request.POST or None), asking, deed)


class UseForm(DoorForm):
    """Whose voucher, and its code."""

    person = forms.ChoiceField(label=gettext_lazy("Person"))
    code = forms.CharField(
        label=gettext_lazy("Code of the voucher"),
        max_length=40,
        help_text=gettext_lazy("Twelve letters and figures, as in the person's letter."),
    )

    def __init__(self, *args: Any, page: GroupPage, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = [(one.enrolment, one.name) for one in page.seated]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def use(request: ActorRequest, number: str) -> HttpResponse:
    """Redeem a voucher of somebody with a seat in the group; the trainer too."""
    page = group_page(request.actor, number)
    if not page.may_write:
        raise NotPermitted(number)
    people = [one.person for one in page.learners]
    scheme = page.group.course.scheme.code
    record_read(request.actor, "group", people, scheme_code=scheme, purpose=Purpose.JOURNEY)

    def deed(answers: dict[str, Any]) -> None:
        use_voucher(request.actor, answers["person"], answers["code"], key=key_of(request))

    title = _("Redeem a voucher in %(group)s") % {"group": page.group.name}
    asking = Asking(title, _("Redeem it"), _("Redeemed."), reverse("group", args=[number]))
    return ask(request, UseForm(request.POST or None, page=page), asking, deed)


class CancelForm(DoorForm):
    """Why a voucher no longer counts."""

    code = forms.ChoiceField(label=gettext_lazy("Reason"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].choices = list(VOCABULARIES["voucher_cancelled"].items())  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: ActorRequest, number: str) -> HttpResponse:
    """Cancel a voucher that nobody used."""
    row = voucher_to_cancel(request.actor, number)

    def deed(answers: dict[str, Any]) -> None:
        code = answers["code"]
        cancel_voucher(request.actor, number, code=code, version=version_of(request), key=key_of(request))

    asking = Asking(
        _("Cancel the voucher %(code)s") % {"code": row.code},
        _("Cancel it"),
        _("Cancelled; the person is told."),
        back_to(request, reverse("vouchers")),
        version=row.version,
    )
    return ask(request, CancelForm(request.POST or None), asking, deed)
