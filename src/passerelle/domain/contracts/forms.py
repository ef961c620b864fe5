"""What a contract or an agreement states, by its form: the facts it must hold, and who signs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of contract: required facts, further facts, parties in their order, the source of the list."""

    kind: str  # contract or agreement: the event of its signature
    required: tuple[str, ...]
    optional: tuple[str, ...]
    parties: tuple[str, ...]
    source: str
    confirmed: bool = False

    @property
    def terms(self) -> tuple[str, ...]:
        """Every fact that the form knows, in the order of the paper."""
        return self.required + self.optional


_PAY = ("salary", "currency", "salary_period")
_EMPLOYMENT = ("occupation", "place", "country", "start", "duration_months", *_PAY, "hours_week")
_MORE = ("salary_includes", "accommodation", "rent", "deductions", "probation", "insurance", "other")

FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "employment": Form(
            "contract",
            (*_EMPLOYMENT, "paid_leave_days", "notice", "governing_law"),
            _MORE,
            ("worker", "employer"),
            "the project's own list",
        ),
        # SW-01: place and type of work, duration, pay, hours per week or month, paid leave, other conditions,
        # the start where it is known.
        "seasonal": Form(
            "contract",
            ("occupation", "place", "country", "duration_months", *_PAY, "hours_week", "paid_leave_days",
             "other", "governing_law"),
            ("start", "salary_includes", "accommodation", "rent", "deductions", "insurance", "notice"),
            ("worker", "employer"),
            "Directive 2014/36/EU, articles 5 and 6",
        ),
        "remote": Form(
            "contract",
            (*_EMPLOYMENT, "paid_leave_days", "notice", "governing_law"),
            ("salary_includes", "equipment", "deductions", "insurance", "other"),
            ("worker", "employer"),
            "the project's own list; the law of the country of origin governs",
        ),
        # TR-01: programme and learning goals, duration, placement and supervision; hours, legal relation.
        "internship": Form(
            "agreement",
            ("programme", "learning_goals", "place", "country", "start", "duration_months", "supervision",
             "tutor", "hours_week", "legal_relation"),
            ("allowance", "currency", "accommodation", "insurance", "promised_job", "governing_law", "other"),
            ("student", "school", "host"),
            "Directive (EU) 2016/801, article 13(1)(a)",
        ),
    }
)  # fmt: skip
BY_TRACK: Mapping[str, str] = MappingProxyType(
    {
        "mobility": "employment",
        "home": "employment",
        "seasonal": "seasonal",
        "remote": "remote",
        "internship": "internship",
    }
)
TERMS: tuple[str, ...] = tuple(dict.fromkeys(term for form in FORMS.values() for term in form.terms))
NUMBERS = frozenset({"salary", "rent", "duration_months", "hours_week", "paid_leave_days", "allowance"})


def form_for(track_kind: str) -> str | None:
    """The form that a kind of track calls for; a study place or a business visit has none."""
    return BY_TRACK.get(track_kind)


def needs_a_permit(form: str) -> bool:
    """Whether work under this form takes the person abroad; remote work under the law of origin does not."""
    return form != "remote"
