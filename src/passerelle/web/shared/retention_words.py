"""Words of purposes and their clocks."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, Promise | str]

PURPOSE: Words = {
    "recruitment": _("Selection and matching"),
    "journey": _("The case"),
    "fairness": _("Check of fair selection"),
    "protection": _("Protection at work"),
    "reintegration": _("Plans after the stay"),
    "follow_up": _("Follow-up"),
    "alumni": _("Later schemes"),
}
WHAT: Words = {
    "recruitment": _("Your name, how you are reached and your profile, so that places can be found for you."),
    "journey": _("The steps of your case, your papers and contracts."),
    "fairness": _("Sex, birth date, region and nationality, only to check that selection is fair."),
    "protection": _("What was paid and worked, visits, and what you told in confidence."),
    "reintegration": _("Your plan for after the stay and what came of it."),
    "follow_up": _("How you are months later, and an address for these questions alone."),
    "alumni": _("A profile that later schemes may find, because you agreed."),
}

VOCABULARIES: Mapping[str, Words] = {"purpose": PURPOSE, "purpose_what": WHAT}
