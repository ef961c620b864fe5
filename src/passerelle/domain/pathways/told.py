"""Facts that no list holds and whoever knows them tells: of a job, and of a candidacy. Absent is unknown.

A point that would be given for a spouse is not among them: it is never held as a record.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from passerelle.domain.kernel.text import Text

Value = bool | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One fact: its question, kind, the words it may hold, its bounds; ``own``: the person tells it too."""

    word: Text
    kind: str  # yes_no, number, word, words
    words: tuple[str, ...] = ()
    least: float = 0
    most: float = 1_000_000
    own: bool = False


_LODGING = ("fair rent", "no automatic deduction", "rental contract", "safety standard")
JOB: Mapping[str, Told] = MappingProxyType(
    {
        "job.level": Told(Text("Level of the job (1 to 8)"), "number", least=1, most=8),
        "job.role": Told(
            Text("Role in a transfer within a company"), "word", ("manager", "specialist", "trainee", "other")
        ),
        "job.post_share": Told(Text("Part of a full post (1 is full time)"), "number", most=1),
        "job.vacancy_weeks": Told(Text("Weeks for which the vacancy was open"), "number", most=520),
        "job.published_on": Told(Text("Where the vacancy was published"), "words", ("VDAB", "EURES")),
        "job.on_medium_skilled_list": Told(
            Text("The job is on the Flemish list of medium-skilled jobs"), "yes_no"
        ),
        "job.high_value": Told(Text("The job is on the Lithuanian list of high value jobs"), "yes_no"),
        "job.remote": Told(Text("The work is done from abroad"), "yes_no"),
        "job.business_visit": Told(Text("It is a short business visit"), "yes_no"),
        "job.generic_or_named": Told(Text("The offer names somebody"), "word", ("generic", "named")),
        "job.stable_or_circular": Told(Text("The work is stable or circular"), "word", ("stable", "circular")),
        "job.file_posts": Told(Text("Posts in one file"), "number", least=1, most=10_000),
        "job.adequate_lodging": Told(Text("Adequate lodging is shown"), "yes_no"),
        "job.lodging": Told(Text("Lodging by the employer comes with"), "words", _LODGING),
        "job.lodging_throughout": Told(
            Text("Lodging is given for the whole activity, and at each recall"), "yes_no"
        ),
        "job.written_information": Told(Text("The worker gets written information on rights"), "yes_no"),
        "job.duties_signed": Told(Text("Both sides have signed their duties"), "yes_no"),
        "job.employer.age_years": Told(Text("Age of the firm in years"), "number", most=1_000),
        "job.employer.staff": Told(Text("People employed by the firm"), "number", most=10_000_000),
        "job.employer.recognised": Told(Text("The State recognises the employer"), "yes_no"),
        "job.employer.power_of_attorney": Told(
            Text("The employer holds a power of attorney of the worker"), "yes_no"
        ),
        "job.employer.tested_language": Told(Text("The employer has tested the language"), "yes_no"),
        "events.approved_host": Told(Text("The host is approved by the State"), "yes_no"),
    }
)
CANDIDACY: Mapping[str, Told] = MappingProxyType(
    {
        "person.funds": Told(Text("The means that the route asks for can be shown"), "yes_no", own=True),
        "person.funds_month": Told(Text("Means in euros for each month"), "number", own=True),
        "person.status": Told(
            Text("Situation at work"),
            "word",
            ("employee", "agency worker", "posted worker", "self-employed", "student"),
            own=True,
        ),
        "person.prior_service_months": Told(
            Text("Months with this employer before the transfer"), "number", most=700, own=True
        ),
        "person.search_year": Told(Text("Had a residence permit of the search year"), "yes_no", own=True),
        "person.approved_course": Told(Text("Took a course approved by the State"), "yes_no", own=True),
        "person.regulated_licence": Told(
            Text("Holds the licence for the regulated profession"), "yes_no", own=True
        ),
        "person.shortage_occupation": Told(Text("Trained for an occupation in shortage"), "yes_no"),
        "person.admitted_in_last_five_years": Told(
            Text("Came as a seasonal worker in the last five years"), "yes_no", own=True
        ),
        "person.complied": Told(Text("Kept the conditions of the earlier stay"), "yes_no"),
        "job.place_at_university": Told(Text("A university has given a place"), "yes_no", own=True),
        "job.signed_by": Told(
            Text("Who has signed the training agreement"), "words", ("host", "school", "student"), own=True
        ),
    }
)


def as_facts(kept: Mapping[str, Any]) -> dict[str, Value]:
    """What was told as facts of a case: lists become tuples."""
    return {name: tuple(one) if isinstance(one, list) else one for name, one in kept.items()}
