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
VOCABULARIES: dict[str, Words] = {
    "party": PARTY,
    "paper_kind": PAPER_KIND,
    "paper_state": PAPER_STATE,
    "paper_tone": PAPER_TONE,
}
