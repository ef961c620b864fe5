"""The forms of the demand pages."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.domain.classifications import sectors
from passerelle.domain.employers.checks import CHECKS
from passerelle.domain.employers.commitments import LEVELS
from passerelle.domain.employers.plans import KINDS
from passerelle.domain.employers.suspensions import SUSPENDED
from passerelle.domain.quotas.allotment import RULES
from passerelle.web.shared.labels import say
from passerelle.web.shared.wording import word_for


def choices(codes: Iterable[str], vocabulary: str) -> list[tuple[str, str]]:
    """Codes with their words."""
    return [(code, word_for(code, vocabulary)) for code in codes]


class Day(forms.DateInput):
    """A day, picked from a calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _day(label: object, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=Day())  # type: ignore[arg-type]


def _evidence(*, required: bool = True) -> forms.CharField:
    label = _("Evidence: which paper, where it is kept")
    return forms.CharField(label=label, required=required, max_length=500)


class FindForm(forms.Form):
    """Narrows a list."""

    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    text = forms.CharField(label=_("Name or number"), required=False, max_length=100)

    def __init__(self, *args: Any, schemes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [("", _("all")), *((code, code.upper()) for code in schemes)]
        self.fields["scheme"].choices = named  # type: ignore[attr-defined]


class QuotaFindForm(FindForm):
    """Narrows the list of quotas by the directions in which quotas are limited."""

    country = forms.RegexField(label=_("Country code"), regex=r"^[A-Za-z]{2}$", required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=lambda: [("", _("all")), *_sectors()])
    employer = forms.CharField(label=_("Employer"), required=False, max_length=100)
    on = _day(_("In force on"), required=False)
    wide = forms.BooleanField(label=_("Also those without a limit in that direction"), required=False)
    closed = forms.BooleanField(label=_("Closed ones"), required=False)


def _sectors() -> list[tuple[str, str]]:
    return [(letter, f"{letter} – {name}") for letter, name in sectors.titles().items()]


class CheckForm(forms.Form):
    """Hand in a check."""

    code = forms.ChoiceField(label=_("Check"), choices=lambda: choices(CHECKS, "check"))
    value = forms.CharField(label=_("Number, year or count"), required=False, max_length=200)
    evidence = forms.CharField(
        label=_("Evidence: which paper, where it is kept"), required=False, max_length=500
    )


class VerdictForm(forms.Form):
    """Accept or send back."""

    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=lambda: choices(("accepted", "sent_back"), "review")
    )
    reason = forms.CharField(label=_("Reason, when it is sent back"), required=False, max_length=500)


class ReviewForm(VerdictForm):
    """Review a check that waits."""

    code = forms.ChoiceField(label=_("Check"), choices=lambda: choices(CHECKS, "check"))
    expires_on = _day(_("Valid until"), required=False)
    field_order = ("code", "verdict", "reason", "expires_on")


class TestReviewForm(VerdictForm):
    """Review a labour-market test."""

    number = forms.CharField(label=_("Number"), max_length=24)
    field_order = ("number", "verdict", "reason")


class SuspendForm(forms.Form):
    """Suspend an employer."""

    code = forms.ChoiceField(label=_("Reason"), choices=lambda: choices(SUSPENDED, "suspended"))
    since = _day(pgettext_lazy("date", "From"))
    until = _day(_("Until, if known"), required=False)
    note_text = forms.CharField(label=_("Note"), required=False, max_length=500)


class RecognitionForm(forms.Form):
    """A sponsor's recognition."""

    country = forms.RegexField(label=_("Country code"), regex=r"^[A-Za-z]{2}$")
    route = forms.CharField(label=_("Legal route"), max_length=60)
    reference = forms.CharField(label=_("The authority's number"), max_length=80)
    valid_from = _day(_("Valid from"))
    valid_to = _day(_("Valid until"), required=False)
    evidence = _evidence()


class CommitForm(forms.Form):
    """Promise posts."""

    level = forms.ChoiceField(label=_("Level"), choices=lambda: choices(LEVELS, "committed"))
    posts = forms.IntegerField(label=_("Posts at this level"), min_value=0, max_value=100_000)
    evidence = forms.CharField(
        label=_("Evidence: which paper, where it is kept"), required=False, max_length=500
    )
    letter = forms.FileField(
        label=_("Signed letter"),
        required=False,
        help_text=_("PDF, PNG or JPEG. It stands for the evidence; the team reviews it."),
    )
    on = _day(_("Since"), required=False)


class ReopenForm(forms.Form):
    """Open an expired vacancy again: the posts are promised anew."""

    until = _day(_("Open until"))
    level = forms.ChoiceField(label=_("Level"), choices=lambda: choices(LEVELS, "committed"))
    posts = forms.IntegerField(label=_("Posts at this level"), min_value=0, max_value=100_000)
    evidence = forms.CharField(
        label=_("Evidence: which paper, where it is kept"), required=False, max_length=500
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=500)


class MarketTestForm(forms.Form):
    """A labour-market test."""

    where = forms.CharField(label=_("Advertised where"), max_length=200)
    starts = _day(pgettext_lazy("date", "From"))
    ends = _day(pgettext_lazy("date", "To"))
    applicants = forms.IntegerField(label=_("Applicants, if known"), required=False, min_value=0)
    result = forms.CharField(label=_("Result"), max_length=500)
    evidence = _evidence()


class UsePlanForm(forms.Form):
    """Rely on an accepted plan."""

    plan = forms.ChoiceField(label=_("Plan"))


def use_plan_form(plans: Iterable[tuple[str, str]]) -> Callable[..., forms.Form]:
    """The form with the plans that may be chosen."""
    listed = list(plans)

    def made(*args: Any, **options: Any) -> forms.Form:
        form = UsePlanForm(*args, **options)
        form.fields["plan"].choices = listed  # type: ignore[attr-defined]
        return form

    return made


class StartPlanForm(forms.Form):
    """Begin a plan."""

    kind = forms.ChoiceField(label=_("Kind of plan"), choices=lambda: choices(KINDS, "plan"))
    title = forms.CharField(label=_("Site or name"), max_length=200)


def plan_form(kind: str, content: Mapping[str, str]) -> Callable[..., forms.Form]:
    """The form of a kind of plan, with what the newest version says."""

    def made(*args: Any, **options: Any) -> forms.Form:
        form = forms.Form(*args, **{**options, "initial": dict(content)})
        for field in KINDS[kind]:
            form.fields[field.code] = _plan_field(say(field.label), field.choices)
        return form

    return made


def _plan_field(label: str, words: Mapping[str, Any] | None) -> forms.Field:
    if words is None:
        return forms.CharField(label=label, required=False, max_length=1_000)
    listed = [("", "–"), *((code, say(text)) for code, text in words.items())]
    return forms.ChoiceField(label=label, required=False, choices=listed)


class QuotaForm(forms.Form):
    """What a quota says."""

    name = forms.CharField(label=_("Name"), max_length=200)
    places = forms.IntegerField(label=_("Places"), min_value=0, max_value=10_000_000)
    source = forms.CharField(label=_("Source: decision, agreement or budget"), max_length=300)
    rule = forms.ChoiceField(
        label=_("Rule when more is asked than there is"), choices=lambda: choices(RULES, "quota_rule")
    )
    country = forms.RegexField(label=_("Country code"), regex=r"^[A-Za-z]{2}$", required=False)
    region = forms.CharField(label=_("Region code"), max_length=12, required=False)
    isco = forms.RegexField(label=_("ISCO-08 code"), regex=r"^\d{1,4}$", required=False)
    sector = forms.RegexField(label=_("Sector (NACE letter)"), regex=r"^[A-Va-v]$", required=False)
    employer = forms.CharField(label=_("Employer's number"), max_length=24, required=False)
    starts = _day(pgettext_lazy("date", "From"), required=False)
    ends = _day(pgettext_lazy("date", "To"), required=False)


class NewQuotaForm(QuotaForm):
    """A new quota of a scheme."""

    scheme = forms.ChoiceField(label=_("Scheme"))
    field_order = ("scheme",)


def new_quota_form(schemes: Iterable[str]) -> Callable[..., forms.Form]:
    """The form with the schemes that the person may write in."""
    listed = [(code, code.upper()) for code in schemes]

    def made(*args: Any, **options: Any) -> forms.Form:
        form = NewQuotaForm(*args, **options)
        form.fields["scheme"].choices = listed  # type: ignore[attr-defined]
        return form

    return made


class WaitForm(forms.Form):
    """People for the waiting list."""

    candidates = forms.CharField(
        label=_("Candidates' numbers, in rank order"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=50_000,
    )


class PublishForm(forms.Form):
    """Publish an allotment."""

    committed = forms.CharField(label=_("SHA-256 of the seed"), max_length=64)
    applicants = forms.CharField(
        label=_("Applicants, one a line: number; asked; points; complete on; choices"),
        help_text=_("Choices, where lists are ranked: vacancy:rank:its rank, separated by |"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=2_000_000,
    )


class DrawForm(forms.Form):
    """Draw a published allotment."""

    seed = forms.CharField(label=_("Seed, exactly as when its hash was published"), max_length=64)
