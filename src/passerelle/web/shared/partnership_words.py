"""Words for partnerships, promises and capacity building."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, Promise | str]

KEY_AREA: Words = {
    "hosting": _("Hosting refugees and host communities"),
    "chances": _("Chances near home, youth first"),
    "smuggling": _("Fight against migrant smuggling"),
    "return_readmission": _("Return, readmission, reintegration"),
    "legal_migration": _("Orderly channels for legal migration"),
}
POLICY_FIELD: Words = {
    "education": _("education"),
    "development": _("development"),
    "visas": _("visas"),
    "trade": _("trade"),
    "agriculture": _("agriculture"),
    "jobs": _("job creation"),
    "research": _("research"),
    "energy": _("energy"),
    "environment": _("environment and climate"),
}
LEVEL: Words = {"bilateral": _("bilateral"), "regional": _("regional"), "global": _("global")}
PARTNERSHIP_STATUS: Words = {"launched": _("launched"), "not_launched": _("not launched")}
ACTION_STATE: Words = {
    "": _("unknown"),
    "planned": pgettext_lazy("action", "planned"),
    "running": pgettext_lazy("action", "under way"),
    "done": pgettext_lazy("action", "done"),
    "stopped": pgettext_lazy("action", "stopped"),
}
FOLLOW_UP_STATE: Words = {
    "open": pgettext_lazy("follow-up", "open"),
    "overdue": pgettext_lazy("follow-up", "overdue"),
    "done": pgettext_lazy("follow-up", "done"),
    "dropped": pgettext_lazy("follow-up", "dropped"),
}
PROMISE_KIND: Words = {
    "employer_post": _("post of an employer"),
    "visa_slots": _("visa slots"),
    "seat": _("training or study seats"),
    "budget_line": _("budget line"),
    "pledge_to_return": _("pledge to return"),
    "job_at_origin": _("job at origin"),
    "other": pgettext_lazy("promise", "other"),
}
PROMISE_STATE: Words = {
    "open": pgettext_lazy("promise", "open"),
    "overdue": pgettext_lazy("promise", "overdue"),
    "kept": pgettext_lazy("promise", "kept"),
    "broken": pgettext_lazy("promise", "broken"),
    "withdrawn": pgettext_lazy("promise", "withdrawn"),
    "released": pgettext_lazy("promise", "released by whom it was made to"),
}
PROMISE_EVENT: Words = {
    "made": pgettext_lazy("promise", "made"),
    "kept": pgettext_lazy("promise", "kept"),
    "broken": pgettext_lazy("promise", "broken"),
    "withdrawn": pgettext_lazy("promise", "withdrawn"),
    "released": pgettext_lazy("promise", "released by whom it was made to"),
    "reopened": pgettext_lazy("promise", "opened again: the last entry was wrong"),
}
REMEDY: Words = {
    "next_equal_post": _("next equal post"),
    "home_job": _("job at home"),
    "certificate": _("certificate"),
    "refund": _("refund"),
}
CAPACITY_ACTIVITY: Words = {
    "officials_training": _("training of officials"),
    "twinning": _("twinning"),
    "study_visit": _("study visit"),
    "system": pgettext_lazy("capacity", "system"),
    "other": pgettext_lazy("capacity", "other"),
}
CAPACITY_STATE: Words = {
    "planned": pgettext_lazy("activity", "planned"),
    "held": pgettext_lazy("activity", "held"),
    "cancelled": pgettext_lazy("activity", "cancelled"),
}
MEASURE: Words = {
    "turnaround_days": _("turnaround in days (median)"),
    "known_facts": _("known facts of the people brought (per cent)"),
    "suspects": _("people who may be there twice (per cent)"),
    "import_changes": _("corrections per list brought"),
    "officials_trained": _("officials trained"),
    "systems_running": _("systems in use"),
    "other": pgettext_lazy("capacity", "other"),
}
PROMISE_USE = {
    "employer_post": _("Counted: offers that stand, made from the day of the promise on."),
    "seat": _("Counted: people who got a seat in a group from the day of the promise on."),
    "visa_slots": _("Counted: visa files granted from the day of the promise on."),
}
VOCABULARIES: dict[str, Words] = {
    "promise_use": PROMISE_USE,
    "key_area": KEY_AREA,
    "policy_field": POLICY_FIELD,
    "level": LEVEL,
    "partnership_status": PARTNERSHIP_STATUS,
    "action_state": ACTION_STATE,
    "follow_up_state": FOLLOW_UP_STATE,
    "promise_kind": PROMISE_KIND,
    "promise_state": PROMISE_STATE,
    "promise_event": PROMISE_EVENT,
    "remedy": REMEDY,
    "capacity_activity": CAPACITY_ACTIVITY,
    "capacity_state": CAPACITY_STATE,
    "capacity_measure": MEASURE,
}
