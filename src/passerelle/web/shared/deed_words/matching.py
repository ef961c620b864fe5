"""Deeds of matching, referrals and offers."""

from django.utils.translation import gettext_lazy as _

MATCHING = {
    "match.wait_again": _("a run was put back into the queue"),
    "match.request": _("a run was asked for"),
    "match.cancel": _("a run was cancelled"),
    "match.ready": _("a run was finished"),
    "match.accept": _("a proposal was accepted"),
    "match.decline": _("a proposal was declined"),
    "match.refer_by_hand": _("referred by hand"),
    "match.recompute": _("a run was computed again"),
    "referral.agree": _("agreed to be seen by name"),
    "referral.end": _("a referral was ended"),
    "offer.make": _("an offer was made"),
    "offer.release": _("an offer was released"),
    "offer.accept": _("an offer was accepted"),
    "candidates.import": _("brought by a list"),
    "vacancies.import": _("brought by a list"),
}
