"""Words for documents and dossiers: what each is, where it stands, why it is sent back."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passerelle.domain.dossiers.reasons import SENT_BACK

DOCUMENT = {
    "passport": _("passport"),
    "identity_card": _("identity card"),
    "diploma": _("diploma"),
    "transcript": _("transcript of records"),
    "translation": _("certified translation"),
    "curriculum_vitae": _("curriculum vitae"),
    "work_certificate": _("certificate of work done"),
    "language_certificate": _("language certificate"),
    "application_form": _("application form of the authority"),
    "fee_receipt": _("receipt of the fee"),
    "photo": _("passport photo"),
    "contract_endorsed": _("contract endorsed by the authorities"),
    "medical_certificate": _("medical certificate"),
    "exit_clearance": _("exit clearance"),
    "language": _("language certificate"),
    "skill": _("attested skill"),
    "permit": _("permit"),
    "visa": _("visa"),
    "identity": _("identity paper"),
    "degree": _("degree or certificate"),
    "contract": _("signed contract"),
    "contract_signed": _("signed contract"),
    "agreement": _("signed agreement"),
    "agreement_signed": _("signed agreement"),
    "commitment": _("signed commitment"),
    "insurance": _("proof of insurance"),
    "housing": _("proof of housing"),
    "lodging_proof": _("proof of housing"),
    "sickness_cover": _("proof of sickness insurance"),
    "qualification": _("proof of the qualification"),
    "lawfully_established": _("extract from the register of companies"),
    "registration_number": _("certificate of the registration number"),
    "tax_and_social_insurance": _("clearance of tax and social insurance"),
    "no_sanction": _("proof that no sanction is in force"),
    "age_of_firm": _("proof of the year of founding"),
    "staff": _("declaration of staff"),
    "lodging": _("proof of the lodging offered"),
    "visit_photo": _("photo of a visit"),
    "correction_proof": _("proof of a correction"),
    "audit_proof": _("proof for an audit"),
    "evidence": _("evidence of an activity"),
    "commitment_letter": _("signed letter of commitment"),
}
DOCUMENT_STATE = {
    "missing": pgettext_lazy("document", "missing"),
    "received": pgettext_lazy("document", "to be reviewed"),
    "accepted": pgettext_lazy("document", "accepted"),
    "sent_back": pgettext_lazy("document", "sent back"),
    "waived": pgettext_lazy("document", "not needed here"),
    "expired": pgettext_lazy("document", "expired"),
}
DOSSIER = {
    "recognition": _("Recognition of a qualification"),
    "employer": _("Employer's file"),
    "employer_check": _("Documents of the checks"),
    "capacity": _("Evidence of an activity"),
    "commitment": _("Signed commitments"),
    "application": _("Application"),
    "stage": _("Papers of this step"),
    "permit": _("Permit file"),
    "exit": _("Exit formalities"),
    "departure": _("Before departure"),
    "visit_photos": _("Photos of a visit"),
    "correction": _("Proof of a correction"),
    "team_correction": _("Proof of a correction"),
    "audit_proof": _("Proof for an audit"),
}
VERDICT = {
    "accepted": _("Accept: the document counts"),
    "sent_back": _("Send back: it cannot be used as it is"),
    "waived": _("Not needed in this case"),
}
WHY = {
    **{code: _(text.template) for code, text in SENT_BACK.items()},
    "signed_here": _("Signed here: nothing is to be handed in."),
}
HELP = {
    "handed_in": _("We have it. Choose another file only to replace it."),
    "sent_back": _("It was sent back. Hand in a better one."),
}
VOCABULARIES: dict[str, Mapping[str, Promise | str]] = {
    "document": DOCUMENT,
    "document_state": DOCUMENT_STATE,
    "document_state_tone": {
        "missing": "late", "received": "waits", "accepted": "good", "sent_back": "late", "waived": "neutral",
        "expired": "late",
    },
    "dossier": DOSSIER,
    "document_verdict": VERDICT,
    "document_why": WHY,
    "document_help": HELP,
}  # fmt: skip
