"""The forms of the letters: which are shown, and a scheme's own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.letters.places import BODY, SUBJECT, Wording
from passerelle.domain.letters.registry import ROOMS
from passerelle.web.shared.wording import word_for


class LetterFilterForm(forms.Form):
    """Narrows the letters; a scheme shows its own words in their place."""

    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    room = forms.ChoiceField(label=_("About"), required=False)
    missing = forms.BooleanField(label=_("Only with a missing translation"), required=False)

    def __init__(self, *args: object, schemes: list[str], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        codes = [("", _("built-in words")), *((code, code.upper()) for code in schemes)]
        self.fields["scheme"].choices = codes  # type: ignore[attr-defined]
        filled = [one for one, table in ROOMS.items() if table]
        rooms = [("", _("all")), *((one, word_for(one, "letter_room")) for one in filled)]
        self.fields["room"].choices = rooms  # type: ignore[attr-defined]


class WordingForm(forms.Form):
    """A subject and a text; what is wrong with them is said by the domain."""

    subject = forms.CharField(label=_("Subject"), max_length=SUBJECT)
    body = forms.CharField(label=_("Text"), max_length=BODY, widget=forms.Textarea({"rows": 5}))

    def __init__(self, *args: object, language: str, direction: str, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for field in self.fields.values():
            field.widget.attrs.update({"lang": language, "dir": direction})

    def wording(self) -> Wording:
        """The words as they were typed."""
        return Wording(self.cleaned_data["subject"], self.cleaned_data["body"])
