"""Words of selection: where an application or a call stands, why a no, what came of a contest."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.domain.selection.reasons import CLOSED, EMPLOYER, SCREENING, SELECTION, NoReason


def _words(codes: Mapping[str, NoReason]) -> dict[str, Promise]:
    return {code: _(one.word.template) for code, one in codes.items()}


def _told(codes: Mapping[str, NoReason]) -> dict[str, Promise]:
    return {code: _(one.told.template) for code, one in codes.items()}


APPLICATION = {
    "prospect": pgettext_lazy("application", "proposed, not told yet"),
    "draft": pgettext_lazy("application", "not handed in yet"),
    "handed_in": pgettext_lazy("application", "handed in"),
    "eligible": pgettext_lazy("application", "meets what is asked"),
    "not_eligible": pgettext_lazy("application", "does not meet what is asked"),
    "selected": pgettext_lazy("application", "selected"),
    "reserve": pgettext_lazy("application", "on the reserve list"),
    "not_selected": pgettext_lazy("application", "not selected"),
    "withdrawn": pgettext_lazy("application", "withdrawn"),
    "closed": pgettext_lazy("application", "closed"),
}
APPLICATION_TONE = {
    "draft": "draft",
    "prospect": "draft",
    "handed_in": "waits",
    "eligible": "info",
    "reserve": "info",
    "selected": "good",
    "not_eligible": "late",
    "not_selected": "late",
}
CALL = {
    "draft": pgettext_lazy("call", "not published"),
    "published": pgettext_lazy("call", "published"),
    "closed": pgettext_lazy("call", "closed"),
}
APPLICANT_SUSPECT = {
    "same_phone": _("same phone as another person"),
    "same_name": _("same name and birth date as another person"),
}
SLOT_ANSWER = {
    "yes": pgettext_lazy("interview", "comes"),
    "no": pgettext_lazy("interview", "cannot come"),
}
CONTEST = {
    "": pgettext_lazy("contest", "waits for an answer"),
    "upheld": pgettext_lazy("contest", "upheld"),
    "rejected": pgettext_lazy("contest", "rejected"),
}
CONTEST_KIND = {
    "screening": _("Screening of an application"),
    "interview": _("Result of an interview"),
    "match": _("Result of a matching"),
    "referral": _("Answer of an employer"),
    "plan": _("Decision on a business plan"),
}
# What was done with or read of a person in selection, as the person reads it and staff do.
VOCABULARIES: dict[str, Mapping[str, Promise | str]] = {
    "application": APPLICATION,
    "application_tone": APPLICATION_TONE,
    "call": CALL,
    "applicant_suspect": APPLICANT_SUSPECT,
    "no_reason": {**_words(SCREENING), **_words(SELECTION), **_words(CLOSED), **_words(EMPLOYER)},
    "no_told": {**_told(SCREENING), **_told(SELECTION), **_told(CLOSED), **_told(EMPLOYER)},
    "contest": CONTEST,
    "slot_answer": SLOT_ANSWER,
    "contest_kind": CONTEST_KIND,
}
