"""Which published counts the demonstration shows as people at a stage, and who may stand for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """As many people as a fact of the scheme's file says, who have come to a stage of a track.

    Cohorts of one scheme lie within each other, the widest first. ``sexes`` names the facts that say how many
    of each sex there were; ``without`` are countries from which nobody came. ``via`` is a stage on the way.
    """

    scheme: str
    track: str
    stage: str
    fact: str
    via: str = ""
    sexes: Mapping[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()


# Where nothing is published nobody stands: no row, and the page says unknown.
COHORTS = (
    # All 9,677 who applied are on the list of people; how far those got who were not admitted is unknown, so
    # no case stands for them. Who of the 120 moved to Belgium is unknown, so nobody stands on that track.
    Cohort(scheme="palim", track="home", stage="placed", fact="trained"),
    Cohort(
        scheme="homere", track="internship", stage="placed", fact="placed",
        sexes={"f": "placed_women", "m": "placed_men"}, without=("EG",),
    ),
    Cohort(scheme="digex", track="mobility", stage="placed", fact="participants"),
    Cohort(scheme="ygca", track="study", stage="placed", fact="selected"),
    Cohort(scheme="ygca", track="study", stage="graduated", fact="graduated"),
    Cohort(scheme="thamm", track="mobility", stage="certified", fact="prepared"),
    Cohort(scheme="thamm", track="mobility", stage="placed", fact="placed"),
    Cohort(scheme="match", track="mobility", stage="placed", fact="hired"),
    Cohort(
        scheme="move_green", track="study", stage="graduated", fact="cohort_1", sexes={"f": "cohort_1_women"}
    ),
    Cohort(scheme="wecco", track="business_visit", stage="placed", fact="supported"),
    Cohort(scheme="wecco", track="business_visit", stage="partnership_signed", fact="partnerships_signed"),
    Cohort(scheme="wafira", track="seasonal", stage="planning", fact="trained"),
    Cohort(scheme="wafira", track="seasonal", stage="coached", fact="full_support"),
    Cohort(scheme="wafira", track="seasonal", stage="business_formalised", fact="last_step"),
)  # fmt: skip
