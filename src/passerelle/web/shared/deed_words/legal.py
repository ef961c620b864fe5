"""Deeds of contracts and fees, permits and departure, and of the law as it is read here."""

from django.utils.translation import gettext_lazy as _

LEGAL = {
    "contract.open": _("a contract was begun"),
    "contract.write": _("a version of a contract was written"),
    "contract.ask": _("a contract was sent for signature"),
    "contract.file": _("what was filed of a contract was recorded"),
    "contract.hire": _("seasonal contracts were begun"),
    "contract.end": _("a contract was ended"),
    "fee.record": _("a cost of recruitment was recorded"),
    "fee.tell": _("the worker said what they paid"),
    "fee.refund": _("a refund moved on"),
    "permit.open": _("a permit file was begun"),
    "permit.record": _("a step of a permit file was recorded"),
    "permit.cost": _("a cost of a permit file was recorded"),
    "exit.open": _("exit formalities were begun"),
    "exit.state": _("what an authority says about leaving was recorded"),
    "exit.unstate": _("what an authority says about leaving was taken back"),
    "travel.book": _("a journey was booked"),
    "briefing.hold": _("a briefing was held"),
    "briefing.acknowledge": _("a briefing was confirmed as understood"),
    "post.keep": _("a consular post was recorded"),
    "post.wait": _("a waiting time at a consular post was recorded"),
    "appointment.book": _("an appointment at a consular post was recorded"),
    "departure.settle": _("something was settled before departure"),
    "pathway.confirm": _("a value of the law was confirmed"),
    "pathway.withdraw": _("the confirmation of a value of the law was withdrawn"),
    "pathway.versions": _("new values of the law were noted"),
    "card.issue": _("a card was issued"),
    "card.revoke": _("a card was revoked"),
    "card.rotate_key": _("the key that signs cards was changed"),
}
