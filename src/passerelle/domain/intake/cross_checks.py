"""Checks that one cell alone cannot make: ids given twice, a salary without currency, the same person twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from passerelle.domain.intake.columns import Layout, Value
from passerelle.domain.intake.faults import Fault
from passerelle.domain.intake.grid import Raw
from passerelle.domain.intake.signs import fold
from passerelle.domain.kernel.text import Text

Found = tuple[Fault, int, str]  # fault, row, heading


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list as it will be kept; a column the list does not have is not in ``values``."""

    row: int
    values: Mapping[str, Value]


@dataclass(slots=True)
class Crossed:
    """What the checks found."""

    problems: list[Found] = field(default_factory=list)
    notes: list[Found] = field(default_factory=list)


def person_key(values: Mapping[str, Value]) -> tuple[str, str] | None:
    """Name (words in any order, no accents) and birth date; ``None`` unless both are known."""
    born = values.get("birth_date")
    name = fold(f"{values.get('family_name') or ''} {values.get('given_name') or ''}")
    return (" ".join(sorted(name.split())), str(born)) if born and name else None


def check_entries(
    entries: Sequence[Entry], layout: Layout, labels: Mapping[str, str], raws: Mapping[str, Sequence[Raw]]
) -> Crossed:
    """Run every check over a list; ``labels`` are its headings, ``raws`` its raw ids and sexes."""
    crossed = Crossed()
    _ids_twice(entries, layout, labels, crossed)
    _lost_zeros(entries, layout, labels, crossed, raws.get(layout.key, ()))
    _sexes_of_two_languages(entries, labels, crossed, raws.get("sex", ()))
    _people_twice(entries, labels, crossed)
    for entry in entries:
        _salary_whole(entry, labels, crossed)
        _skills_once(entry, labels, crossed)
    return crossed


def _ids_twice(entries: Sequence[Entry], layout: Layout, labels: Mapping[str, str], crossed: Crossed) -> None:
    first: dict[Value, int] = {}
    for entry in entries:
        own = entry.values.get(layout.key)
        if own is None:
            continue
        if own in first:
            where = {"id": own, "row": first[own]}
            fault = Fault(
                "id_twice",
                Text("%(id)s already stands in row %(row)s.", where),
                Text("Keep one of the two rows, or correct the number."),
            )
            crossed.problems.append((fault, entry.row, labels[layout.key]))
        first.setdefault(own, entry.row)


def _lost_zeros(
    entries: Sequence[Entry],
    layout: Layout,
    labels: Mapping[str, str],
    crossed: Crossed,
    raw_ids: Sequence[Raw],
) -> None:
    padded = {
        len(raw.strip()) for raw in raw_ids if isinstance(raw, str) and raw.strip().isdigit() and raw[0] == "0"
    }
    if not padded:
        return
    for entry, raw in zip(entries, raw_ids, strict=False):
        if isinstance(raw, int | float) and not isinstance(raw, bool) and len(str(int(raw))) < max(padded):
            fault = Fault(
                "zeros_lost",
                Text("Other numbers of the column begin with zero; this one is a figure and lost its zeros."),
                Text("Format the column as text and enter the number again."),
            )
            crossed.problems.append((fault, entry.row, labels[layout.key]))


def _sexes_of_two_languages(
    entries: Sequence[Entry], labels: Mapping[str, str], crossed: Crossed, raws: Sequence[Raw]
) -> None:
    letters = [fold(raw) if isinstance(raw, str) else "" for raw in raws]
    if "h" not in letters:
        return
    # H for hombre or homme: beside it M can only be mujer, but in English and French M is male.
    for entry, letter in zip(entries, letters, strict=False):
        if letter == "m":
            fault = Fault(
                "sex_ambiguous",
                Text("M stands beside H in this column: it may mean mujer (f) or male (m)."),
                Text("Write f, m or x."),
            )
            crossed.problems.append((fault, entry.row, labels["sex"]))


def _people_twice(entries: Sequence[Entry], labels: Mapping[str, str], crossed: Crossed) -> None:
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for entry in entries:
        key = person_key(entry.values)
        if key:
            rows[key].append(entry.row)
    heading = labels.get("family_name") or labels.get("given_name") or ""
    for same in rows.values():
        for row in same[1:]:
            fault = Fault(
                "person_twice",
                Text("Same name and birth date as in row %(row)s.", {"row": same[0]}),
                Text("Look whether it is the same person; if so, keep one row."),
            )
            crossed.notes.append((fault, row, heading))


def _salary_whole(entry: Entry, labels: Mapping[str, str], crossed: Crossed) -> None:
    if entry.values.get("salary") is None:
        return
    for partner, code in (("currency", "currency_missing"), ("salary_period", "period_missing")):
        if entry.values.get(partner) is None:
            fault = Fault(
                code,
                Text("A salary stands without its %(partner)s.", {"partner": partner}),
                Text("Give the amount, its currency and its period together."),
            )
            crossed.problems.append((fault, entry.row, labels.get(partner, labels["salary"])))


def _skills_once(entry: Entry, labels: Mapping[str, str], crossed: Crossed) -> None:
    required, wished = entry.values.get("skills"), entry.values.get("optional_skills")
    if isinstance(required, tuple) and isinstance(wished, tuple) and set(required) & set(wished):
        fault = Fault(
            "skill_twice",
            Text("A skill is both required and wished; it counts as required."),
            Text("Nothing to do, or take it out of one of the two."),
        )
        crossed.notes.append((fault, entry.row, labels["optional_skills"]))
