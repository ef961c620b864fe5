"""Every key that a scheme file may hold. The parser, the checks and the published schema read this."""

from passerelle.domain.access.roles import Role
from passerelle.domain.journey.consequences import CONSEQUENCES
from passerelle.domain.journey.guards import GUARDS
from passerelle.domain.journey.transitions import Track, Transition
from passerelle.domain.permits.departure import STEPS
from passerelle.domain.schemes import scheme as made
from passerelle.domain.schemes.keys import Key, Table

ACTS = tuple(made.RULE_ACT)
GROUP_ACTS = ("training", "interview", "placement")
UNITS = ("worker", "student", "intern", "entrepreneur", "firm", "business")
TRACKS = ("home", "mobility", "study", "internship", "business_visit", "seasonal", "remote")
GATES = (
    "language",
    "eqf",
    "experience",
    "licence",
    "availability",
    "age",
    "origin",
    "residence",
    "occupation",
    "route",
)
RULES = ("cap", "floor", "budget", "share-floor", "share-cap")

SOURCE = Key(name="source", kind="text", about="Id of a source in [sources].", code="source")
NOTE = Key(name="note", kind="text", about="Anything a reader should know; never used by a calculation.")
DEPARTURE = Key(
    name="departure",
    kind="words",
    about="What must be settled before departure; default: contract, insurance, housing, contact, complaint.",
    choices=tuple(STEPS),
)
CONFLICT = Key(name="conflict", kind="text", about="What another source says instead.")
CONFIRMED = (
    Key(name="confirmed", kind="flag", about="Compared with the official text by the person named."),
    Key(name="confirmed_by", kind="text", about="Who compared it with the official text."),
    Key(name="confirmed_on", kind="date", about="When it was compared."),
)
_ID = "Short name, unique in the file: small letters, digits, _ and -."
_WORDS = Key(name="*", kind="match", about="Value to be met, compared as text.")

PARTY = Table(
    "party",
    made.Party,
    (
        Key(name="name", kind="text", about="The organisation.", required=True),
        Key(name="roles", kind="words", about="What it does in the scheme.", required=True),
        Key(name="country", kind="text", about="ISO 3166-1 alpha-2 code.", code="country"),
        SOURCE,
        NOTE,
    ),
)
OCCUPATION = Table(
    "occupation",
    made.Occupation,
    (
        Key(name="isco", kind="text", about="ISCO-08 code, one to four digits.", required=True, code="isco"),
        Key(name="at", kind="text", about="Where it is practised.", choices=("destination", "home")),
        Key(name="esco", kind="words", about="ESCO occupation URIs, where sure.", code="esco"),
        Key(name="mapped", kind="flag", about="true: mapped here; false: the source states the code."),
        NOTE,
    ),
)
ROUTE = Table(
    "route",
    made.Route,
    (
        Key(name="id", kind="text", about=_ID, required=True, code="id"),
        Key(name="name", kind="text", about="The route in words.", required=True),
        Key(name="country", kind="text", about="State that admits.", code="country"),
        Key(
            name="region",
            kind="text",
            about="Region whose law it is (NUTS or ISO 3166-2), if any.",
            code="region",
        ),
        Key(name="applicant", kind="words", about="Who may file, if the law says."),
        Key(name="pause_moves_end", kind="flag", about="Whether a pause moves the end of a stay, if known."),
        DEPARTURE,
        *CONFIRMED,
        SOURCE,
        NOTE,
    ),
)
BUDGET = Table(
    "budget",
    made.Budget,
    (
        Key(name="amount", kind="number", about="Total, in currency units.", least=0),
        Key(name="currency", kind="text", about="ISO 4217 code.", code="currency"),
        Key(name="eu_share", kind="number", about="Paid by the EU, in per cent.", least=0, most=100),
        Key(name="funder", kind="text", about="Fund or facility."),
        SOURCE,
        CONFLICT,
        NOTE,
    ),
)
TARGET = Table(
    "target",
    made.Target,
    (
        Key(name="value", kind="whole", about="The number aimed at.", required=True, least=0),
        Key(name="unit", kind="text", about="What is counted, in words.", required=True),
        Key(name="from", kind="date", about="Day from which this version held.", attr="since"),
        SOURCE,
        NOTE,
    ),
)
FACT = Table(
    "fact",
    made.Fact,
    (
        Key(name="id", kind="text", about=_ID, required=True, code="id"),
        Key(name="value", kind="scalar", about="The published figure; left out when unknown."),
        Key(name="unit", kind="text", about="What is counted, in words."),
        Key(name="on", kind="date", about="Day that the figure speaks of."),
        SOURCE,
        CONFLICT,
        NOTE,
    ),
)
TRANSITION = Table(
    "transition",
    Transition,
    (
        Key(
            name="from",
            kind="match",
            about="Stage left, or a list of stages: the row then stands for one row from each.",
            required=True,
            attr="leaving",
            code="id",
        ),
        Key(name="event", kind="text", about="What happens.", required=True, code="id"),
        Key(name="who", kind="words", about="Roles that may record it.", required=True, choices=tuple(Role)),
        Key(name="to", kind="text", about="Stage reached.", required=True, code="id"),
        Key(name="wording", kind="text", about="Key of the candidate's sentence; default: the stage reached."),
        Key(name="then", kind="words", about="Consequences.", choices=tuple(CONSEQUENCES)),
        Key(name="guard", kind="words", about="What must hold first.", choices=tuple(GUARDS)),
        Key(
            name="only_on",
            kind="map",
            about="Guards of this row that hold up only cases of these routes (ids of [[route]]).",
            choices=tuple(GUARDS),
            of=_WORDS,
        ),
        Key(
            name="due_days",
            kind="whole",
            about="The next step is due so many days after arrival.",
            least=1,
            most=3660,
        ),
        Key(name="documents", kind="words", about="Papers that the stage reached asks for.", code="id"),
        Key(name="hidden", kind="flag", about="true: the candidate does not see the stage reached yet."),
    ),
    spread="from",
)
TRACK = Table(
    "track",
    Track,
    (
        Key(name="id", kind="text", about=_ID, required=True, code="id"),
        Key(name="kind", kind="text", about="Kind of way.", required=True, choices=TRACKS),
        Key(name="first", kind="text", about="Stage at which a case begins.", required=True, code="id"),
        Key(
            name="start_stage",
            kind="text",
            about="Stage at which an accepted referral joins.",
            required=True,
            code="id",
        ),
        Key(name="ends", kind="words", about="Stages that close a case.", required=True, code="id"),
        Key(name="transitions", kind="tables", about="The stages table.", required=True, table=TRANSITION),
        DEPARTURE,
        NOTE,
    ),
)
SPAN = Table(
    "size",
    made.Span,
    (
        Key(name="least", kind="whole", about="Shortest list.", required=True, least=1, most=1000),
        Key(name="most", kind="whole", about="Longest list.", required=True, least=1, most=1000),
    ),
)
ACT = Table(
    "act",
    made.Act,
    (
        Key(name="kind", kind="text", about="What the matching does.", required=True, choices=ACTS),
        Key(name="size", kind="whole", about="Length of a shortlist.", least=1, most=1000),
        Key(
            name="sizes",
            kind="map",
            about="Exceptions to size by destination country.",
            code="country",
            of=Key(name="*", kind="table", about="Span of lengths.", table=SPAN),
        ),
        Key(
            name="per_candidate",
            kind="whole",
            about="How many vacancies one candidate may get; default 1.",
            least=1,
            most=1000,
        ),
        Key(name="what", kind="text", about="What is allotted, in words."),
        NOTE,
    ),
)
GATE = Table(
    "gate",
    made.Gate,
    (
        Key(name="id", kind="text", about=_ID, required=True, code="id"),
        Key(name="kind", kind="text", about="Kind of requirement.", required=True, choices=GATES),
        Key(name="label", kind="text", about="The requirement in words.", required=True),
        Key(name="language", kind="text", about="ISO 639-1 code.", code="language"),
        Key(name="level", kind="text", about="CEFR level.", code="level"),
        Key(name="value", kind="scalar", about="Value to be met."),
        Key(name="least", kind="number", about="Least number (EQF level, years, age).", least=0),
        Key(name="most", kind="number", about="Greatest number (age).", least=0),
        Key(name="route", kind="text", about="Id of the route that it belongs to.", code="route"),
        Key(name="applies_to", kind="words", about="Track ids or destination countries; empty: all."),
        *CONFIRMED,
        SOURCE,
        NOTE,
    ),
)
RULE = Table(
    "rule",
    made.Rule,
    (
        Key(name="name", kind="text", about="Unique name.", required=True),
        Key(name="kind", kind="text", about="Kind of limit.", required=True, choices=RULES),
        Key(name="limit", kind="scalar", about="Number, or a column of vacancies.", required=True),
        Key(name="where", kind="map", about="Placements it counts.", of=_WORDS),
        Key(name="per", kind="words", about="One limit for each combination.", code="column"),
        Key(name="sum", kind="text", about="Numeric column; absent: placements.", code="column"),
        Key(name="share_of", kind="map", about="Part counted by a share.", of=_WORDS),
        Key(name="act", kind="text", about="Act that it applies to.", choices=GROUP_ACTS),
        Key(name="ground", kind="text", about="Legal ground of a rule about a group."),
        Key(name="lawful_because", kind="text", about="Why a sex preference at placement is lawful."),
        Key(name="until", kind="date", about="Last day of the rule."),
        SOURCE,
        NOTE,
    ),
)
DEMONSTRATION = Table(
    "demonstration",
    made.Demonstration,
    (
        Key(name="people", kind="whole", about="Candidates.", required=True, least=0, most=10_000_000),
        Key(
            name="vacancies",
            kind="whole",
            about="Vacancies or courses.",
            required=True,
            least=0,
            most=10_000_000,
        ),
        Key(name="places", kind="whole", about="Places in all.", required=True, least=0, most=10_000_000),
        Key(name="seed", kind="whole", about="Seed of the random numbers.", required=True, least=0),
        Key(
            name="synthetic",
            kind="words",
            about="Sizes that no source publishes.",
            choices=("people", "vacancies", "places"),
        ),
        Key(name="occupations", kind="words", about="ISCO-08 codes chosen for it.", code="isco"),
        Key(name="languages", kind="words", about="Languages chosen for it.", code="language"),
        NOTE,
    ),
)
WEIGHTS = Table(
    "weights",
    None,
    tuple(
        Key(
            name=part,
            kind="whole",
            about="Points of 10,000.",
            required=True,
            least=0,
            most=made.FULL_WEIGHT,
        )
        for part in made.PARTS
    ),
)
