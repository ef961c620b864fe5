"""The top of a scheme file: its own keys, then its tables."""

from passerelle.domain.reintegration.scoring import CRITERIA
from passerelle.domain.schemes import shape
from passerelle.domain.schemes.keys import Key, Table
from passerelle.domain.schemes.scheme import Scheme
from passerelle.domain.schemes.terms import Committees, Contests

OBJECTIVES = ("score", "placements-then-score")
MONTHS = ("1", "2", "3", "6", "9", "12", "18", "24", "36", "48", "60")
_WORDING = Key(
    name="*",
    kind="map",
    about="Sentence by language.",
    code="language",
    of=Key(name="*", kind="text", about="The sentence."),
)

CONTESTS = Table(
    "contests",
    Contests,
    (
        Key(
            name="days_to_contest", kind="whole", about="Days in which a no can be contested; default 30.",
            least=7, most=365,
        ),
        Key(
            name="days_to_decide", kind="whole", about="Days in which a contest is answered; default 21.",
            least=1, most=90,
        ),
        shape.SOURCE,
        shape.NOTE,
    ),
)  # fmt: skip
COMMITTEES = Table(
    "committees",
    Committees,
    (
        *(
            Key(
                name=one, kind="whole", about="Points of 100 of this criterion; 0 leaves it out.",
                least=0, most=100,
            )
            for one in CRITERIA
        ),
        Key(
            name="first_share", kind="whole", about="First part of an award, per cent; default 80.",
            least=1, most=100,
        ),
        shape.SOURCE,
        shape.NOTE,
    ),
)  # fmt: skip
SCHEME = Table(
    "scheme",
    Scheme,
    (
        Key(name="code", kind="text", about="Unique code: small letters, digits, _.", required=True, code="id"),
        Key(name="name", kind="text", about="Full name.", required=True),
        Key(name="version", kind="text", about="Version of this file.", required=True),
        Key(name="hypothetical", kind="flag", about="true: a trial that no party agreed to."),
        Key(name="unit", kind="text", about="What is counted.", required=True, choices=shape.UNITS),
        Key(name="objective", kind="text", about="What the matching maximises.", choices=OBJECTIVES),
        Key(name="also_known_as", kind="words", about="Other names."),
        Key(name="summary", kind="text", about="The scheme in a sentence."),
        Key(name="start", kind="date", about="First day."),
        Key(name="end", kind="date", about="Last day."),
        Key(name="origins", kind="words", about="Countries that people come from.", code="country"),
        Key(name="destinations", kind="words", about="Countries that people go to.", code="country"),
        Key(name="sectors", kind="words", about="Sectors, in words."),
        Key(name="languages", kind="words", about="Working languages.", code="language"),
        Key(name="active_sourcing", kind="flag", about="The scheme seeks people out; default true."),
        Key(
            name="reminder_pause_days",
            kind="whole",
            about="Days between two reminders of one case; default 7.",
            least=1,
            most=90,
        ),
        Key(
            name="follow_up_months",
            kind="words",
            about="Months after the end at which people are asked; default 3, 6, 12, 24.",
            choices=MONTHS,
        ),
        Key(
            name="end_plan_days",
            kind="whole",
            about="Days before the planned end of a stay from which its end is to be planned; default 90.",
            least=7,
            most=730,
        ),
        Key(name="government_agreement", kind="text", about="Agreement that allows sourcing health workers."),
        shape.CONFLICT,
        shape.NOTE,
        Key(
            name="sources",
            kind="map",
            about="Public sources by id.",
            code="id",
            of=Key(name="*", kind="text", about="Where it can be read."),
        ),
        Key(name="wordings", kind="map", about="Sentences for stages of its own.", code="id", of=_WORDING),
        Key(name="budget", kind="table", about="Money.", table=shape.BUDGET),
        Key(
            name="contests",
            kind="table",
            about="Terms of contests; without a source they are the scheme's own choice.",
            table=CONTESTS,
        ),
        Key(
            name="committees",
            kind="table",
            about="Weights and first part that committees begin with; default 30, 20, 20, 20, 10 and 80.",
            table=COMMITTEES,
        ),
        Key(name="act", kind="table", about="The matching's act.", required=True, table=shape.ACT),
        Key(name="weights", kind="table", about="Score parts; sum 10,000.", required=True, table=shape.WEIGHTS),
        Key(name="demonstration", kind="table", about="Synthetic population.", table=shape.DEMONSTRATION),
        Key(name="party", kind="tables", about="Parties.", attr="parties", table=shape.PARTY),
        Key(name="occupation", kind="tables", about="Occupations.", attr="occupations", table=shape.OCCUPATION),
        Key(name="route", kind="tables", about="Legal routes.", attr="routes", table=shape.ROUTE),
        Key(name="target", kind="tables", about="Targets.", attr="targets", table=shape.TARGET),
        Key(name="fact", kind="tables", about="Published figures.", attr="facts", table=shape.FACT),
        Key(name="track", kind="tables", about="Tracks.", attr="tracks", required=True, table=shape.TRACK),
        Key(name="gate", kind="tables", about="Gates.", attr="gates", table=shape.GATE),
        Key(name="rule", kind="tables", about="Rules.", attr="rules", table=shape.RULE),
    ),
)
