"""Words of the confidential channel."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from passerelle.domain.grievances.severity import OUTCOMES, SUBJECTS

Words = Mapping[str, Promise | str]

VOCABULARIES: Mapping[str, Words] = {
    "grievance_subject": {code: _(text.template) for code, (text, _severity) in SUBJECTS.items()},
    "grievance_outcome": {code: _(text.template) for code, text in OUTCOMES.items()},
    "severity": {"critical": _("critical"), "serious": _("serious"), "ordinary": _("ordinary")},
    "severity_tone": {"critical": "late", "serious": "waits", "ordinary": "neutral"},
    "grievance_channel": {
        "page": _("on the page"),
        "sms": _("by SMS"),
        "paper": _("on paper"),
        "telephone": _("by telephone"),
    },
    "grievance_entry": {
        "said": _("said"),
        "step": _("step"),
        "severity": _("severity changed"),
        "handed_over": _("handed over"),
        "note": _("note between hearers"),
    },
}
