"""Forms of the departure board: each is answered for all cases that are ticked or named."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.actions.permits.exit_word import Word
from passerelle.actions.permits.prepare import CODES
from passerelle.actions.permits.travelling import Booked, Held
from passerelle.domain.contracts.fees import PAYERS
from passerelle.domain.permits.departure import TOPICS
from passerelle.web.legal.forms import DayInput
from passerelle.web.shared.wording import word_for


class BoardForm(forms.Form):
    """A form among others on one page: the browser does not ask for what another one needs."""

    use_required_attribute = False
    # By field: vocabulary, codes, whether the answer may be left out.
    CHOICES: ClassVar[dict[str, tuple[str, tuple[str, ...], bool]]] = {}

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        for name, (words, codes, optional) in self.CHOICES.items():
            field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]
            none = [("", _("not known"))] if optional else []
            field.choices = [*none, *((code, word_for(code, words)) for code in codes)]


class SettleForm(BoardForm):
    """One thing settled."""

    CHOICES: ClassVar = {"code": ("departure", CODES, False)}
    code = forms.ChoiceField(label=_("What is settled"))
    on = forms.DateField(label=_("Day"), widget=DayInput())
    until = forms.DateField(label=_("Valid until (if it says so)"), required=False, widget=DayInput())
    evidence = forms.CharField(label=_("What shows it"), max_length=300)


class TravelForm(BoardForm):
    """A journey that is booked."""

    CHOICES: ClassVar = {"paid_by": ("payer", PAYERS, True)}
    leaves_on = forms.DateField(label=_("Day of departure"), widget=DayInput())
    leaves_from = forms.CharField(label=pgettext_lazy("travel", "From which place"), max_length=120)
    goes_to = forms.CharField(label=pgettext_lazy("travel", "To which place"), max_length=120)
    carrier = forms.CharField(label=_("Carrier"), max_length=120)
    reference = forms.CharField(label=_("Booking number"), max_length=80, required=False)
    paid_by = forms.ChoiceField(label=_("Paid by"), required=False)
    met_by = forms.CharField(label=_("Met by whom (name and telephone)"), max_length=200, required=False)

    def booked(self) -> Booked:
        """The journey as typed."""
        return Booked(**self.cleaned_data)


class BriefingForm(BoardForm):
    """A briefing that was held."""

    CHOICES: ClassVar = {"topics": ("briefing_topic", TOPICS, False)}
    on = forms.DateField(label=_("Held on"), widget=DayInput())
    language = forms.CharField(label=_("Language (two letters)"), max_length=2)
    topics = forms.MultipleChoiceField(label=_("About what"), widget=forms.CheckboxSelectMultiple)
    held_by = forms.CharField(label=_("Held by"), max_length=200)
    sheet = forms.CharField(
        label=_("Where the signed list is kept"),
        max_length=300,
        required=False,
        help_text=_("Empty: the people are asked to say on their own page that they understood."),
    )

    def held(self) -> Held:
        """The briefing as typed."""
        known = self.cleaned_data
        topics, language = tuple(known["topics"]), known["language"].lower()
        return Held(known["on"], language, topics, known["held_by"], known["sheet"])


class ExitForm(BoardForm):
    """An authority's statement that the people may leave."""

    authority = forms.CharField(label=_("Authority"), max_length=200)
    says_on = forms.DateField(label=_("Said on"), widget=DayInput())
    until = forms.DateField(label=_("Valid until (if it says so)"), required=False, widget=DayInput())
    evidence = forms.CharField(label=_("What shows it"), max_length=300)
    source = forms.CharField(label=_("How we have it"), max_length=300)

    def word(self) -> Word:
        """The statement as typed."""
        return Word(**self.cleaned_data)


class WithdrawForm(BoardForm):
    """Why a statement no longer counts."""

    because = forms.CharField(label=_("Why"), max_length=300)


class BoardFilter(forms.Form):
    """Whose departures are shown."""

    scheme = forms.CharField(label=_("Scheme"), max_length=40, required=False)
    group = forms.CharField(label=_("Course group (number)"), max_length=40, required=False)


class CasesForm(forms.Form):
    """Cases named by number, beside those that are ticked."""

    journeys = forms.CharField(
        label=_("More cases (numbers, separated by spaces)"), max_length=20_000, required=False
    )
