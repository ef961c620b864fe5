"""Words of cards."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, Promise | str]

STATE: Words = {
    "valid": pgettext_lazy("card", "valid"),
    "not_yet": pgettext_lazy("card", "not yet valid"),
    "expired": pgettext_lazy("card", "expired"),
    "revoked": pgettext_lazy("card", "revoked"),
    "replaced": pgettext_lazy("card", "no longer current"),
    "broken": pgettext_lazy("card", "not to be trusted"),
}
SENTENCE: Words = {
    "valid": _("This card is valid today."),
    "not_yet": _("This card is genuine; the contract has not begun yet."),
    "expired": _("This card is genuine; its contract has run out."),
    "revoked": _("This card was revoked and proves nothing any more."),
    "replaced": _("The contract has ended or was changed since; ask the holder for the new card."),
    "broken": _("This card does not carry a good signature. Ask the holder for a new one."),
}
TONE: Words = {
    "valid": "good",
    "not_yet": "waits",
    "expired": "draft",
    "revoked": "late",
    "replaced": "draft",
    "broken": "late",
}
REASON: Words = {
    "lost": _("lost"),
    "contract_changed": _("the contract was changed"),
    "contract_ended": _("the contract ended"),
    "issued_in_error": _("issued in error"),
    "asked_by_holder": _("the holder asked for it"),
}

VOCABULARIES: Mapping[str, Words] = {
    "card_state": STATE,
    "card_sentence": SENTENCE,
    "card_tone": TONE,
    "card_reason": REASON,
}
