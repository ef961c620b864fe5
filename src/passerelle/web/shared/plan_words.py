"""Words of the plan counted back from a start: steps, where a figure comes from, states, verdicts."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STEP = {
    "test": _("pass the test"),
    "course": _("complete the course"),
    "recognition": _("have the qualification recognised"),
    "contract": _("sign the contract"),
    "file": _("prepare and lodge the file"),
    "decision": _("await the decision on the permit"),
    "appointment": _("ask for the appointment at the post"),
    "visa": _("await the visa"),
    "exit_papers": _("obtain the exit papers"),
    "travel": _("settle the journey and leave"),
    "start": _("begin work"),
}
BASIS = {
    "law": _("law, unconfirmed"),
    "law_confirmed": _("law, confirmed"),
    "observed": _("observed at the post"),
    "assumption": _("assumption of this project"),
    "unknown": _("unknown"),
}
STATE = {
    "done": pgettext_lazy("plan", "done"),
    "ok": pgettext_lazy("plan", "in time"),
    "tight": pgettext_lazy("plan", "tight"),
    "unknown": _("unknown"),
    "late": pgettext_lazy("plan", "too late"),
    "blocked": pgettext_lazy("plan", "blocked"),
}
WHY = {
    "no_channel": _("no channel at this post"),
    "no_post": _("no post recorded"),
    "opening_unknown": _("not recorded whether the post takes applications"),
    "no_value": _("the law's days for this route and day are not known"),
    "papers_unknown": _("what this country asks before leaving is not described"),
    "start_unknown": _("no first day of work is recorded"),
    "days_unknown": _("nobody knows how long it takes"),
    "later_unknown": _("how long a later step takes is not known"),
}
TONE = {
    "done": "neutral",
    "ok": "good",
    "tight": "waits",
    "unknown": "draft",
    "late": "late",
    "blocked": "late",
}
VERDICT = {
    "done": _("Every step is done."),
    "ok": _("Every step can still be done in time."),
    "tight": _("The start can be kept, but at least one step must begin within two weeks."),
    "unknown": _("Whether the start can be kept is not known: a date or the days of a step are missing."),
    "late": _("The start cannot be kept as planned."),
    "blocked": _("The start cannot be kept: there is no channel at the consular post."),
}
VOCABULARIES: dict[str, Mapping[str, Promise | str]] = {
    "plan_step": STEP,
    "plan_basis": BASIS,
    "plan_state": STATE,
    "plan_state_tone": TONE,
    "plan_verdict": VERDICT,
    "plan_why": WHY,
}
