"""Both sides of a pairing as the domain reads them."""

from passerelle.domain.reintegration.pairing import Side, side
from passerelle.records.diaspora.models import Supporter
from passerelle.records.reintegration.models import ReintegrationPlan

# What a need says is wanted from the diaspora.
WANTED = {"network": "mentor", "counsel": "mentor", "business": "investor", "money": "investor", "work": "host"}


def side_of_supporter(one: Supporter) -> Side:
    """What a supporter offers."""
    return side(one.sectors, one.regions, one.languages, one.offers)


def side_of_plan(one: ReintegrationPlan) -> Side:
    """What a plan asks for; its needs (prefetch them) say what would help."""
    person = one.journey.candidate.person
    spoken = [str(each["code"]) for each in person.languages or ()]
    wanted = [WANTED[need.code] for need in one.needs.all() if need.code in WANTED]
    return side([one.sector], [one.region], [person.language, *spoken], wanted)
