"""Words for the codes of the lower floors, in the person's language; one table per vocabulary."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.web.shared.card_words import VOCABULARIES as CARDS
from passerelle.web.shared.case_words import VOCABULARIES as CASES
from passerelle.web.shared.deed_words.deed import DEED
from passerelle.web.shared.demand_words import VOCABULARIES as DEMAND
from passerelle.web.shared.document_words import VOCABULARIES as DOCUMENTS
from passerelle.web.shared.event_words import EVENT
from passerelle.web.shared.fact_words import FIGURE
from passerelle.web.shared.followup_words import VOCABULARIES as FOLLOWED
from passerelle.web.shared.home_words import VOCABULARIES as HOME
from passerelle.web.shared.law_words import VOCABULARIES as LAW
from passerelle.web.shared.legal_words import VOCABULARIES as LEGAL
from passerelle.web.shared.match_words import VOCABULARIES as MATCHING
from passerelle.web.shared.own_words import VOCABULARIES as OWN
from passerelle.web.shared.partnership_words import VOCABULARIES as PARTNERSHIPS
from passerelle.web.shared.pathway_words import VOCABULARIES as PATHWAYS
from passerelle.web.shared.plan_words import VOCABULARIES as PLANNING
from passerelle.web.shared.retention_words import VOCABULARIES as RETENTION
from passerelle.web.shared.returns_words import VOCABULARIES as RETURNS
from passerelle.web.shared.selection_words import VOCABULARIES as SELECTION
from passerelle.web.shared.stage_words import STAGE
from passerelle.web.shared.stay_words import VOCABULARIES as STAYS
from passerelle.web.shared.suspect_words import SUSPECT
from passerelle.web.shared.training_words import VOCABULARIES as TRAINING
from passerelle.web.shared.visit_words import VOCABULARIES as VISITS
from passerelle.web.shared.voice_words import VOCABULARIES as VOICE
from passerelle.web.shared.work_words import VOCABULARIES as WORK

Words = Mapping[str, Promise | str]

ROLE: Words = {
    "scheme_manager": _("scheme manager"),
    "caseworker": _("caseworker"),
    "employment_service": _("partner-country employment service"),
    "employer": _("employer"),
    "training_provider": _("training provider"),
    "welfare_officer": _("welfare officer"),
    "mentor": _("mentor"),
    "committee_member": _("committee member"),
    "funder": _("funder"),
    "candidate": _("candidate"),
    "data_protection_officer": _("data protection officer"),
    "administrator": _("administrator"),
    "law_reviewer": _("reviewer of the law"),
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
PLACED: Words = {
    "admission": _("Admitted"),
    "shortlist": _("Shortlisted"),
    "assignment": _("Placed"),
    "pairing": _("Paired"),
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
COLUMN: Words = {
    "occupations": _("occupations"),
    "occupation": _("occupation"),
    "skills": _("skills"),
    "optional_skills": _("skills wished"),
    "languages": _("languages"),
    "eqf": _("EQF level"),
    "eqf_min": _("EQF level required"),
    "years": _("years of experience"),
    "years_min": _("years of experience required"),
    "countries": _("countries wished"),
    "available_from": _("available from"),
    "licences": _("licences"),
    "region": _("region"),
    "start": _("start"),
    "salary": _("salary"),
    "sex": _("sex"),
    "birth_date": _("date of birth"),
    "nationality": _("nationality"),
    "age_band": _("age band"),
}
LINK: Words = {
    "stated": pgettext_lazy("link to ESCO", "stated"),
    "exact": pgettext_lazy("link to ESCO", "exact"),
    "close": pgettext_lazy("link to ESCO", "close"),
    "broad": pgettext_lazy("link to ESCO", "broad only"),
    "narrow": pgettext_lazy("link to ESCO", "narrower"),
    "none": pgettext_lazy("link to ESCO", "none"),
}
VOCABULARIES: dict[str, Words] = {
    **MATCHING,
    **CASES,
    **PARTNERSHIPS,
    **PATHWAYS,
    **LAW,
    **DEMAND,
    **LEGAL,
    **PLANNING,
    **DOCUMENTS,
    **OWN,
    **TRAINING,
    **WORK,
    **FOLLOWED,
    **RETENTION,
    **STAYS,
    **CARDS,
    **VOICE,
    **RETURNS,
    **VISITS,
    **HOME,
    **SELECTION,
    "role": ROLE,
    "act": ACT,
    "act_sentence": ACT_SENTENCE,
    "placed": PLACED,
    "rule_act": RULE_ACT,
    "unit": UNIT,
    "track": TRACK,
    "part": PART,
    "state": STATE,
    "column": COLUMN,
    "link": LINK,
    "suspect": SUSPECT,
    "stage": STAGE,
    "event": EVENT,
    "deed": DEED,
    "fact": FIGURE,
}


def word_for(code: object, vocabulary: str) -> str:
    """The word; a code that a scheme file invented is shown as it was written."""
    key = "" if code is None else str(code)
    return str(VOCABULARIES.get(vocabulary, {}).get(key, key.replace("_", " ")))
