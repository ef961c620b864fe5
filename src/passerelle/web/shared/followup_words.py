"""Words of follow-up."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, Promise | str]

STATE: Words = {
    "all": pgettext_lazy("waves of follow-up", "all"),
    "planned": _("planned"),
    "sent": _("sent"),
    "answered": _("answered"),
    "refused": pgettext_lazy("by the person", "does not want to answer"),
    "unreachable": _("not reached"),
    "unknown": _("unknown"),
}
TONE: Words = {
    "planned": "neutral",
    "sent": "waits",
    "answered": "good",
    "refused": "draft",
    "unreachable": "late",
    "unknown": "draft",
}
ANCHOR: Words = {
    "returned": _("return"),
    "stayed": _("lawful stay"),
    "home_job": _("job at home"),
    "formalised": _("business made formal"),
}
CHANNEL: Words = {
    "link": _("message link"),
    "telephone": _("telephone"),
    "caseworker": _("face to face"),
    "": _("unknown"),
}
QUESTION: Words = {
    "working": _("Are you working?"),
    "where": _("Where do you live and work now?"),
    "pay_known": _("Pay a month"),
    "pay": _("Pay a month"),
    "currency": _("Currency"),
    "business_open": _("If you started a business: is it open?"),
    "lives_where_wanted": _("Do you live where you want to live?"),
    "wants_to_go_again": _("Would you like to go abroad for work or study again?"),
    "next_wave": _("May we ask you again next time?"),
}
ANSWER: Words = {
    "employed": _("yes, as an employee"),
    "own_business": _("yes, in my own business"),
    "studying": _("no, I study or train"),
    "looking": _("no, I look for work"),
    "not_looking": _("no, and I do not look for work"),
    "country_of_origin": _("in my country of origin"),
    "country_of_the_stay": _("in the country where I was"),
    "elsewhere": _("somewhere else"),
    "stated": _("stated"),
    "not_stated": _("not stated"),
    "open": _("yes, it is open"),
    "closed": _("no, it closed"),
    "none": _("I started none"),
    "yes": _("yes"),
    "no": _("no"),
    "unsure": _("I do not know yet"),
    "unknown": _("unknown"),
}
REFUSAL: Words = {"this_one": _("not this time"), "no_more": _("no more questions at all")}
DIMENSION: Words = {
    "economic": _("economic"),
    "social": _("social"),
    "psychosocial": _("psychosocial"),
    "composite": _("composite"),
}
BAND: Words = {
    "high": _("high need of help"),
    "medium": _("medium need of help"),
    "low": _("low need of help"),
    "unknown": _("unknown"),
}

INVITATION: Words = {
    "invited": _("invited"),
    "declined": pgettext_lazy("invitation", "said no"),
    "applied": _("has applied"),
}
VOCABULARIES: Mapping[str, Words] = {
    "wave_state": STATE,
    "wave_tone": TONE,
    "wave_anchor": ANCHOR,
    "wave_channel": CHANNEL,
    "wave_question": QUESTION,
    "wave_answer": ANSWER,
    "wave_refusal": REFUSAL,
    "survey_dimension": DIMENSION,
    "survey_band": BAND,
    "invitation": INVITATION,
}
