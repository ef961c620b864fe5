"""Every key that a partnership file may hold, in the description that scheme files use."""

from passerelle.domain.portfolio import areas
from passerelle.domain.portfolio import partnership as made
from passerelle.domain.schemes import shape
from passerelle.domain.schemes.keys import Key, Table

_ID = Key(name="id", kind="text", about="Short name, unique in its list.", required=True, code="id")
_AREA = Key(name="area", kind="text", about="Key area.", required=True, choices=areas.KEY_AREAS)

OBJECTIVE = Table(
    "objective",
    made.Objective,
    (
        _ID,
        Key(name="text", kind="text", about="The objective as the roadmap has it.", required=True),
        _AREA,
        shape.SOURCE,
        shape.NOTE,
    ),
)
ACTION = Table(
    "action",
    made.Activity,
    (
        _ID,
        Key(name="title", kind="text", about="The action in a line.", required=True),
        _AREA,
        Key(name="level", kind="text", about="Level.", required=True, choices=areas.LEVELS),
        Key(name="fields", kind="words", about="Policy fields joined.", choices=areas.POLICY_FIELDS),
        Key(name="responsible", kind="text", about="Who is responsible."),
        Key(name="status", kind="text", about="State, if published.", choices=areas.ACTION_STATES),
        Key(name="start", kind="date", about="First day."),
        Key(name="end", kind="date", about="Last day."),
        shape.SOURCE,
        shape.NOTE,
    ),
)
DECISION = Table(
    "decision",
    made.Decision,
    (_ID, Key(name="text", kind="text", about="What was decided.", required=True), shape.SOURCE),
)
ROUNDTABLE = Table(
    "roundtable",
    made.Roundtable,
    (
        _ID,
        Key(name="on", kind="date", about="When it met.", required=True),
        Key(name="participants", kind="words", about="Who took part, if published."),
        Key(name="decision", kind="tables", about="Decisions.", attr="decisions", table=DECISION),
        shape.SOURCE,
        shape.NOTE,
    ),
)
PARTNERSHIP = Table(
    "partnership",
    made.Partnership,
    (
        Key(name="code", kind="text", about="Unique code: the country's word.", required=True, code="id"),
        Key(name="name", kind="text", about="Full name.", required=True),
        Key(name="country", kind="text", about="ISO 3166-1 code.", required=True, code="country"),
        Key(name="version", kind="text", about="Version of this file.", required=True),
        Key(name="status", kind="text", about="Launched or not.", required=True, choices=areas.STATUSES),
        Key(name="since", kind="date", about="When it was launched, if published."),
        Key(name="summary", kind="text", about="The partnership in a sentence."),
        Key(name="sectors", kind="words", about="Sectors, in words."),
        Key(name="member_states", kind="words", about="Member States that take part.", code="country"),
        Key(name="schemes", kind="words", about="Codes of schemes under it.", code="id"),
        shape.NOTE,
        shape.SOURCE,
        Key(
            name="sources",
            kind="map",
            about="Public sources by id.",
            code="id",
            of=Key(name="*", kind="text", about="Where it can be read."),
        ),
        Key(name="budget", kind="table", about="Money published.", table=shape.BUDGET),
        Key(name="party", kind="tables", about="Team Europe's parties.", attr="parties", table=shape.PARTY),
        Key(name="objective", kind="tables", about="Objectives.", attr="objectives", table=OBJECTIVE),
        Key(name="action", kind="tables", about="Actions.", attr="actions", table=ACTION),
        Key(name="roundtable", kind="tables", about="Roundtables.", attr="roundtables", table=ROUNDTABLE),
        Key(name="fact", kind="tables", about="Published figures.", attr="facts", table=shape.FACT),
    ),
)
