"""Synthetic vacancies, courses and hosts of a scheme, with as many places as its file says."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from passerelle.domain.classifications import seed
from passerelle.domain.classifications.concepts import Need
from passerelle.domain.population.histories import Terms, terms_of
from passerelle.domain.population.setting import AT_WORK, Setting

Languages = tuple[tuple[str, str | None], ...]
KINDS = {"admission": "seat", "pairing": "host"}
# The lowest EQF level that employers ask for, by major group of the occupation.
ASKED_EQF = {"1": 6, "2": 5, "3": 4, "9": 1}
ASKED_EQF_ELSEWHERE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticEmployer:
    """An invented employer, provider or host; its name says so."""

    name: str
    kind: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntheticVacancy:
    """An invented vacancy, course or host with its places; ``None`` is unknown, empty is none required."""

    reference: str
    employer: SyntheticEmployer
    kind: str
    title: str
    country: str
    occupation: str
    isco: str
    skills: tuple[str, ...] | None
    optional_skills: tuple[str, ...]
    languages: Languages | None
    eqf_min: int | None
    years_min: int | None
    licences: tuple[str, ...]
    posts: int
    route: str | None
    start: date | None
    terms: Terms
    ends_on: date | None  # of a visit


def vacancies_of(setting: Setting, count: int, places: int) -> Iterator[SyntheticVacancy]:
    """``count`` vacancies with ``places`` places in all; fewer when there are fewer places."""
    kind = kind_of(setting)
    count = min(count, places)
    draw = random.Random(f"{setting.roll}|places|{setting.scheme.code}")
    shared = _even(places, count) if kind == "seat" else _uneven(draw, places, count)
    for index, posts in enumerate(shared):
        yield _vacancy(setting, kind, index, posts)


def kind_of(setting: Setting) -> str:
    """What the scheme matches people to: seat, host, internship or job."""
    usual = "internship" if setting.scheme.unit == "intern" else "job"
    return KINDS.get(setting.scheme.act.kind, usual)


def is_at_home(setting: Setting) -> bool:
    """Whether people are matched in their own country: training before departure, or work after return."""
    kinds = {track.kind for track in setting.scheme.tracks}
    if setting.scheme.act.kind == "admission":
        return "study" not in kinds
    return "seasonal" in kinds and any(one.at == "home" for one in setting.scheme.occupations)


def _even(places: int, count: int) -> list[int]:
    return [places // count + (index < places % count) for index in range(count)]


def _uneven(draw: random.Random, places: int, count: int) -> list[int]:
    """One place each, the rest spread at random: a few employers seek many people, most seek one or two."""
    shared = [1] * count
    weights = [draw.paretovariate(1.4) for _ in range(count)]
    for index in draw.choices(range(count), weights, k=places - count) if count else ():
        shared[index] += 1
    return shared


def _vacancy(setting: Setting, kind: str, index: int, posts: int) -> SyntheticVacancy:
    draw = random.Random(f"{setting.roll}|vacancy|{setting.scheme.code}|{index}")
    employer = _employer(setting, kind, index)
    pool = _pool(setting)
    occupation = pool[index % len(pool)] if kind == "seat" else draw.choice(pool)
    concept = seed.occupations()[occupation]
    essential, optional = seed.skills_of(occupation), seed.skills_of(occupation, Need.OPTIONAL)
    asks = kind in {"job", "internship"}
    made = SyntheticVacancy(
        reference=f"SYN-V{index + 1:04d}",
        employer=employer,
        kind=kind,
        title=concept.label("en").capitalize(),
        country=employer.country,
        occupation=occupation,
        isco=concept.isco,
        skills=essential if draw.random() > 0.04 else None,
        optional_skills=tuple(draw.sample(optional, min(len(optional), 5))),
        languages=_languages(draw, setting, employer.country) if asks else (),
        eqf_min=_eqf(draw, concept.isco) if asks else None,
        years_min=draw.choice((0, 0, 1, 1, 2, 3, None)) if asks else 0,
        licences=("driving:B",) if asks and concept.isco[0] in "789" and draw.random() < 0.2 else (),
        posts=posts,
        route=_route(setting, employer.country),
        start=setting.opens + timedelta(days=draw.randrange(240, 420)) if draw.random() > 0.08 else None,
        ends_on=None,
        terms=terms_of(setting, index, employer.country, concept.isco, kind),
    )
    if made.route == "schengen_c" and made.start:
        return replace(made, ends_on=made.start + timedelta(days=index % 30 + 4))
    return made


def _pool(setting: Setting) -> Sequence[str]:
    if setting.scheme.act.kind == "admission" or not is_at_home(setting):
        return setting.abroad or setting.pool
    return setting.at_home or setting.pool


def _employer(setting: Setting, kind: str, index: int) -> SyntheticEmployer:
    places = setting.origins if is_at_home(setting) else setting.destinations
    # One provider runs all courses at home; abroad each seat has a university, each host is a firm.
    if kind == "seat" and is_at_home(setting):
        number, word = 0, "Training provider"
    elif kind == "seat":
        number, word = index, "University"
    else:
        number, word = (index, "Host firm") if kind == "host" else (index * 2 // 5, "Employer")
    code = setting.scheme.code.upper()
    return SyntheticEmployer(
        name=f"{word} {number + 1} of {code} (synthetic)",
        kind="training_provider" if kind == "seat" else "employer",
        country=places[number % len(places)],
    )


def _languages(draw: random.Random, setting: Setting, country: str) -> Languages | None:
    if draw.random() < 0.12:
        return None
    spoken = AT_WORK.get(country) or setting.languages or ("en",)
    # A working language that is spoken at the place comes first; elsewhere it does where employers agreed.
    shared = tuple(code for code in setting.languages if code in spoken) or setting.languages
    if shared and draw.random() < 0.6:
        spoken = shared
    code = spoken[0] if draw.random() < 0.7 else draw.choice(spoken)
    level = None if draw.random() < 0.06 else draw.choices(("A2", "B1", "B2"), (4, 4, 2))[0]
    return ((code, level),)


def _eqf(draw: random.Random, isco: str) -> int | None:
    return ASKED_EQF.get(isco[0], ASKED_EQF_ELSEWHERE) if draw.random() < 0.7 else None


def _route(setting: Setting, country: str) -> str | None:
    return next((route.id for route in setting.scheme.routes if route.country == country), None)
