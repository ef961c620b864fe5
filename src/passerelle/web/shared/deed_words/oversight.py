"""Deeds on schemes, partnerships, institutions and the tables that everything reads."""

from django.utils.translation import gettext_lazy as _

OVERSIGHT = {
    "scheme.load": _("a scheme's file was loaded"),
    "classifications.load": _("classifications were loaded"),
    "qualifications.load": _("a table of qualifications was loaded"),
    "partnership.load": _("a partnership's file was loaded"),
    "partnership.edit": _("a partnership was changed"),
    "partnership.objective": _("an objective was added to a partnership"),
    "partnership.action": _("an action was added to a partnership"),
    "partnership.party": _("a party was added to a partnership"),
    "partnership.roundtable": _("a roundtable was recorded"),
    "partnership.decision": _("a decision of a roundtable was recorded"),
    "follow_up.add": _("a follow-up of a decision was asked for"),
    "follow_up.change": _("a follow-up of a decision was changed"),
    "capacity.open": _("the file of an institution was begun"),
    "capacity.measure": _("a measured value of an institution was recorded"),
    "capacity.goal": _("a goal of an institution was recorded"),
    "capacity.activity": _("an activity of capacity building was recorded"),
    "capacity.evidence": _("evidence of an activity was handed in"),
}
