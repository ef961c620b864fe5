"""Forms of helpers, meetings and knowledge passed on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from passerelle.domain.stays.circle import AUDIENCES, ENDS, MEETINGS, ROLES, SHARES
from passerelle.domain.visits.incidents import KINDS
from passerelle.web.shared.wording import word_for


def day_box() -> forms.DateInput:
    """The browser's own field for a day."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def offered(form: forms.Form, name: str, codes: list[str], vocabulary: str) -> None:
    """Give a field its choices in the language of the page."""
    field: forms.ChoiceField = form.fields[name]  # type: ignore[assignment]
    field.choices = [(code, word_for(code, vocabulary)) for code in codes]


class HelperForm(forms.Form):
    """Who helps during a stay."""

    role = forms.ChoiceField(label=gettext_lazy("What the helper is"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    contact = forms.CharField(label=gettext_lazy("Telephone number or address"), required=False, max_length=254)
    languages = forms.CharField(
        label=gettext_lazy("Languages (codes)"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Codes such as fr or ar, with spaces between them."),
    )
    since = forms.DateField(label=pgettext_lazy("date", "From"), widget=day_box())
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the mentor's account"),
        required=False,
        help_text=gettext_lazy("Leave it empty for somebody who is only a contact."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered(self, "role", list(ROLES), "helper_role")


class EndHelperForm(forms.Form):
    """When and why a helper's time ends."""

    on = forms.DateField(label=gettext_lazy("Last day"), widget=day_box())
    code = forms.ChoiceField(label=gettext_lazy("Reason"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered(self, "code", list(ENDS), "helper_end")


class AnswerForm(forms.Form):
    """The person's yes or no, and what a mentor may see."""

    shares = forms.MultipleChoiceField(
        label=gettext_lazy("May be seen"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered(self, "shares", list(SHARES), "helper_share")


class MeetingForm(forms.Form):
    """When and how somebody met a helper."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=day_box())
    kind = forms.ChoiceField(label=gettext_lazy("How you met"))
    text = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The person reads this note."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered(self, "kind", list(MEETINGS), "meeting_kind")


class IncidentForm(forms.Form):
    """Something that happened to the person."""

    kind = forms.ChoiceField(label=gettext_lazy("What happened"))
    happened_on = forms.DateField(label=gettext_lazy("On"), required=False, widget=day_box())
    text = forms.CharField(
        label=gettext_lazy("In a few words"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered(self, "kind", ["", *KINDS], "incident_kind")


class TransferForm(forms.Form):
    """A session in which knowledge was passed on."""

    topic = forms.CharField(label=gettext_lazy("What it was about"), max_length=200)
    on = forms.DateField(label=gettext_lazy("Day"), widget=day_box())
    audience = forms.ChoiceField(label=gettext_lazy("Who was there"))
    reached = forms.IntegerField(
        label=gettext_lazy("How many people"), required=False, min_value=0, max_value=100_000
    )
    evidence = forms.CharField(label=gettext_lazy("Where this is written down"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered(self, "audience", list(AUDIENCES), "audience")
