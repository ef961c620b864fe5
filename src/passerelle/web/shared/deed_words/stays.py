"""Deeds during a stay: its days and changes, helpers, seasons, its end."""

from django.utils.translation import gettext_lazy as _

STAYS = {
    "stay.plan": _("the days of a stay were planned"),
    "stay.confirm": _("the arrival or start was confirmed"),
    "stay.settle": _("an item of the first weeks was settled"),
    "stay.ask": _("a change of a stay was asked for"),
    "stay.weigh": _("what bears on a change of a stay was recorded"),
    "stay.decide": _("a change of a stay was decided"),
    "stay.home_job": _("a job at home was recorded"),
    "stay.season": _("the authorisation of a season was recorded"),
    "stay.recall": _("a call back for the next season was answered"),
    "stay.transfer": _("knowledge passed on was written down"),
    "stay.plan_end": _("the end of a stay was planned"),
    "stay.settle_item": _("an item of the end of a stay was settled"),
    "stay.record_end": _("the end of a stay was recorded"),
    "certificate.issue": _("a certificate of experience was issued"),
    "certificate.revoke": _("a certificate of experience was revoked"),
    "helper.name": _("a helper was named"),
    "helper.answer": _("a proposed helper was answered"),
    "helper.end": _("the help of a helper was ended"),
    "helper.meeting": _("a meeting with a helper was written down"),
}
