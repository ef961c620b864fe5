"""Words of the cases: papers that a stage asks for, kinds of the timeline."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.domain.letters.registry import LETTERS

CASE_PAPER = {
    "identity": _("identity paper"),
    "degree": _("degree or certificate"),
    "passport": _("passport"),
    "contract": _("signed contract"),
    "agreement": _("signed agreement"),
    "commitment": _("signed commitment"),
    "insurance": _("proof of insurance"),
    "housing": _("proof of housing"),
}
HAPPENING = {
    "stage": _("stage"),
    "message": _("message"),
    "reminder": _("reminder"),
    "edit": _("edit"),
    "view": _("view"),
}
LETTER = {
    # A letter that nobody named otherwise is called by its subject.
    **{code: _(subject.template) for code, (subject, _body) in LETTERS.items() if "%(" not in subject.template},
    "referred": _("told of a referral"),
    "offered": _("told of an offer"),
    "offer_released": _("told that an offer ended"),
    "referral_ended": _("told that a referral ended"),
    "case_moved": _("told of the next step"),
    "case_ended": _("told that the case is closed"),
    "step_due": _("reminded of a step"),
    "step_open": _("reminded of a step"),
}
CHANNEL = {
    "email": _("e-mail"),
    "sms": _("SMS"),
    "whatsapp": _("WhatsApp"),
    "letter": _("letter by the partner service"),
}
HANDOVER_STATE = {
    "planned": _("planned"),
    "under_way": pgettext_lazy("absence", "under way"),
    "over": pgettext_lazy("absence", "over, the cases came back"),
    "for_good": _("for good"),
}
REMINDER_VERDICT = {
    "closed": _("the case is closed"),
    "not_theirs": _("the step is somebody else's"),
    "no_way": _("no address is known"),
    "paused": _("reminded a short while ago"),
}
LETTER_AUDIENCE = {
    "person": _("to the person"),
    "employer": _("to the employer"),
    "staff": _("to the team"),
    "signer": _("to whoever signs"),
}
LETTER_ROOM = {
    "cases": _("cases"),
    "selection": _("selection"),
    "matching": _("matching"),
    "training": _("training and recognition"),
    "demand": _("vacancies and places"),
    "legal": _("contract and permit"),
    "partnerships": _("partnerships"),
    "visits": _("visits and incidents"),
    "work": _("work as agreed"),
    "protection": _("protection"),
    "stays": _("stays"),
    "returns": _("end of a stay"),
    "followups": _("follow-up"),
    "home": _("plans for home"),
    "cards": _("cards"),
}
VERSION_EFFECT = {
    "same": _("nothing changes"),
    "track-gone": _("the track is gone"),
    "stage-gone": _("the stage is gone"),
    "event-gone": _("steps that are gone"),
    "guard-added": _("must now hold first"),
    "term-changed": _("another term"),
    "event-added": _("new steps"),
}
VOCABULARIES: dict[str, Mapping[str, Promise | str]] = {
    "letter": LETTER,
    "case_paper": CASE_PAPER,
    "happening": HAPPENING,
    "version_effect": VERSION_EFFECT,
    "channel": CHANNEL,
    "handover_state": HANDOVER_STATE,
    "reminder_verdict": REMINDER_VERDICT,
    "letter_audience": LETTER_AUDIENCE,
    "letter_room": LETTER_ROOM,
}
