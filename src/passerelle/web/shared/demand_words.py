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
MOMENT = {
    "file_opened": pgettext_lazy("timeline", "File opened"),
    "check_accepted": pgettext_lazy("timeline", "Check accepted"),
    "check_sent_back": pgettext_lazy("timeline", "Check sent back"),
    "recognised": pgettext_lazy("timeline", "Recognised as sponsor"),
    "plan_accepted": pgettext_lazy("timeline", "Plan accepted"),
    "plan_sent_back": pgettext_lazy("timeline", "Plan sent back"),
    "test_accepted": pgettext_lazy("timeline", "Labour-market test accepted"),
    "test_sent_back": pgettext_lazy("timeline", "Labour-market test sent back"),
    "committed": pgettext_lazy("timeline", "Posts committed"),
    "noticed": pgettext_lazy("timeline", "Asked whether the vacancy is still open"),
    "expired": pgettext_lazy("timeline", "Vacancy closed: nobody confirmed it"),
    "reopened": pgettext_lazy("timeline", "Vacancy opened again"),
    "suspended": pgettext_lazy("timeline", "Suspended"),
    "lifted": pgettext_lazy("timeline", "Suspension lifted"),
    "promise_made": pgettext_lazy("timeline", "Promise made"),
    "promise_kept": pgettext_lazy("timeline", "Promise kept"),
    "promise_broken": pgettext_lazy("timeline", "Promise broken"),
    "promise_withdrawn": pgettext_lazy("timeline", "Promise withdrawn"),
    "promise_released": pgettext_lazy("timeline", "Released from a promise"),
    "promise_reopened": pgettext_lazy("timeline", "Promise opened again"),
    "offer_withdrawn": pgettext_lazy("timeline", "Offer withdrawn by the employer"),
    "contest_upheld": pgettext_lazy("timeline", "A contest against the employer's answer was upheld"),
}
MOMENT_TONE = {
    **dict.fromkeys(MOMENT, "neutral"),
    **dict.fromkeys(("suspended", "promise_broken", "offer_withdrawn", "contest_upheld", "expired"), "late"),
    **dict.fromkeys(("promise_kept", "lifted", "reopened", "check_accepted", "recognised"), "good"),
}
# What each level binds the employer to; the paper itself says more.
BINDS = {
    "interest": _("Binds nobody: the team may look for people who fit."),
    "letter": _("Says in writing that these posts will be filled from the scheme; no person has a right yet."),
    "conditional_offer": _(
        "Binds once its conditions are met; a stage that asks for a committed post is passed from here on."
    ),
    "contract": _("Binds the employer to these posts; training seats are weighed against this figure."),
}
# The same, said of all applicants together.
ALLOTMENT_REASON = {
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
    "allotment_reason": ALLOTMENT_REASON,
    "moment": MOMENT,
    "moment_tone": MOMENT_TONE,
    "binds": BINDS,
}
