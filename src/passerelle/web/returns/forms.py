"""Forms on how a stay ends, what is settled, and the certificate of experience."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.domain.returns.checklist import ITEMS, STATES
from passerelle.domain.returns.ends import ENDS
from passerelle.domain.training.codes import REVOKED
from passerelle.web.shared.wording import word_for


def day_box() -> forms.DateInput:
    """The browser's own field for a day."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def offered(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field its choices in the language of the page."""
    field: forms.ChoiceField = form.fields[name]  # type: ignore[assignment]
    field.choices = choices


class PlanForm(forms.Form):
    """How the person plans the end; everything may stay open, and no end stands before another."""

    choice = forms.ChoiceField(
        label=gettext_lazy("How I want my stay to end"), required=False, widget=forms.RadioSelect
    )
    planned_on = forms.DateField(
        label=gettext_lazy("On which day, as far as I know"), required=False, widget=day_box()
    )
    travel = forms.CharField(label=gettext_lazy("How I travel"), required=False, max_length=300)
    meets = forms.CharField(label=gettext_lazy("Who meets me"), required=False, max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered(
            self, "choice", [*((code, word_for(code, "stay_end")) for code in ENDS), ("", _("not decided"))]
        )


class ItemForm(forms.Form):
    """How one thing to settle or take along stands."""

    code = forms.ChoiceField(label=gettext_lazy("What"))
    state = forms.ChoiceField(label=gettext_lazy("How it stands"))
    amount = forms.DecimalField(
        label=gettext_lazy("Amount"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    currency = forms.CharField(label=gettext_lazy("Currency"), required=False, max_length=3)
    on = forms.DateField(label=gettext_lazy("Since"), required=False, widget=day_box())
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered(self, "code", [(code, word_for(code, "end_item")) for code in ITEMS])
        offered(self, "state", [(code, word_for(code, "end_item_state")) for code in STATES])


class EndForm(forms.Form):
    """Which end came about."""

    end = forms.ChoiceField(label=gettext_lazy("Which end came about"), widget=forms.RadioSelect)
    on = forms.DateField(label=gettext_lazy("On which day"), widget=day_box())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered(self, "end", [(code, word_for(code, "stay_end")) for code in ENDS])


class EndsFilter(forms.Form):
    """Scheme and state."""

    scheme = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("due", gettext_lazy("to be planned now")),
            ("unknown", gettext_lazy("end not known")),
            ("open", gettext_lazy("going on")),
            ("over", gettext_lazy("over")),
            ("all", gettext_lazy("all")),
        ],
    )

    def offer(self, schemes: list[str]) -> None:
        """The schemes to choose from."""
        offered(self, "scheme", [("", _("all")), *((code, code.upper()) for code in schemes)])


class CertificateForm(forms.Form):
    """What somebody did during a stay."""

    occupation = forms.CharField(
        label=gettext_lazy("Occupation"),
        max_length=120,
        help_text=gettext_lazy("Write it in words and find it, or write its ISCO-08 code."),
    )
    tasks = forms.CharField(
        label=gettext_lazy("What the work was"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=day_box())
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=day_box())
    hours_week = forms.DecimalField(
        label=gettext_lazy("Hours a week"),
        required=False,
        max_digits=5,
        decimal_places=2,
        help_text=gettext_lazy("Leave it empty when they are not known."),
    )
    skill_words = forms.CharField(
        label=gettext_lazy("A skill in words"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Find it, choose it, and name whoever saw it shown."),
    )
    signer = forms.CharField(label=gettext_lazy("Signed by (name and function)"), max_length=200)
    agreed = forms.BooleanField(label=gettext_lazy("What stands here is true, and I sign it."))


class RevokeForm(forms.Form):
    """Why a certificate no longer holds."""

    code = forms.ChoiceField(label=gettext_lazy("Reason"))
    because = forms.CharField(
        label=gettext_lazy("In a sentence, where no reason fits"), required=False, max_length=300
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered(self, "code", [("", ""), *((code, word_for(code, "revoked")) for code in REVOKED)])
