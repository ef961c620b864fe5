"""What is doubtful about a vacancy, with the evidence; a person looks at it, no score falls."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from passerelle.domain.intake.suspect_words import (
    CONNECTORS,
    EVENTS,
    FILLERS,
    SECTORS_FAR_FROM,
    TRAINING,
    common_start,
    words,
)

OLD_AFTER_DAYS = 180
REPEATED_FROM = 3
SHORT_TEXT = 120  # signs; below it nothing about the work can be said
PLAUSIBLE_PAY = {
    # Wide bounds in euro: they catch a month's pay filed as a year's, not low pay.
    "hour": (Decimal(3), Decimal(300)),
    "day": (Decimal(20), Decimal(2_500)),
    "week": (Decimal(100), Decimal(10_000)),
    "month": (Decimal(400), Decimal(30_000)),
    "year": (Decimal(5_000), Decimal(350_000)),
}


@dataclass(frozen=True, slots=True)
class VacancyTraits:
    """What the checks read of a vacancy; ``labels`` are the names of its occupation in the title's language."""

    id: str
    title: str = ""
    labels: tuple[str, ...] = ()
    isco: str | None = None
    link: str = "stated"  # exact, close, broad, narrow, none; stated by the partner
    sector: str = ""  # NACE or national code that begins with the division's two digits
    has_occupation: bool = False
    has_skills: bool = False
    has_languages: bool = False
    has_place: bool = False
    is_employment: bool = True
    posted_on: date | None = None
    pay: Decimal | None = None
    pay_period: str | None = None
    text_digest: str = ""
    text_length: int | None = None


@dataclass(frozen=True, slots=True)
class Suspect:
    """One doubt: a code, and the evidence that a person needs to judge it."""

    code: str
    evidence: Mapping[str, str]


def find_suspects(vacancies: Sequence[VacancyTraits], *, on: date) -> dict[str, tuple[Suspect, ...]]:
    """The suspects of every vacancy by its id; ``on`` is the day from which age is counted."""
    repeated = Counter(vacancy.text_digest for vacancy in vacancies if vacancy.text_digest)
    return {
        vacancy.id: (
            *_about_title(vacancy),
            *_about_gaps(vacancy),
            *_about_offer(vacancy, on, repeated[vacancy.text_digest]),
        )
        for vacancy in vacancies
    }


def count_suspects(found: Mapping[str, Iterable[Suspect]]) -> dict[str, int]:
    """How many vacancies carry each code, the most frequent first."""
    counts = Counter(suspect.code for suspects in found.values() for suspect in suspects)
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _about_title(vacancy: VacancyTraits) -> Iterable[Suspect]:
    title = words(vacancy.title)
    if not title:
        yield Suspect("title_empty", {})
        return
    for code, phrases in (("not_a_vacancy", EVENTS), ("training", TRAINING)):
        padded = f" {' '.join(title)} "
        hit = next((phrase for phrase in phrases if f" {phrase} " in padded), None)
        if hit:
            yield Suspect(code, {"title": vacancy.title, "word": hit})
    if vacancy.labels:
        yield from _about_occupation(vacancy, title)
    far = SECTORS_FAR_FROM.get((vacancy.isco or "")[:2], ())
    if vacancy.sector[:2] in far:
        yield Suspect("sector_unlikely", {"sector": vacancy.sector, "isco": str(vacancy.isco)})


def _about_occupation(vacancy: VacancyTraits, title: list[str]) -> Iterable[Suspect]:
    evidence = {"title": vacancy.title, "occupation": vacancy.labels[0]}
    telling = [word for word in title if word not in FILLERS]
    heads = {word for label in vacancy.labels for word in _heads(label)}
    rest = {word for label in vacancy.labels for word in words(label)} - heads - FILLERS
    if not telling:
        return
    if not _shares(telling, heads | rest):
        yield Suspect("title_unlike_occupation", evidence)
    elif not _shares(telling, heads) and any(_is_thing(part, rest) for part in vacancy.title.split(" - ")):
        # "Serveur" under "Administrateur de serveurs": the job's name is only what the other job looks after.
        yield Suspect("title_names_the_thing", evidence)


def _is_thing(part: str, rest: Iterable[str]) -> bool:
    telling = [word for word in words(part) if word not in FILLERS]
    return 1 <= len(telling) <= 2 and _shares(telling[:1], rest)


def _heads(label: str) -> list[str]:
    """The words of a job's name before "of": ``administrateur / administratrice`` in ``... de serveurs``."""
    heads = []
    for variant in label.split("/"):
        for word in words(variant):
            if word in CONNECTORS:
                break
            heads.append(word)
    return heads


def _shares(some: Iterable[str], others: Iterable[str]) -> bool:
    others = list(others)
    return any(common_start(word, other) for word in some for other in others)


def _about_gaps(vacancy: VacancyTraits) -> Iterable[Suspect]:
    gaps = (
        ("no_occupation", vacancy.has_occupation),
        ("no_skills", vacancy.has_skills),
        ("no_languages", vacancy.has_languages),
        ("no_place", vacancy.has_place),
    )
    for code, is_there in gaps:
        if not is_there:
            yield Suspect(code, {})
    if vacancy.link == "broad":
        yield Suspect("link_broad", {"occupation": vacancy.labels[0] if vacancy.labels else ""})


def _about_offer(vacancy: VacancyTraits, on: date, repeats: int) -> Iterable[Suspect]:
    if not vacancy.is_employment:
        yield Suspect("not_employment", {})
    if vacancy.posted_on is not None and (on - vacancy.posted_on).days > OLD_AFTER_DAYS:
        yield Suspect("posted_long_ago", {"posted": vacancy.posted_on.isoformat()})
    if repeats >= REPEATED_FROM:
        yield Suspect("text_repeated", {"times": str(repeats)})
    if vacancy.text_length is not None and vacancy.text_length < SHORT_TEXT:
        yield Suspect("text_short", {"signs": str(vacancy.text_length)})
    if vacancy.pay is not None and vacancy.pay_period in PLAUSIBLE_PAY:
        least, most = PLAUSIBLE_PAY[vacancy.pay_period]
        if not least <= vacancy.pay <= most:
            yield Suspect("pay_implausible", {"pay": str(vacancy.pay), "period": vacancy.pay_period})
