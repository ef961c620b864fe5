"""The form of a business plan."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from passerelle.domain.reintegration import ventures
from passerelle.web.reintegration import forms as forms_of
from passerelle.web.shared.wording import word_for


class RowsField(forms.CharField):
    """Lines of ``what: amount``."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        options.setdefault("help_text", _("One a line, with a colon before the amount: Oven: 1500.00"))
        super().__init__(required=False, max_length=4_000, **options)

    def clean(self, value: Any) -> Any:
        """Pairs of a word and an exact amount."""
        found = []
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            what, _colon, text = line.rpartition(":")
            try:
                found.append((what.strip(), Decimal(text.strip().replace(",", "."))))
            except InvalidOperation:
                message = _("This line has no amount after a colon: %(line)s")
                raise ValidationError(message, params={"line": line}) from None
        return found


class VentureForm(forms.Form):
    """A business plan."""

    kind = forms.ChoiceField(
        label=_("Asks for"), choices=lambda: forms_of.choices(ventures.KINDS, "venture_kind")
    )
    title = forms.CharField(label=_("Name of the business"), max_length=200)
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=forms_of.sector_choices)
    region = forms.CharField(label=_("Region"), required=False, max_length=12)
    currency = forms_of.currency()
    asked = forms_of.amount(_("Sum asked for"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for code in ventures.SECTIONS:
            self.fields[code] = forms_of.long(word_for(code, "venture_section"), required=False)
        for code in ventures.TABLES:
            self.fields[code] = RowsField(label=word_for(code, "venture_section"))
