"""Words for demand: checks, verdicts, commitment, plans, quotas."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.domain.employers import checks, commitments, plans, suspensions
from passerelle.domain.kernel.text import Text
from passerelle.domain.quotas.allotment import RULES


def _said(codes: Mapping[str, Text]) -> dict[str, Promise]:
    return {code: _(text.template) for code, text in codes.items()}


CLEARANCE = {
    "cleared": pgettext_lazy("employer", "cleared"),
    "incomplete": pgettext_lazy("employer", "checks open"),
    "expired": pgettext_lazy("employer", "a check has expired"),
    "suspended": pgettext_lazy("employer", "suspended"),
}
CLEARANCE_TONE = {"cleared": "good", "incomplete": "waits", "expired": "late", "suspended": "late"}
REVIEW = {
    "received": pgettext_lazy("review", "waits for review"),
    "accepted": pgettext_lazy("review", "accepted"),
    "sent_back": pgettext_lazy("review", "sent back"),
    "draft": pgettext_lazy("review", "draft"),
    "submitted": pgettext_lazy("review", "waits for review"),
}
REVIEW_TONE = {
    "received": "waits",
    "accepted": "good",
    "sent_back": "late",
    "draft": "draft",
    "submitted": "waits",
}
FRESH = {
    "fresh": pgettext_lazy("vacancy", "confirmed"),
    "notice_due": pgettext_lazy("vacancy", "confirmation is due"),
    "noticed": pgettext_lazy("vacancy", "the employer was asked"),
    "stale": pgettext_lazy("vacancy", "closes today"),
}
ENTRY = {
    "reserve": pgettext_lazy("quota", "reserved"),
    "consume": pgettext_lazy("quota", "used"),
    "release": pgettext_lazy("quota", "given back"),
    "wait": pgettext_lazy("quota", "waits"),
    "kept": pgettext_lazy("quota", "a place is kept"),
}
ALLOTTED = {
    "allotted": _("You got a place."),
    "partly": _("Fewer places than asked."),
    "no_place_left": _("All places went to applicants before you in the order of the rule."),
    "no_seat": _("No institution on your list had a place for you by its own ranking."),
}
# The same, said of all applicants together.
OUTCOME = {
    "allotted": pgettext_lazy("allotment", "got what they asked"),
    "partly": pgettext_lazy("allotment", "got fewer places than asked"),
    "no_place_left": pgettext_lazy("allotment", "no place left in the order of the rule"),
    "no_seat": pgettext_lazy("allotment", "no seat by the ranked lists"),
}
VOCABULARIES: dict[str, Mapping[str, Promise | str]] = {
    "check": _said(checks.CHECKS),
    "clearance": CLEARANCE,
    "clearance_tone": CLEARANCE_TONE,
    "review": REVIEW,
    "review_tone": REVIEW_TONE,
    "committed": _said(commitments.LEVEL_NAMES),
    "suspended": _said(suspensions.SUSPENDED),
    "closed": _said(suspensions.CLOSED),
    "plan": _said(plans.KIND_NAMES),
    "fresh": FRESH,
    "quota_rule": _said(RULES),
    "quota_entry": ENTRY,
    "allotted": ALLOTTED,
    "outcome": OUTCOME,
}
