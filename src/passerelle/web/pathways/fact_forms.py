"""Forms of what legal routes ask for: a person's dated history, a vacancy's terms."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.domain.classifications import countries
from passerelle.domain.classifications.currencies import is_valid as is_currency
from passerelle.domain.intake.cells import STATES
from passerelle.domain.intake.faults import Fault
from passerelle.domain.intake.history_cells import as_row, read_piece, written
from passerelle.records.candidates.models import Person
from passerelle.records.vacancies.models import Vacancy
from passerelle.web.pathways.forms import DayInput
from passerelle.web.shared.labels import say
from passerelle.web.shared.wording import word_for

NONE = "none"
_YES_NO = (("", _("not known")), ("yes", pgettext_lazy("answer", "yes")), ("no", pgettext_lazy("answer", "no")))
_PARTS = ("bonus", "thirteenth_month", "holiday_pay")


class Entries(forms.CharField):
    """One entry a line, in the spelling of lists; empty is unknown, ``none`` is known to be none."""

    def __init__(self, name: str, *, label: object, help_text: object) -> None:
        super().__init__(
            label=label, help_text=help_text, required=False, max_length=5_000,  # type: ignore[arg-type]
            widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        )  # fmt: skip
        self.name = name

    def to_python(self, value: Any) -> list[dict[str, Any]] | None:  # type: ignore[override]
        """Rows; each line that cannot be read is named."""
        text = (super().to_python(value) or "").strip()
        if not text:
            return None
        if text.lower() == NONE:
            return []
        read = [read_piece(self.name, line.strip()) for line in text.splitlines() if line.strip()]
        faults = [one for one in read if isinstance(one, Fault)]
        if faults:
            raise ValidationError([f"{say(one.message)} {say(one.cure)}" for one in faults])
        return [as_row(self.name, one) for one in read if isinstance(one, str)]

    def validate(self, value: Any) -> None:
        """Nothing more: ``to_python`` says what is wrong, an empty list is an answer."""

    def run_validators(self, value: Any) -> None:
        """Rows have no length in signs."""


def shown_entries(name: str, rows: list[Mapping[str, Any]] | None) -> str:
    """Rows as the field shows them."""
    if rows is None:
        return ""
    return "\n".join(written(name, row) for row in rows) or NONE


def _day(label: object) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=DayInput(), input_formats=["%Y-%m-%d"]  # type: ignore[arg-type]
    )  # fmt: skip


def _yes_no(label: object) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, required=False, choices=_YES_NO, empty_value=None, coerce=lambda said: said == "yes"  # type: ignore[arg-type]
    )  # fmt: skip


def _shown(value: object) -> object:
    return value if value is None or not isinstance(value, bool) else "yes" if value else "no"


class HistoryForm(forms.Form):
    """A person's dated history."""

    work = Entries(
        "work",
        label=_("Periods of work"),
        help_text=_(
            "One a line: ISCO-08 code, first and last day, such as 2512:2019-03-01/2022-08-31. Without a last "
            "day it goes on. Leave empty when not known; write none for never."
        ),
    )
    diplomas = Entries(
        "diplomas",
        label=_("Diplomas"),
        help_text=_(
            "One a line: EQF level, day, country, years of training, such as 6:2021-07-15:MA:3; ? for unknown."
        ),
    )
    certificates = Entries(
        "certificates",
        label=_("Language certificates"),
        help_text=_("One a line: language, level and day, such as de:B1:2026-02-10."),
    )
    stays = Entries(
        "stays",
        label=_("Days in the Schengen area"),
        help_text=_("One a line: first and last day, such as 2025-03-01/2025-03-20; none for never there."),
    )
    passport_until = _day(_("Passport valid until"))
    enrolled = _yes_no(_("A course of study is under way"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, person: Person) -> "HistoryForm":
        """The form with what is known."""
        rows = {
            name: shown_entries(name, getattr(person, name))
            for name in ("work", "diplomas", "certificates", "stays")
        }
        return cls(initial={
            **rows, "passport_until": person.passport_until, "enrolled": _shown(person.enrolled),
            "version": person.version,
        })  # fmt: skip


class TermsForm(forms.Form):
    """What the contract of a vacancy will say."""

    start = _day(_("First day"))
    ends_on = _day(_("Last day of a visit, a season or a placement"))
    contract_months = forms.IntegerField(
        label=_("Months of the contract"), required=False, min_value=1, max_value=600,
        help_text=_("Leave empty when it is open-ended or not known."),
    )  # fmt: skip
    hours_week = forms.DecimalField(
        label=_("Hours a week"), required=False, min_value=0, max_value=80, max_digits=4, decimal_places=2
    )
    salary = forms.DecimalField(
        label=_("Gross pay"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    currency = forms.CharField(
        label=_("Currency"), required=False, max_length=3, help_text=_("Three letters, such as EUR.")
    )
    salary_period = forms.ChoiceField(label=_("Pay is for"), required=False)
    pay_known = _yes_no(_("It is known what the pay includes"))
    pay_includes = forms.MultipleChoiceField(
        label=_("The pay includes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    states_known = _yes_no(_("It is known what the contract states"))
    states = forms.MultipleChoiceField(
        label=_("The contract or agreement states"), required=False, widget=forms.CheckboxSelectMultiple
    )
    regulated = _yes_no(_("The country of work regulates the profession"))
    law_of = forms.CharField(
        label=_("Country whose law governs the contract"), required=False, max_length=2,
        help_text=_("Two letters, such as NG."),
    )  # fmt: skip
    filed_by = forms.ChoiceField(label=_("Who will file"), required=False)
    sickness_cover = _yes_no(_("The employer has sickness cover for the worker, or applies for it"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._choose("salary_period", ("hour", "month", "year"), "period", empty=True)
        self._choose("pay_includes", _PARTS, "pay_part")
        self._choose("states", STATES, "law_word")
        self._choose("filed_by", ("employer", "worker"), "law_word", empty=True)

    def _choose(self, name: str, codes: tuple[str, ...], vocabulary: str, *, empty: bool = False) -> None:
        words = [(code, word_for(code, vocabulary)) for code in codes]
        self.fields[name].choices = [("", _("not known")), *words] if empty else words  # type: ignore[attr-defined]

    def clean_currency(self) -> str | None:
        """A currency's code."""
        return _code(self.cleaned_data["currency"], is_currency, _("Three letters, such as EUR."))

    def clean_law_of(self) -> str | None:
        """A country's code."""
        return _code(self.cleaned_data["law_of"], countries.is_valid, _("Two letters, such as NG."))

    def clean(self) -> dict[str, Any]:
        """Pay needs its currency; lists count only where somebody says that they are known."""
        told = super().clean() or {}
        if told.get("salary") is not None and not told.get("currency") and "currency" not in self.errors:
            self.add_error("currency", _("Pay needs its currency."))
        for name, known in (("pay_includes", "pay_known"), ("states", "states_known")):
            listed = list(told.get(name) or [])
            told[name] = listed if listed or told.get(known) else None
        for name in ("salary_period", "filed_by"):
            told[name] = told.get(name) or None
        return told

    @classmethod
    def of(cls, vacancy: Vacancy) -> "TermsForm":
        """The form with what is known."""
        names = [name for name in cls.base_fields if hasattr(vacancy, name)]
        return cls(initial={
            **{name: _shown(getattr(vacancy, name)) for name in names},
            "pay_known": "yes" if vacancy.pay_includes is not None else "",
            "states_known": "yes" if vacancy.states is not None else "",
        })  # fmt: skip


def _code(text: str, is_valid: Callable[[str], bool], hint: Any) -> str | None:
    code = text.strip().upper()
    if code and not is_valid(code):
        raise ValidationError(hint)
    return code or None
