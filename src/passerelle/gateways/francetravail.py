"""Reads France Travail offers (CSV with ROME codes) as vacancies, each fact with where it comes from."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from passerelle.domain.intake.columns import Value
from passerelle.domain.intake.cross_checks import Entry
from passerelle.domain.intake.signs import clean
from passerelle.domain.kernel.problems import Problem, Refused
from passerelle.domain.kernel.text import Text
from passerelle.gateways.crosswalks import Crosswalk
from passerelle.gateways.francetravail_facts import (
    is_employment,
    read_education,
    read_experience,
    read_languages,
    read_place,
    read_salary,
)
from passerelle.gateways.reference import Table, tables

SOURCE = "francetravail"
OFFERS = Path("vacancies/francetravail_ict_fr_dev.csv.gz")  # under the folder of reference data
LINKS = Path("crosswalks/rome_appellation_esco_v1.0.9.csv.gz")
RELATIONS = Path("esco/occupationSkillRelations_v1.1.1.csv.gz")
APPELLATIONS = Path("crosswalks/rome_appellations_fr.csv.gz")
_NEEDED = (
    "id title description rome_code rome_label rome_appellation place contract experience skills languages "
    "education salary naf posted positions"
)
NEEDED = frozenset(_NEEDED.split())
MOST_OFFERS = 100_000
LINK_KINDS = {"exactMatch": "exact", "closeMatch": "close", "broadMatch": "broad", "narrowMatch": "narrow"}


Essentials = Callable[
    [str], Sequence[str] | None
]  # ESCO occupation -> its essential skills; None when not loaded


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer: the entry as a list of vacancies would have it, and what only this source says."""

    entry: Entry
    link: str  # exact, close, broad, narrow or none
    appellation: str
    rome_label: str
    naf: str
    stated_skills: tuple[str, ...]  # in French, kept as they were said
    salary_text: str
    is_employment: bool
    posted_on: date | None
    text_digest: str
    text_length: int


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers of a file and what is wrong with rows that were left out."""

    offers: tuple[Offer, ...]
    problems: tuple[Problem, ...]


def read_offers(path: Path, crosswalk: Crosswalk, essentials: Essentials) -> Offers:
    """Every offer of a CSV (plain, gzip or zip).

    Raises ``Refused`` when columns are missing, ``MissingFile`` when the file is absent. Skills are the
    essential skills of the ESCO occupation, since what the offers state is French text; without an
    occupation, or without ESCO's relations, they are unknown.
    """
    table = tables(path)[0]
    _must_have_columns(table)
    offers: dict[str, Offer] = {}
    problems: list[Problem] = []
    for line, row in table.rows():
        problem = _row_problem(row, offers, line, table.name)
        if problem is not None:
            problems.append(problem)
            continue
        offers[row["id"]] = _offer(row, line, crosswalk, essentials)
    return Offers(tuple(offers.values()), tuple(problems))


def _must_have_columns(table: Table) -> None:
    absent = sorted(NEEDED - set(table.header()))
    if absent:
        raise Refused(
            [
                Problem(
                    "wrong_columns",
                    Text("Columns are missing: %(columns)s.", {"columns": ", ".join(absent)}),
                    Text("Take the file of offers as published, or import it as a list of vacancies."),
                    file=table.name,
                    row=1,
                )
            ]
        )


def _row_problem(row: Mapping[str, str], offers: Mapping[str, Offer], line: int, file: str) -> Problem | None:
    own = row["id"].strip()
    if own and own not in offers and row["positions"].strip().isdecimal() and int(row["positions"]) > 0:
        return None if len(offers) < MOST_OFFERS else _problem("too_many_rows", line, file)
    return _problem("id_twice" if own in offers else "empty" if not own else "no_posts", line, file)


_MESSAGES = {
    "too_many_rows": (
        Text("At most %(most)s offers are read at once.", {"most": MOST_OFFERS}),
        Text("Split the file."),
    ),
    "id_twice": (Text("This number already stands above."), Text("Keep one of the two rows.")),
    "empty": (Text("The offer has no number."), Text("Add the number of the offer.")),
    "no_posts": (Text("The number of posts is not 1 or more."), Text("Write how many people are sought.")),
}


def _problem(code: str, line: int, file: str) -> Problem:
    message, cure = _MESSAGES[code]
    return Problem(code, message, cure, file=file, row=line)


def _offer(row: Mapping[str, str], line: int, crosswalk: Crosswalk, essentials: Essentials) -> Offer:
    reached = crosswalk.reach(row["rome_appellation"])
    salary = read_salary(row["salary"])
    text = " ".join(row["description"].split())
    return Offer(
        entry=Entry(line, dict(_values(row, reached.uri if reached else None, essentials))),
        link=LINK_KINDS.get(reached.relation, "none") if reached else "none",
        appellation=row["rome_appellation"].strip(),
        rome_label=row["rome_label"].strip(),
        naf=row["naf"].strip(),
        stated_skills=tuple(item.strip() for item in row["skills"].split(" | ") if item.strip()),
        salary_text="" if salary is None and not row["salary"] else row["salary"].strip()[:120],
        is_employment=is_employment(row["contract"]),
        posted_on=_day(row["posted"]),
        text_digest=hashlib.sha256(text.encode()).hexdigest(),
        text_length=len(text),
    )


def _values(
    row: Mapping[str, str], occupation: str | None, essentials: Essentials
) -> Iterator[tuple[str, Value]]:
    place, salary = read_place(row["place"]), read_salary(row["salary"])
    skills = essentials(occupation) if occupation else None
    yield "vacancy", row["id"].strip()
    yield "title", clean(row["title"]).text[:300] or None
    yield "country", place.country
    yield "region", place.region
    yield "place", place.town
    yield "occupation", occupation
    yield "skills", tuple(skills) if skills is not None else None
    yield "languages", read_languages(row["languages"])
    yield "eqf_min", read_education(row["education"])
    yield "years_min", read_experience(row["experience"])
    yield "posts", int(row["positions"])
    yield "salary", salary.amount if salary else None
    yield "currency", "EUR" if salary else None
    yield "salary_period", salary.period if salary else None
    yield "contract", clean(row["contract"]).text[:80] or None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def essentials_from(path: Path) -> Essentials:
    """The essential skills of each occupation, from ESCO's published table of relations."""
    found: dict[str, list[str]] = {}
    for _, row in tables(path)[0].rows():
        if row["relationType"] == "essential":
            found.setdefault(row["occupationUri"], []).append(row["skillUri"])
    return found.get
