"""What is typed on the pages of visits, incidents, audits and ties."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.employers.suspensions import SUSPENDED
from passerelle.domain.visits import audits, checklist, findings, incidents, recalls
from passerelle.gateways.documents import Upload
from passerelle.records.partnerships.models import OrganisationTie
from passerelle.web.shared.wording import word_for


def day_box() -> forms.DateInput:
    """A box for a day."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _text(label: Any, *, rows: int = 3, help_text: Any = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4_000,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _choose(form: forms.Form, name: str, codes: Iterable[str], vocabulary: str) -> None:
    field: forms.ChoiceField = form.fields[name]  # type: ignore[assignment]
    field.choices = [("", ""), *((code, str(word_for(code, vocabulary))) for code in codes)]


class NoForm(forms.Form):
    """A deed without anything to type."""


class PlanForm(forms.Form):
    """Who visits when."""

    officer = forms.ChoiceField(label=_("Officer"))
    planned_on = forms.DateField(label=_("Day"), widget=day_box())
    site = forms.CharField(label=_("Place"), max_length=200, required=False)
    announced = forms.BooleanField(
        label=_("Announce it to the host"),
        required=False,
        help_text=_("Otherwise nobody but officers knows of it before it was made."),
    )

    def offer(self, officers: Iterable[tuple[int, str]]) -> None:
        """The officers without a tie."""
        field: forms.ChoiceField = self.fields["officer"]  # type: ignore[assignment]
        field.choices = [(str(number), name) for number, name in officers]


class WriteForm(forms.Form):
    """The checklist of a visit, line by line."""

    done_on = forms.DateField(label=_("Made on"), widget=day_box())
    summary = _text(_("What was seen"), required=False, help_text=_("Officers alone read this."))

    version_code = checklist.CURRENT

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choices = [(code, str(word_for(code, "visit_answer"))) for code in checklist.ANSWERS]
        for line in checklist.lines_of(self.version_code):
            label = word_for(line.code, "visit_line")
            self.fields[line.code] = forms.ChoiceField(label=label, choices=choices, initial="not_seen")


def answers_of(facts: Mapping[str, Any], version: str) -> Mapping[str, str]:
    """The answers of a checklist by line."""
    return {line.code: facts[line.code] for line in checklist.lines_of(version)}


def upload_of(facts: Mapping[str, Any]) -> Upload | None:
    """The file of a form, when one was sent."""
    file = facts.get("file")
    return Upload(file.name, file.chunks()) if file else None


class FileForm(forms.Form):
    """A file."""

    file = forms.FileField(label=_("Picture or PDF"), help_text=_("PDF, PNG or JPEG."))


class FindingForm(forms.Form):
    """What was found and what must be done."""

    code = forms.ChoiceField(label=_("About"))
    severity = forms.ChoiceField(label=_("How grave"))
    text = _text(
        _("What was found"), help_text=_("The host reads this. Nothing told in confidence belongs here.")
    )
    action = _text(_("What must be done"))
    owner = forms.ChoiceField(label=_("By whom"))
    due_on = forms.DateField(
        label=_("By when"), required=False, widget=day_box(), help_text=_("Empty: by how grave it is.")
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        codes = [line.code for line in checklist.lines_of(checklist.CURRENT)]
        _choose(self, "code", codes, "visit_line")
        _choose(self, "severity", checklist.SEVERITIES, "finding_severity")
        _choose(self, "owner", findings.OWNERS, "finding_owner")


class SayForm(forms.Form):
    """A sentence."""

    text = _text(_("Text"))


class ProofForm(SayForm):
    """A sentence with a file where there is one."""

    file = forms.FileField(label=_("Picture or PDF"), required=False, help_text=_("PDF, PNG or JPEG."))


class LookForm(SayForm):
    """The second look."""

    outcome = forms.ChoiceField(label=_("What became of it"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        _choose(self, "outcome", ("corrected", "open_again", *list(findings.OUTCOMES)[1:]), "finding_outcome")


class ReportForm(forms.Form):
    """An incident."""

    stay = forms.ChoiceField(label=_("Person"))
    kind = forms.ChoiceField(label=_("What happened"))
    happened_on = forms.DateField(label=_("On"), required=False, widget=day_box())
    text = _text(_("In a few words"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        _choose(self, "kind", incidents.KINDS, "incident_kind")

    def offer(self, stays: Iterable[tuple[str, str]]) -> None:
        """The stays within reach."""
        field: forms.ChoiceField = self.fields["stay"]  # type: ignore[assignment]
        field.choices = list(stays)

    def ask_number(self) -> None:
        """Too many stays to choose from: the number is typed."""
        self.fields["stay"] = forms.CharField(
            label=_("Number of the stay"), max_length=24, help_text=_("It stands on the page of the stay.")
        )


class StaffReportForm(ReportForm):
    """Staff say who told them."""

    reporter = forms.ChoiceField(label=_("Told by"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        _choose(self, "reporter", incidents.REPORTERS, "incident_reporter")
        self.initial.setdefault("reporter", "team")


class StepForm(SayForm):
    """A step, or who was told."""

    whom = forms.ChoiceField(label=_("Who was told"), required=False)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        whom = ("welfare_officer", "insurer", "labour_authority", "consulate", "contact_person")
        _choose(self, "whom", whom, "incident_whom")


class CloseIncidentForm(SayForm):
    """What became of an incident."""

    outcome = forms.ChoiceField(label=_("What became of it"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        _choose(self, "outcome", incidents.OUTCOMES, "incident_outcome")


class CloseAlertForm(SayForm):
    """What became of an alert."""

    outcome = forms.ChoiceField(label=_("What became of it"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        _choose(self, "outcome", recalls.OUTCOMES, "alert_outcome")


class AuditForm(forms.Form):
    """A campaign."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    title = forms.CharField(label=_("Title"), max_length=200)
    asked = _text(_("Proof asked for"))
    size = forms.IntegerField(label=_("Hosts to draw"), min_value=1, max_value=10_000)
    due_days = forms.IntegerField(label=_("Days to answer"), min_value=1, max_value=365, initial=30)

    def offer(self, codes: Iterable[str]) -> None:
        """The schemes."""
        field: forms.ChoiceField = self.fields["scheme"]  # type: ignore[assignment]
        field.choices = [(code, code.upper()) for code in codes]


class VerdictForm(SayForm):
    """The auditor's verdict."""

    verdict = forms.ChoiceField(label=_("Verdict"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        _choose(self, "verdict", audits.VERDICTS, "audit_verdict")


class SanctionForm(SayForm):
    """A sanction, with why and until when."""

    sanction = forms.ChoiceField(label=_("Sanction"))
    code = forms.ChoiceField(label=_("Reason on the employer's file"))
    until = forms.DateField(label=_("Until"), required=False, widget=day_box())

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        _choose(self, "sanction", audits.SANCTIONS, "audit_sanction")
        _choose(self, "code", SUSPENDED, "suspended")


class ContestForm(SayForm):
    """The answer to a contest."""

    outcome = forms.ChoiceField(label=_("Decision"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        _choose(self, "outcome", audits.CONTESTS, "audit_contest")


class TieForm(forms.Form):
    """Two organisations that hang together."""

    one = forms.CharField(label=_("Number of the organisation"), max_length=24)
    other = forms.CharField(label=_("Number of the other"), max_length=24)
    kind = forms.ChoiceField(label=_("How they hang together"))
    since = forms.DateField(label=_("Since"), widget=day_box())
    until = forms.DateField(label=_("Until"), required=False, widget=day_box())
    source = forms.CharField(label=_("Source"), max_length=300, help_text=_("Which register or paper says so."))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        _choose(self, "kind", OrganisationTie.Kind.values, "tie_kind")
