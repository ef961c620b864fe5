"""Synthetic candidates: person 17 of a list is the same person in every scheme and run."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from passerelle.domain.classifications import regions
from passerelle.domain.population.histories import History, history_of, told_of_person
from passerelle.domain.population.names import Name, as_typed, name_of
from passerelle.domain.population.profiles import Profile, profile_of
from passerelle.domain.population.setting import Setting

UNKNOWN_GROUP_FACTS = {"sex": 0.03, "birth_date": 0.06, "region": 0.05, "nationality": 0.03}
NAMESAKES = 0.01  # rows that repeat an earlier row's name, as lists kept by hand do
YOUNGEST, OLDEST = 20, 46


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticPerson:
    """One invented person with one candidacy; ``reference`` is the sending list's own number."""

    reference: str
    country: str
    name: Name
    sex: str | None
    birth_date: date | None
    region: str | None
    nationality: str | None
    email: str
    applied_on: date
    profile: Profile
    history: History
    told: dict[str, object]  # of the candidacy, for legal routes


def people_of(setting: Setting, count: int) -> Iterator[SyntheticPerson]:
    """The first ``count`` people of the scheme's list, in the order of their numbers."""
    for index in range(count):
        person = _person(setting, index)
        # Drawn by itself, so that a namesake changes nothing else about anybody.
        draw = random.Random(f"{setting.roll}|namesake|{index}")
        if index and draw.random() < NAMESAKES:
            earlier = _person(setting, draw.randrange(index))
            person = replace(person, name=earlier.name)
        yield person


def _person(setting: Setting, index: int) -> SyntheticPerson:
    # Two streams: whatever is drawn about the group can have no bearing on what a person can do.
    group = random.Random(f"{setting.roll}|group|{index}")
    ability = random.Random(f"{setting.roll}|ability|{index}")
    country = setting.origins[index % len(setting.origins)]
    sex = _sex(group, setting.women)
    facts, profile = _group_facts(group, setting, country, sex), profile_of(ability, setting, country)
    return SyntheticPerson(
        reference=f"{setting.roll}-{index + 1:05d}",
        country=country,
        name=as_typed(group, name_of(group, country, sex)),
        email=f"p{index + 1:05d}.{setting.roll.lower()}@people.example" if group.random() > 0.08 else "",
        applied_on=setting.opens + timedelta(days=group.randrange(90)),
        profile=profile,
        history=history_of(setting, index, country, profile),
        told=told_of_person(setting, index),
        **facts,  # type: ignore[arg-type]  # the four group facts
    )


def _sex(draw: random.Random, women: float) -> str:
    chance = draw.random()
    if 0.0 < women < 1.0 and draw.random() < 0.004:
        return "x"
    return "f" if chance < women else "m"


def _group_facts(draw: random.Random, setting: Setting, country: str, sex: str) -> dict[str, object]:
    youngest, oldest = (20, 30) if setting.scheme.unit in {"student", "intern"} else (YOUNGEST, OLDEST)
    days = draw.randrange(youngest * 365 + 10, oldest * 365)
    upper = [region.code for region in regions.in_country(country) if region.level == 1]
    facts: dict[str, object] = {
        "sex": sex,
        "birth_date": setting.opens - timedelta(days=days),
        "region": draw.choice(upper) if upper else None,
        "nationality": country if draw.random() > 0.015 else "ML",
    }
    for name, share in UNKNOWN_GROUP_FACTS.items():
        if draw.random() < share:
            facts[name] = None
    return facts
