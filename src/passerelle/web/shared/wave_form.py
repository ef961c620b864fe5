"""The form of a wave, for the person's own link and for whoever writes down what she said."""

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.actions.followups.answer import NO_MORE, THIS_ONE, Said
from passerelle.domain.followups.questions import QUESTIONS
from passerelle.web.shared.wording import word_for

PHONE = r"^(\+[0-9]{8,15})?$"


class WaveForm(forms.Form):
    """Every question may stay open; a refusal needs no reason."""

    pay = forms.CharField(
        label=_("Pay a month"), required=False, max_length=12, help_text=_("Only if you want to tell.")
    )
    currency = forms.CharField(label=_("Currency"), required=False, max_length=3, help_text=_("Such as MAD."))
    contact_right = forms.BooleanField(label=_("You reached me at the right address"), required=False)
    phone = forms.RegexField(
        PHONE,
        label=_("New telephone number"),
        required=False,
        help_text=_("With + and the country, such as +212600000000."),
    )
    email = forms.EmailField(label=_("New e-mail address"), required=False)
    refuses = forms.ChoiceField(label=_("I do not want to answer"), required=False, widget=forms.RadioSelect)

    field_order = (*QUESTIONS, "pay", "currency", "contact_right", "phone", "email", "refuses")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for name, codes in QUESTIONS.items():
            if name == "pay_known":
                continue
            choices = [("", _("I leave this open")), *((code, word_for(code, "wave_answer")) for code in codes)]
            self.fields[name] = forms.ChoiceField(
                label=word_for(name, "wave_question"), choices=choices, required=False
            )
        refuses: forms.ChoiceField = self.fields["refuses"]  # type: ignore[assignment]
        refuses.choices = [
            ("", _("I answer")),
            *((one, word_for(one, "wave_refusal")) for one in (THIS_ONE, NO_MORE)),
        ]
        self.order_fields(self.field_order)

    def said(self) -> Said:
        """What was filled in, for the action."""
        known = self.cleaned_data
        answers = {name: known[name] for name in (*QUESTIONS, "pay", "currency") if known.get(name)}
        answers["currency"] = answers.get("currency", "").upper()
        answers["pay"] = answers.get("pay", "").replace(",", ".").replace(" ", "")
        return Said(answers, known["phone"], known["email"], known["contact_right"], known["refuses"])
