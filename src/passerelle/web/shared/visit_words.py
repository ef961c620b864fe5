"""Words of visits, findings, incidents, audits, ties and alerts."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from passerelle.domain.kernel.text import Text
from passerelle.domain.visits import audits, checklist, findings, incidents, recalls

Words = Mapping[str, Promise | str]


def _said(texts: Mapping[str, Text]) -> Words:
    return {code: _(text.template) for code, text in texts.items()}


VOCABULARIES: Mapping[str, Words] = {
    "report_state": {
        "waits": _("A welfare officer will look at it."),
        "acted": _("A welfare officer is looking after it."),
        "closed": _("It is closed."),
    },
    "visit_answer": _said(checklist.ANSWERS),
    "visit_line": {
        line.code: _(line.text.template) for lines in checklist.CHECKLISTS.values() for line in lines
    },
    "risk": {
        "new_host": _("new host"),
        "workers": _("people there"),
        "never_visited": _("never visited"),
        "long_ago": _("days since the last visit"),
        "housing": _("the host gives housing"),
        "late_pay": _("months of pay that are late"),
        "findings": _("open findings"),
        "flags": _("open flags"),
        "grievances": _("told in confidence"),
    },
    "risk_level": {"high": _("high"), "medium": _("medium"), "low": _("low")},
    "risk_level_tone": {"high": "late", "medium": "waits", "low": "neutral"},
    "finding_severity": {"minor": _("minor"), "serious": _("serious"), "critical": _("critical")},
    "finding_severity_tone": {"minor": "neutral", "serious": "waits", "critical": "late"},
    "finding_owner": {"employer": _("the host"), "team": _("the scheme's team")},
    "finding_state": {
        "open": _("open"),
        "overdue": _("late"),
        "to_verify": _("to be looked at again"),
        "closed": _("closed"),
    },
    "finding_state_tone": {"open": "waits", "overdue": "late", "to_verify": "info", "closed": "good"},
    "finding_outcome": {**_said(findings.OUTCOMES), "open_again": _("Not yet: it stays open")},
    "incident_kind": {code: _(text.template) for code, (text, _severity) in incidents.KINDS.items()},
    "incident_reporter": {
        "worker": _("the worker"),
        "employer": _("the host"),
        "mentor": _("the mentor"),
        "team": _("the scheme's team"),
    },
    "incident_whom": {
        "welfare_officer": _("the welfare officer"),
        "insurer": _("the accident insurer"),
        "labour_authority": _("the labour authority"),
        "consulate": _("the consulate"),
        "contact_person": _("the person's contact"),
    },
    "incident_outcome": _said(incidents.OUTCOMES),
    "audit_state": {
        "proof_asked": _("proof is asked for"),
        "proof_late": _("proof is late"),
        "to_judge": _("waits for a verdict"),
        "reply_open": _("the host may reply"),
        "to_decide": _("waits for a decision"),
        "contested": _("contested"),
        "closed": _("closed"),
    },
    "audit_state_tone": {
        "proof_asked": "info",
        "proof_late": "late",
        "to_judge": "waits",
        "reply_open": "info",
        "to_decide": "waits",
        "contested": "waits",
        "closed": "good",
    },
    "audit_verdict": _said(audits.VERDICTS),
    "audit_sanction": _said(audits.SANCTIONS),
    "audit_contest": _said(audits.CONTESTS),
    "alert_outcome": _said(recalls.OUTCOMES),
    "tie_kind": {
        "parent": _("one owns the other"),
        "funds": _("one funds the other"),
        "contract": _("bound by a contract"),
        "same_people": _("led by the same people"),
    },
    "due_kind": {
        "grievance": _("told in confidence"),
        "incident": _("incident"),
        "flag": _("unlike the contract"),
        "visit": _("visit"),
        "finding": _("finding"),
        "alert": _("season without recall"),
    },
}
