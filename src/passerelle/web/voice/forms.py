"""What a worker tells, and what a hearer does."""

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.grievances.severity import CLOCKS, OUTCOMES, SUBJECTS
from passerelle.web.shared.wording import word_for

ABOUT = [
    ("employer", _("My employer, or where I live")),
    ("team", _("The people of the scheme")),
    ("both", _("Both")),
    ("other", _("Somebody else")),
]


class TellForm(forms.Form):
    """Something told in confidence."""

    subject = forms.ChoiceField(label=_("What is it about?"))
    about = forms.ChoiceField(
        label=_("Whom is it about?"), choices=ABOUT, help_text=_("They will not hear of it.")
    )
    text = forms.CharField(
        label=_("What happened?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In any language, in your own words."),
    )
    contact = forms.CharField(
        label=_("Where is an answer safe?"),
        required=False,
        max_length=254,
        help_text=_("A number with + or an e-mail address. Empty: the answer stands only on this page."),
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field: forms.ChoiceField = self.fields["subject"]  # type: ignore[assignment]
        field.choices = [("", ""), *((code, word_for(code, "grievance_subject")) for code in SUBJECTS)]


class WriteDownForm(TellForm):
    """What came on paper or by telephone."""

    person = forms.CharField(label=_("Number of the person"), max_length=24)
    channel = forms.ChoiceField(
        label=_("How it came"), choices=[("paper", _("on paper")), ("telephone", _("by telephone"))]
    )


class SayForm(forms.Form):
    """A sentence of the hearer."""

    text = forms.CharField(label=_("Text"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3}))


class SeverityForm(SayForm):
    """Another severity, with the reason."""

    severity = forms.ChoiceField(label=_("How grave"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field: forms.ChoiceField = self.fields["severity"]  # type: ignore[assignment]
        field.choices = [(code, word_for(code, "severity")) for code in CLOCKS]


class CloseForm(SayForm):
    """What became of it."""

    outcome = forms.ChoiceField(label=_("What became of it"))

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field: forms.ChoiceField = self.fields["outcome"]  # type: ignore[assignment]
        codes = [code for code in OUTCOMES if code != "withdrawn"]
        field.choices = [("", ""), *((code, word_for(code, "grievance_outcome")) for code in codes)]
