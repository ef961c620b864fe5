"""Words of contracts, papers, permits and departure."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, Promise | str]

PARTY: Words = {
    "worker": pgettext_lazy("party", "worker"),
    "employer": pgettext_lazy("party", "employer"),
    "host": pgettext_lazy("party", "host organisation"),
    "school": pgettext_lazy("party", "school or university"),
    "student": pgettext_lazy("party", "student"),
    "tutor": pgettext_lazy("party", "tutor"),
    "panel_member": pgettext_lazy("party", "member of the panel"),
    "maker": pgettext_lazy("party", "who promises"),
}
PAPER_KIND: Words = {
    "contract": _("employment contract"),
    "agreement": _("training agreement"),
    "minutes": _("minutes"),
    "pledge": _("pledge"),
}
PAPER_STATE: Words = {
    "open": pgettext_lazy("paper", "to be signed"),
    "signed": pgettext_lazy("paper", "signed by everybody"),
    "refused": pgettext_lazy("paper", "refused"),
    "withdrawn": pgettext_lazy("paper", "withdrawn"),
}
PAPER_TONE: Words = {"open": "waits", "signed": "good", "refused": "late", "withdrawn": "neutral"}
CONTRACT_FORM: Words = {
    "employment": _("Employment contract"),
    "seasonal": _("Contract for seasonal work"),
    "remote": _("Contract for remote work"),
    "internship": _("Training agreement"),
}
CONTRACT_STATE: Words = {
    "draft": pgettext_lazy("contract", "being written"),
    "open": pgettext_lazy("contract", "to be signed"),
    "refused": pgettext_lazy("contract", "refused by a party"),
    "signed": pgettext_lazy("contract", "signed by everybody"),
    "amended": pgettext_lazy("contract", "amendment not signed yet"),
    "filed": pgettext_lazy("contract", "signed and filed alike"),
    "differs": pgettext_lazy("contract", "filed text differs"),
    "ended": pgettext_lazy("contract", "ended"),
}
CONTRACT_TONE: Words = {
    "draft": "draft", "open": "waits", "refused": "late", "signed": "good", "amended": "waits",
    "filed": "good", "differs": "late", "ended": "neutral",
}  # fmt: skip
VERSION_FATE: Words = {
    "not_sent": pgettext_lazy("version", "not sent yet"),
    "open": pgettext_lazy("version", "waits for signatures"),
    "signed": pgettext_lazy("version", "signed by everybody"),
    "refused": pgettext_lazy("version", "refused"),
    "withdrawn": pgettext_lazy("version", "withdrawn"),
}
VERSION_TONE: Words = {
    "not_sent": "draft", "open": "waits", "signed": "good", "refused": "late", "withdrawn": "neutral",
}  # fmt: skip
HIRING: Words = {
    "named": pgettext_lazy("hiring", "the employer named the worker"),
    "generic": pgettext_lazy("hiring", "the employer asked for workers to be selected"),
}
CONTRACT_END: Words = {
    "season_over": pgettext_lazy("contract end", "the season is over"),
    "term_over": pgettext_lazy("contract end", "its term is over"),
    "by_worker": pgettext_lazy("contract end", "ended by the worker"),
    "by_employer": pgettext_lazy("contract end", "ended by the employer"),
    "agreed": pgettext_lazy("contract end", "ended by agreement"),
    "replaced": pgettext_lazy("contract end", "replaced by another contract"),
}
TERM: Words = {
    "occupation": _("occupation"),
    "place": _("place of work"),
    "country": _("country (two letters)"),
    "start": _("start (2026-05-01)"),
    "duration_months": _("duration in months"),
    "salary": _("gross pay"),
    "currency": _("currency (three letters)"),
    "salary_period": _("paid per (hour, month, year)"),
    "salary_includes": _("the pay includes"),
    "hours_week": _("hours per week"),
    "paid_leave_days": _("paid leave in days a year"),
    "accommodation": _("accommodation"),
    "rent": _("rent per month"),
    "deductions": _("deductions from pay"),
    "notice": _("notice"),
    "probation": _("probation"),
    "insurance": _("insurance"),
    "equipment": _("equipment"),
    "other": _("other conditions"),
    "governing_law": _("governing law (country, two letters)"),
    "programme": _("programme of training"),
    "learning_goals": _("learning goals"),
    "supervision": _("placement and supervision"),
    "tutor": pgettext_lazy("party", "tutor"),
    "legal_relation": _("legal relation of trainee and host"),
    "allowance": _("allowance per month"),
    "promised_job": _("job promised at home"),
}
FEE: Words = {
    "recruitment_fee": _("recruitment fee"),
    "medical": _("medical costs"),
    "insurance": _("insurance costs"),
    "skill_tests": _("skill and language tests"),
    "training": _("training and orientation"),
    "equipment": _("equipment costs"),
    "travel_lodging": _("travel and lodging"),
    "administration": _("administrative costs"),
    "illegitimate": _("illegitimate cost (bribe, bond, collateral)"),
}
PAYER: Words = {
    "employer": pgettext_lazy("payer", "employer"),
    "worker": pgettext_lazy("payer", "worker"),
    "scheme": pgettext_lazy("payer", "scheme"),
    "state": pgettext_lazy("payer", "State"),
    "other": pgettext_lazy("payer", "somebody else"),
}
REFUND: Words = {
    "none": pgettext_lazy("refund", "not needed"),
    "open": pgettext_lazy("refund", "not claimed yet"),
    "claimed": pgettext_lazy("refund", "claimed"),
    "agreed": pgettext_lazy("refund", "agreed"),
    "refused": pgettext_lazy("refund", "refused"),
    "paid": pgettext_lazy("refund", "paid back"),
}
FEE_BASIS: Words = {"law": pgettext_lazy("basis", "law"), "scheme": pgettext_lazy("basis", "the scheme's rule")}
PERMIT_KIND: Words = {"permit": _("Permit file"), "visa": _("Visa file")}
PERMIT_STATE: Words = {
    "preparing": pgettext_lazy("permit", "being prepared"),
    "pending": pgettext_lazy("permit", "with the authority"),
    "suspended": pgettext_lazy("permit", "suspended"),
    "held": pgettext_lazy("permit", "granted, but suspended"),
    "refused": pgettext_lazy("permit", "refused"),
    "granted": pgettext_lazy("permit", "granted"),
    "lost": pgettext_lazy("permit", "lost"),
    "withdrawn": pgettext_lazy("permit", "withdrawn"),
}
PERMIT_TONE: Words = {
    "preparing": "draft", "pending": "waits", "suspended": "late", "held": "late", "refused": "late",
    "granted": "good", "lost": "neutral", "withdrawn": "neutral",
}  # fmt: skip
PERMIT_ENTRY: Words = {
    "filed": pgettext_lazy("permit entry", "lodged"),
    "granted": pgettext_lazy("permit entry", "granted"),
    "refused": pgettext_lazy("permit entry", "refused"),
    "suspended": pgettext_lazy("permit entry", "clock stopped: a paper is missing"),
    "resumed": pgettext_lazy("permit entry", "resumed"),
    "appealed": pgettext_lazy("permit entry", "appealed"),
    "appeal_waived": pgettext_lazy("permit entry", "no appeal"),
    "extended": pgettext_lazy("permit entry", "extended"),
    "held": pgettext_lazy("permit entry", "permit suspended"),
    "restored": pgettext_lazy("permit entry", "permit counts again"),
    "revoked": pgettext_lazy("permit entry", "withdrawn by the authority"),
    "withdrawn": pgettext_lazy("permit entry", "application withdrawn"),
}
PERMIT_GROUND: Words = {
    "salary": pgettext_lazy("ground", "salary too low"),
    "qualification": pgettext_lazy("ground", "qualification not shown"),
    "labour_market": pgettext_lazy("ground", "labour market"),
    "quota": pgettext_lazy("ground", "quota used up"),
    "documents": pgettext_lazy("ground", "documents"),
    "security": pgettext_lazy("ground", "public order"),
    "employer": pgettext_lazy("ground", "the employer"),
    "other": pgettext_lazy("ground", "another ground"),
}
DEPARTURE: Words = {
    "contract": pgettext_lazy("departure", "contract read"),
    "insurance": pgettext_lazy("departure", "insurance"),
    "housing": pgettext_lazy("departure", "housing"),
    "contact": pgettext_lazy("departure", "contact person"),
    "complaint": pgettext_lazy("departure", "complaint channel"),
    "travel": pgettext_lazy("departure", "journey booked"),
    "briefing": pgettext_lazy("departure", "briefing understood"),
}
BRIEFING_TOPIC: Words = {
    "rights": pgettext_lazy("briefing", "rights at work"),
    "pay": pgettext_lazy("briefing", "pay and deductions"),
    "housing": pgettext_lazy("briefing", "where you will live"),
    "complaint": pgettext_lazy("briefing", "how to complain"),
    "emergency": pgettext_lazy("briefing", "whom to call in an emergency"),
}
EXIT_STATE: Words = {
    "complete": pgettext_lazy("exit papers", "complete"),
    "open": pgettext_lazy("exit papers", "not complete"),
    "not_opened": pgettext_lazy("exit papers", "not opened yet"),
    "stated": pgettext_lazy("exit papers", "complete by an authority’s statement"),
    "unknown": pgettext_lazy("exit papers", "not known here"),
}
VOCABULARIES: dict[str, Words] = {
    "party": PARTY,
    "paper_kind": PAPER_KIND,
    "paper_state": PAPER_STATE,
    "paper_tone": PAPER_TONE,
    "contract_form": CONTRACT_FORM,
    "contract_state": CONTRACT_STATE,
    "contract_tone": CONTRACT_TONE,
    "version_fate": VERSION_FATE,
    "version_tone": VERSION_TONE,
    "hiring": HIRING,
    "contract_end": CONTRACT_END,
    "term": TERM,
    "fee": FEE,
    "payer": PAYER,
    "refund": REFUND,
    "fee_basis": FEE_BASIS,
    "permit_kind": PERMIT_KIND,
    "permit_state": PERMIT_STATE,
    "permit_tone": PERMIT_TONE,
    "permit_entry": PERMIT_ENTRY,
    "permit_ground": PERMIT_GROUND,
    "departure": DEPARTURE,
    "exit_state": EXIT_STATE,
    "briefing_topic": BRIEFING_TOPIC,
}
