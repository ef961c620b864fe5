"""Deeds about accounts, persons, what is kept of them, and former participants."""

from django.utils.translation import gettext_lazy as _

PEOPLE = {
    "account.invite": _("an account was given"),
    "account.code": _("a code was sent to a phone"),
    "account.password": _("a password was set"),
    "person.reach": _("how the person is reached was chosen"),
    "person.history": _("the dated history of the person was recorded"),
    "candidate.law_facts": _("facts about the person that the law asks for were recorded"),
    "privacy.expire": _("data whose term was over was erased"),
    "privacy.sweep": _("uploads that belong to nothing were removed"),
    "alumni.agree": _("agreed to be found by later schemes"),
    "alumni.take_back": _("the agreement to be found by later schemes was taken back"),
    "alumni.invite": _("former participants were invited to a call"),
    "alumni.decline": _("an invitation to a call was declined"),
    "alumni.follow": _("an application was begun from an invitation"),
    "role.grant": _("a role was given"),
}
