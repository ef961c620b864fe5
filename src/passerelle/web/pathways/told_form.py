"""The form of facts that legal routes ask and no list holds, made from their table."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.domain.pathways.told import Told
from passerelle.web.shared.labels import say
from passerelle.web.shared.wording import word_for

NOT_KNOWN = ("", _("not known"))
_YES_NO = (NOT_KNOWN, ("yes", pgettext_lazy("answer", "yes")), ("no", pgettext_lazy("answer", "no")))
NONE = "-"  # chosen among the words of a list: known to be none of them


class ToldForm(forms.Form):
    """One field for each fact; what stays empty is unknown."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, table: Mapping[str, Told], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.table = table
        for name, one in table.items():
            self.fields[field_of(name)] = _field(one)

    @classmethod
    def of(cls, table: Mapping[str, Told], kept: Mapping[str, Any], version: int) -> "ToldForm":
        """The form with what is known."""
        known = {field_of(name): _shown(kept[name]) for name in table if name in kept}
        return cls(table, initial={**known, "version": version})

    def told(self) -> dict[str, Any]:
        """The facts as they are kept; ``None`` where nothing is known."""
        return {name: _kept(one, self.cleaned_data[field_of(name)]) for name, one in self.table.items()}


def field_of(name: str) -> str:
    """The name of a fact's field."""
    return name.replace(".", "-")


def _field(one: Told) -> forms.Field:
    label = say(one.word)
    if one.kind == "yes_no":
        return forms.ChoiceField(label=label, required=False, choices=_YES_NO)
    if one.kind == "number":
        return forms.FloatField(label=label, required=False, min_value=one.least, max_value=one.most)
    words = [(code, word_for(code, "law_word")) for code in one.words]
    if one.kind == "word":
        return forms.ChoiceField(label=label, required=False, choices=[NOT_KNOWN, *words])
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple,
        choices=[*words, (NONE, _("none of these"))], help_text=_("Leave empty when not known."),
    )  # fmt: skip


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return [NONE] if value == [] else value


def _kept(one: Told, sent: Any) -> Any:
    if sent in (None, "", []):
        return None
    if one.kind == "yes_no":
        return sent == "yes"
    return [code for code in sent if code != NONE] if one.kind == "words" else sent
