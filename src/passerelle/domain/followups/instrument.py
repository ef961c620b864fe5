"""The questions of the survey of reintegration: an instrument with a version, kept with every answer sheet.

Thirty questions in this project's own words. Their order and their three dimensions follow the structure of
IOM's Reintegration Sustainability Survey; nobody here has compared them with the official text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from passerelle.domain.kernel.text import Text

ECONOMIC, SOCIAL, PSYCHOSOCIAL = "economic", "social", "psychosocial"
DIMENSIONS = (ECONOMIC, SOCIAL, PSYCHOSOCIAL)
NOT_SAID = "not_said"  # was asked and does not say: kept, and never counted

ZERO, LOW, HALF, HIGH, ONE = (Decimal(one) for one in ("0", "0.25", "0.5", "0.75", "1"))
# Scale -> answer -> value between 0 (hard) and 1 (well). Even steps: a choice of this project.
SCALES: Mapping[str, Mapping[str, Decimal]] = {
    "good": {"very_good": ONE, "good": HIGH, "fair": HALF, "bad": LOW, "very_bad": ZERO},
    "yes": {"yes": ONE, "partly": HALF, "no": ZERO},
    "no": {"no": ONE, "partly": HALF, "yes": ZERO},
    "seldom": {"never": ONE, "seldom": HIGH, "sometimes": HALF, "often": LOW, "always": ZERO},
}
ANSWERS: Mapping[str, Text] = {
    "very_good": Text("very good"),
    "good": Text("good"),
    "fair": Text("neither good nor bad"),
    "bad": Text("bad"),
    "very_bad": Text("very bad"),
    "yes": Text("yes"),
    "partly": Text("in part"),
    "no": Text("no"),
    "never": Text("never"),
    "seldom": Text("seldom"),
    "sometimes": Text("sometimes"),
    "often": Text("often"),
    "always": Text("all the time"),
    NOT_SAID: Text("does not say"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its code, its dimension, its wording and the scale of its answers."""

    code: str
    dimension: str
    wording: Text
    scale: str

    @property
    def values(self) -> Mapping[str, Decimal]:
        """Answer -> value between 0 and 1."""
        return SCALES[self.scale]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A version of the questions; ``confirmed``: a named person compared it with the official text."""

    code: str
    version: str
    source: str
    confirmed: bool
    questions: tuple[Question, ...]


_ALL = (
    Question("ec_situation", ECONOMIC, Text("How is your economic situation?"), "good"),
    Question("ec_food", ECONOMIC, Text("How often did food run short last month?"), "seldom"),
    Question("ec_can_borrow", ECONOMIC, Text("Could you borrow money if you needed it?"), "yes"),
    Question("ec_borrows", ECONOMIC, Text("How often do you borrow money?"), "seldom"),
    Question("ec_debt", ECONOMIC, Text("Do you owe more than you spend in a month?"), "no"),
    Question("ec_access", ECONOMIC, Text("How is your access to jobs and training?"), "good"),
    Question("ec_work", ECONOMIC, Text("Do you have work?"), "yes"),
    Question("ec_income", ECONOMIC, Text("Is what you earn enough to live on?"), "yes"),
    Question("ec_asset", ECONOMIC, Text("Do you own land, animals, tools or a business?"), "yes"),
    Question("ec_seeks", ECONOMIC, Text("Do you look for other work to make ends meet?"), "no"),
    Question("so_housing", SOCIAL, Text("How is the place where you live?"), "good"),
    Question("so_secure", SOCIAL, Text("Can you stay in your home as long as you want?"), "yes"),
    Question("so_school", SOCIAL, Text("Can all children of your household go to school?"), "yes"),
    Question("so_school_quality", SOCIAL, Text("How is the school near you?"), "good"),
    Question("so_justice", SOCIAL, Text("Could you turn to police and courts if you needed them?"), "yes"),
    Question("so_papers", SOCIAL, Text("Do you have identity papers that are valid?"), "yes"),
    Question("so_water", SOCIAL, Text("Is there safe drinking water where you live?"), "yes"),
    Question("so_health", SOCIAL, Text("Can you get health care when you need it?"), "yes"),
    Question("so_health_quality", SOCIAL, Text("How is the health care near you?"), "good"),
    Question("so_services", SOCIAL, Text("How are public services near you?"), "good"),
    Question("ps_social_life", PSYCHOSOCIAL, Text("How is your life with friends and neighbours?"), "good"),
    Question("ps_support", PSYCHOSOCIAL, Text("Is there somebody whom you can ask for help?"), "yes"),
    Question("ps_belonging", PSYCHOSOCIAL, Text("Do you feel that you belong where you live?"), "yes"),
    Question("ps_safety", PSYCHOSOCIAL, Text("Do you feel safe where you live?"), "yes"),
    Question("ps_conflict", PSYCHOSOCIAL, Text("How often is there conflict in your family?"), "seldom"),
    Question("ps_discrimination", PSYCHOSOCIAL, Text("How often are you treated worse than others?"), "seldom"),
    Question("ps_distress", PSYCHOSOCIAL, Text("How often do worries keep you from your day?"), "seldom"),
    Question("ps_counselling", PSYCHOSOCIAL, Text("Could you get counselling if you wanted it?"), "yes"),
    # Wanting to go again is no failure; having to go is a need.
    Question("ps_must_leave", PSYCHOSOCIAL, Text("Do you feel that you must leave again to live?"), "no"),
    Question("ps_able_to_stay", PSYCHOSOCIAL, Text("Do you feel able to stay if you want to?"), "yes"),
)
CURRENT = Instrument(
    code="reintegration",
    version="2026-1",
    source=(
        "Structure after IOM's Reintegration Sustainability Survey, handbook annexes; "
        "not compared with the official text: unconfirmed"
    ),
    confirmed=False,
    questions=_ALL,
)
INSTRUMENTS: Mapping[tuple[str, str], Instrument] = {(CURRENT.code, CURRENT.version): CURRENT}
