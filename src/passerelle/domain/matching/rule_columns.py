"""The columns that a scheme's rules may name, as text per candidate and per vacancy; unknown is empty."""

from collections.abc import Mapping
from datetime import date

from passerelle.domain.matching.inputs import MatchInputs
from passerelle.domain.matching.profiles import CandidateProfile, GroupFacts, VacancyProfile, age_band
from passerelle.domain.schemes.columns import CANDIDATE, VACANCY, side_and_name

Column = tuple[str, list[str]]  # side (``candidate`` or ``post``) and a text for each of its members


def column_of(inputs: MatchInputs, name: str) -> list[Column]:
    """The column of each side that has it; a side before the dot (``post.region``) asks for that side only."""
    side, plain = side_and_name(name)
    found: list[Column] = []
    groups = [inputs.group(one.id) for one in inputs.candidates]
    if side != "post" and (plain in CANDIDATE or any(plain in group.columns for group in groups)):
        pairs = zip(inputs.candidates, groups, strict=True)
        found.append(("candidate", [_of_candidate(one, group, plain, inputs.on) for one, group in pairs]))
    if side != "candidate" and (plain in VACANCY or any(plain in one.columns for one in inputs.vacancies)):
        found.append(("post", [_of_vacancy(vacancy, plain) for vacancy in inputs.vacancies]))
    return found


def _of_vacancy(vacancy: VacancyProfile, name: str) -> str:
    held = "id" if name == "vacancy" else name
    return _text(getattr(vacancy, held)) if name in VACANCY else vacancy.columns.get(name, "")


def _of_candidate(candidate: CandidateProfile, group: GroupFacts, name: str, on: date) -> str:
    read: Mapping[str, str | None] = {
        "candidate": candidate.id,
        "sex": group.sex,
        "region": group.region,
        "nationality": group.nationality,
        "birth_date": group.birth_date.isoformat() if group.birth_date else None,
        "age_band": age_band(group.birth_date, on),
    }
    if name in read:
        return read[name] or ""
    return _text(getattr(candidate, name)) if name in CANDIDATE else group.columns.get(name, "")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "|".join(one if isinstance(one, str) else ":".join(map(_text, one)) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
