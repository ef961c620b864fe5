"""The form of step 1."""

from typing import Any

from django import forms
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

MOST = 20 * 1024 * 1024


class ImportForm(forms.Form):
    """What the list is, for which scheme, from whom, and the file."""

    kind = forms.ChoiceField(label=_("What the list holds"))
    scheme = forms.ChoiceField(label=_("Scheme"))
    partner = forms.CharField(
        label=_("Whose list it is"),
        required=False,
        max_length=60,
        help_text=_("The partner whose own numbers stand in the list. Empty: your team's."),
    )
    adapter = forms.ChoiceField(
        label=_("Shape of the file"),
        required=False,
        choices=[
            ("", _("our template, or columns named alike")),
            ("francetravail", _("France Travail offers (CSV)")),
        ],
    )
    file = forms.FileField(
        label=_("File"),
        validators=[FileExtensionValidator(["xlsx", "csv", "gz"])],
        help_text=_("XLSX or CSV, up to 20 MB. Nothing is kept before you have seen the check."),
    )

    def offer(self, schemes: list[str], *, vacancies: bool) -> None:
        """Offer only what this person may fill."""
        kinds = [("candidates", _("candidates")), *([("vacancies", _("vacancies"))] if vacancies else [])]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["scheme"].choices = [(code, code.upper()) for code in schemes]  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Refuse what is too big before anybody opens it."""
        upload = self.cleaned_data["file"]
        if (upload.size or 0) > MOST:
            raise forms.ValidationError(
                _("The file is larger than 20 MB. Split the list, or take out pictures.")
            )
        return upload
