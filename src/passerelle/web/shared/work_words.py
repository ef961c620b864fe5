"""Words of work as agreed."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from passerelle.domain.work.flags import OUTCOMES

Words = Mapping[str, Promise | str]

LINE: Words = {
    "gross": _("gross pay"),
    "hours": _("hours worked"),
    "paid_on": _("paid on"),
    "tax": _("tax"),
    "social_security": _("social contributions"),
    "rent": _("rent"),
    "meals": _("meals"),
    "transport": _("transport"),
    "advance": _("advance"),
    "other": _("other deductions"),
    "pay_not_received": _("pay not received in full"),
    "housing_not_as_agreed": _("housing not as agreed"),
    "less_received_than_stated": _("less received than stated"),
    "more_hours_than_stated": _("more hours than stated"),
    "more_rent_than_stated": _("more rent than stated"),
}
PAY_COLUMN: Words = {**LINE, "net": _("net pay"), "currency": _("currency")}
FOUND: Words = {
    "as_agreed": _("as agreed"),
    "better": _("better than agreed"),
    "paused": _("less, for days of a pause"),
    "worse": _("worse than agreed"),
    "not_agreed": _("not in the contract"),
    "to_read": _("the contract speaks of it: read it"),
    "by_law": _("taken by law"),
    "unknown": _("cannot be told"),
}
FOUND_TONE: Words = {
    "as_agreed": "good",
    "better": "good",
    "paused": "waits",
    "worse": "late",
    "not_agreed": "late",
    "to_read": "waits",
    "by_law": "neutral",
    "unknown": "draft",
}
RECEIVED: Words = {
    "all": _("Yes, all of it"),
    "part": _("Only a part"),
    "nothing": _("No, nothing"),
    "unsure": _("I am not sure"),
}
HOUSING: Words = {
    "as_agreed": _("As it was promised"),
    "worse": _("Worse than promised"),
    "none": _("None was given, though promised"),
    "not_provided": _("I have my own"),
    "unsure": _("I am not sure"),
}
SOURCE: Words = {"employer": _("the employer's statement"), "worker": _("the worker's word")}
CHOICE: Words = {
    "tell": _("the inspectorate may be told"),
    "do_not_tell": _("the inspectorate is not told"),
    "": _("the worker has not said yet"),
}
# The same, said to the worker.
OWN_CHOICE: Words = {**CHOICE, "": _("you have not said yet")}
OUTCOME: Words = {code: _(text.template) for code, text in OUTCOMES.items()}

VOCABULARIES: Mapping[str, Words] = {
    "work_line": LINE,
    "pay_column": PAY_COLUMN,
    "work_found": FOUND,
    "work_found_tone": FOUND_TONE,
    "work_received": RECEIVED,
    "work_housing": HOUSING,
    "work_source": SOURCE,
    "work_choice": CHOICE,
    "own_choice": OWN_CHOICE,
    "work_outcome": OUTCOME,
}
