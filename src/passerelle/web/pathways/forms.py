"""The forms of the pathways pages."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from passerelle.domain.pathways.book import book
from passerelle.queries.cases.affected_page import Find
from passerelle.web.shared.wording import word_for


class DayInput(forms.DateInput):
    """The browser's own date picker; it speaks ISO dates whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class RoutesForm(forms.Form):
    """Which country's routes, as on which day."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    on = forms.DateField(label=_("As on the day"), required=False, widget=DayInput, input_formats=["%Y-%m-%d"])

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        told = sorted({route.country for route in book().routes.values() if route.country})
        choices = [("", _("all")), *((one, one) for one in told)]
        self.fields["country"].choices = choices  # type: ignore[attr-defined]

    def wanted(self, today: date) -> tuple[str, date]:
        """The country (empty: all) and the day; what is not valid narrows nothing and is marked."""
        self.is_valid()
        told = self.cleaned_data if self.is_bound else {}
        return told.get("country") or "", told.get("on") or today


class DayForm(forms.Form):
    """As on which day, and which routes were refused."""

    on = forms.DateField(label=_("As on the day"), required=False, widget=DayInput, input_formats=["%Y-%m-%d"])
    refused = forms.MultipleChoiceField(
        label=_("Routes already refused"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, routes: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["refused"].choices = routes  # type: ignore[attr-defined]


class AffectedForm(forms.Form):
    """Narrows the cases that a change touches."""

    scheme = forms.CharField(label=_("Scheme"), required=False, max_length=40, widget=forms.Select)
    route = forms.CharField(label=_("Legal route"), required=False, max_length=60, widget=forms.Select)
    first = forms.DateField(
        label=_("Day that counts, from"), required=False, widget=DayInput, input_formats=["%Y-%m-%d"]
    )
    last = forms.DateField(
        label=_("Day that counts, to"), required=False, widget=DayInput, input_formats=["%Y-%m-%d"]
    )

    def choose(self, schemes: Iterable[str], routes: Iterable[str]) -> None:
        """Offer what there is."""
        self.fields["scheme"].widget.choices = [("", _("all")), *((one, one.upper()) for one in schemes)]
        named = ((one, word_for(one, "route_name")) for one in routes)
        self.fields["route"].widget.choices = [("", _("all")), *named]

    def wanted(self) -> Find:
        """What is looked for; what is not valid narrows nothing and is marked."""
        self.is_valid()
        told = self.cleaned_data if self.is_bound else {}
        return Find(told.get("scheme", ""), told.get("route", ""), told.get("first"), told.get("last"))


def page_number(text: str | None) -> int:
    """The page asked for; the first when it is no number."""
    return int(text) if text and text.isdecimal() and len(text) < 8 else 1


class WithdrawForm(forms.Form):
    """Why a confirmation can no longer be relied on."""

    why = forms.CharField(
        label=_("Why is it taken back?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What differs from the official text, or why it can no longer be relied on."),
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ConfirmForm(forms.Form):
    """What a named person compared, with which official text, on which day."""

    official_text = forms.CharField(
        label=_("Address of the official text"),
        max_length=300,
        help_text=_("Where you read it, not a copy of it."),
    )
    article = forms.CharField(label=_("Article"), max_length=80)
    compared_on = forms.DateField(
        label=_("Compared on"), widget=DayInput, input_formats=["%Y-%m-%d"], help_text=_("The day you read it.")
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
