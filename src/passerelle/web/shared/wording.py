"""Words for the codes of the lower floors, in the person's language; one table per vocabulary."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, Promise]

ROLE: Words = {
    "scheme_manager": _("scheme manager"),
    "caseworker": _("caseworker"),
    "employment_service": _("partner-country employment service"),
    "employer": _("employer"),
    "training_provider": _("training provider"),
    "welfare_officer": _("welfare officer"),
    "funder": _("funder"),
    "candidate": _("candidate"),
    "data_protection_officer": _("data protection officer"),
    "administrator": _("administrator"),
}
ACT: Words = {
    "admission": _("Admission to seats"),
    "shortlist": _("Shortlist for a vacancy"),
    "assignment": _("Assignment to places"),
    "pairing": _("Pairing of firms"),
}
ACT_SENTENCE: Words = {
    "admission": _("People are admitted to seats of training or study: each person gets at most one seat."),
    "shortlist": _("Each vacancy gets a shortlist; the employer interviews and chooses."),
    "assignment": _("People are assigned to places: each person gets at most one place."),
    "pairing": _("Firms are paired with hosts; a firm can have several hosts, a host several firms."),
}
RULE_ACT: Words = {
    "training": _("admission to training"),
    "interview": _("invitation to interview"),
    "placement": _("placement"),
    "": _("every act"),
}
UNIT: Words = {
    "worker": _("worker"),
    "student": _("student"),
    "intern": _("intern"),
    "entrepreneur": _("entrepreneur"),
    "firm": _("firm"),
    "business": _("business"),
}
TRACK: Words = {
    "home": _("Home track"),
    "mobility": _("Mobility track"),
    "study": _("Study"),
    "internship": _("Internship"),
    "business_visit": _("Business visit"),
    "seasonal": _("Seasonal work"),
    "remote": _("Remote work"),
}
PART: Words = {
    "skills": _("skills"),
    "occupation": _("closeness of occupation"),
    "country": _("wished country"),
    "experience": _("experience"),
}
STATE: Words = {
    "waiting": pgettext_lazy("run", "waiting"),
    "running": pgettext_lazy("run", "computing"),
    "ready": pgettext_lazy("run", "ready"),
    "cancelled": pgettext_lazy("run", "cancelled"),
    "failed": pgettext_lazy("run", "failed"),
}
VOCABULARIES: dict[str, Words] = {
    "role": ROLE,
    "act": ACT,
    "act_sentence": ACT_SENTENCE,
    "rule_act": RULE_ACT,
    "unit": UNIT,
    "track": TRACK,
    "part": PART,
    "state": STATE,
}


def word_for(code: object, vocabulary: str) -> str:
    """The word; a code that a scheme file invented is shown as it was written."""
    key = "" if code is None else str(code)
    return str(VOCABULARIES.get(vocabulary, {}).get(key, key.replace("_", " ")))
