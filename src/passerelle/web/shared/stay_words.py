"""Words of stays."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.domain.stays.changes import KINDS
from passerelle.domain.stays.checklist import ITEMS
from passerelle.domain.stays.seasons import NOT_RECALLED

Words = Mapping[str, Promise | str]

KIND: Words = {
    "work": _("work"),
    "season": _("season"),
    "study": _("study"),
    "internship": _("internship"),
    "visit": _("short visit"),
    "remote": _("remote work"),
    "home": _("work at home"),
}
STATE: Words = {
    "open": _("open"),
    "overdue": _("overdue"),
    "awaited": _("arrival or start awaited"),
    "under_way": pgettext_lazy("stay", "under way"),
    "ending": _("planned to end within 30 days"),
    "asked": _("a change is asked for"),
    "season_over": _("season over, recall not answered"),
    "ended": pgettext_lazy("stay", "ended"),
}
SIDE: Words = {
    "person": _("the person"),
    "host": _("the employer or host"),
    "team": _("the team"),
}
ITEM: Words = {code: _(text.template) for code, text in ITEMS.items()}
ITEM_STATE: Words = {"done": _("done"), "not_needed": _("not needed")}
CHANGE: Words = {code: _(text.template) for code, text in KINDS.items()}
CHANGE_ANSWER: Words = {"": _("waits for an answer"), "accepted": _("accepted"), "declined": _("declined")}
CHANGE_TONE: Words = {"": "waits", "accepted": "good", "declined": "draft"}
CONDITION: Words = {
    "permit_covers": _("The permit covers the days"),
    "notice": _("Notice to the authority"),
    "first_employer_period": _("A first period with the same employer"),
    "labour_market_check": _("Check of the labour market"),
    "objection": _("Time in which the authority may object"),
    "longest_stay": _("How long the stay may last"),
    "times_changed": _("How often it may be changed"),
}
NO_RECALL: Words = {code: _(text.template) for code, text in NOT_RECALLED.items()}
MOMENT: Words = {
    **ITEM,
    "opened": _("The stay was opened"),
    "arrival": _("Arrival, said by"),
    "start": _("Start, said by"),
    **{f"asked_{code}": _(text.template) for code, text in KINDS.items()},
    "accepted": _("The change was accepted"),
    "declined": _("The change was declined"),
    "ended": _("The stay ended"),
    "recalled": _("Called back for the next season"),
    "not_recalled": _("Not called back for the next season"),
}
DUTY: Words = {
    "overdue": _("Arrivals and starts past their term"),
    "awaited": _("Arrivals and starts to confirm"),
    "pay": _("Months of pay to state"),
    "finding": _("Findings of visits to put right"),
    "season_over": _("Seasons over: say who is called back"),
    "plans": _("Accommodation and welfare plans to state again"),
}
VOCABULARIES: Mapping[str, Words] = {
    "stay_kind": KIND,
    "stay_state": STATE,
    "stay_side": SIDE,
    "stay_item": ITEM,
    "stay_item_state": ITEM_STATE,
    "stay_change": CHANGE,
    "stay_change_answer": CHANGE_ANSWER,
    "stay_change_tone": CHANGE_TONE,
    "stay_condition": CONDITION,
    "stay_no_recall": NO_RECALL,
    "stay_moment": MOMENT,
    "stay_duty": DUTY,
}
