"""A person's and a vacancy's facts as pairs of name and value; ``None`` shows as unknown."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from passerelle.domain.classifications import countries
from passerelle.domain.pathways.book import book
from passerelle.records.candidates.models import Person
from passerelle.records.vacancies.models import Vacancy
from passerelle.web.shared.labels import day, number
from passerelle.web.shared.match_sentences import Names, language, place
from passerelle.web.shared.wording import word_for

Pairs = list[tuple[str, object]]


def listed(values: Iterable[Any] | None, names: Names) -> str | None:
    """Skills or occupations by name, with where each comes from unless it was simply stated."""
    if values is None:
        return None
    by_source: dict[str, list[str]] = {}
    for one in values:
        how = one.get("how", "stated") if isinstance(one, Mapping) else "stated"
        by_source.setdefault(how, []).append(
            names.concept(one["uri"] if isinstance(one, Mapping) else str(one))
        )
    said = [_from(how, ", ".join(words)) for how, words in by_source.items()]
    return "; ".join(said) or _("none")


def _from(how: str, words: str) -> str:
    return words if how == "stated" else f"{word_for(how, 'provenance')}: {words}"


def spoken(values: Iterable[Mapping[str, Any]] | None) -> str | None:
    """Languages with their levels and how they are known."""
    if values is None:
        return None
    return ", ".join(_spoken(one) for one in values) or _("none")


def _spoken(one: Mapping[str, Any]) -> str:
    level, how = one.get("level"), one.get("how", "stated")
    word = (
        f"{language(one['code'])} {level}"
        if level
        else _("%(language)s, level unknown") % {"language": language(one["code"])}
    )
    return word if how == "stated" else f"{word} ({word_for(how, 'provenance')})"


def lands(values: Iterable[str] | None, tongue: str) -> str | None:
    """Countries by name."""
    if values is None:
        return None
    return ", ".join(countries.name(one, tongue) for one in values) or _("none")


def profile(person: Person, names: Names, tongue: str) -> Pairs:
    """What the score and the requirements read."""
    licences = None if person.licences is None else ", ".join(person.licences) or _("none")
    return [
        (_("Occupations"), listed(person.occupations, names)),
        (_("Skills"), listed(person.skills, names)),
        (_("Languages"), spoken(person.languages)),
        (_("EQF level"), _("none") if person.eqf == 0 else person.eqf),
        (_("Years of experience"), person.years),
        (_("Countries wished"), lands(person.countries, tongue)),
        (_("Available from"), day(person.available_from) if person.available_from else None),
        (_("Licences"), licences),
    ]


def groups(person: Person, tongue: str) -> Pairs:
    """What only lawful rules and the fairness sheet read."""
    return [
        (_("Sex"), word_for(person.sex, "person_sex") if person.sex else None),
        (_("Date of birth"), day(person.birth_date) if person.birth_date else None),
        (_("Region"), place(person.region) if person.region else None),
        (_("Nationality"), countries.name(person.nationality, tongue) if person.nationality else None),
    ]


def contact(person: Person) -> Pairs:
    """How to reach the person."""
    spoken_in = language(person.language) if person.language else None
    return [(_("E-mail"), person.email), (_("Telephone"), person.phone), (_("Writes in"), spoken_in)]


def vacancy_facts(vacancy: Vacancy, names: Names, tongue: str) -> Pairs:
    """What the vacancy offers, where, and how well it is linked to ESCO."""
    occupation = vacancy.occupation or vacancy.isco
    return [
        (_("Employer"), vacancy.employer.name),
        (_("Kind"), word_for(vacancy.kind, "kind")),
        (_("Country"), countries.name(vacancy.country, tongue) if vacancy.country else None),
        (_("Workplace"), vacancy.place or (place(vacancy.region) if vacancy.region else None)),
        (_("Occupation"), names.concept(occupation) if occupation else None),
        (_("Link to ESCO"), word_for(vacancy.occupation_link, "link")),
        (_("Start"), day(vacancy.start) if vacancy.start else None),
        (_("Pay"), _pay(vacancy)),
        (_("Contract"), vacancy.contract),
        (_("Legal route"), _routes(vacancy.route)),
        (_("Posted on"), day(vacancy.posted_on) if vacancy.posted_on else None),
        (_("Closed on"), day(vacancy.closed_on) if vacancy.closed_on else "–"),
        (_("Brought by the list of"), vacancy.source),
        (_("Number in that list"), vacancy.reference or "–"),
    ]


def _routes(route: str | None) -> str | None:
    """The routes of the law that the vacancy's route stands for, in words; as written where none is known."""
    known = [word_for(one.id, "route_name") for one in book().serving(route)] if route else []
    return "; ".join(known) or route


def asked(vacancy: Vacancy, names: Names) -> Pairs:
    """What the vacancy requires."""
    licences = None if vacancy.licences is None else ", ".join(vacancy.licences) or _("none")
    return [
        (_("Skills"), listed(vacancy.skills, names)),
        (_("Skills wished"), listed(vacancy.optional_skills, names)),
        (_("Languages"), spoken(vacancy.languages)),
        (_("EQF level required"), vacancy.eqf_min),
        (_("Years of experience required"), vacancy.years_min),
        (_("Licences"), licences),
    ]


def _pay(vacancy: Vacancy) -> str | None:
    if vacancy.salary is None:
        return vacancy.salary_text or None
    per = word_for(vacancy.salary_period, "period") if vacancy.salary_period else ""
    return f"{number(vacancy.salary)} {vacancy.currency} {per}".strip()


def concepts_of(person: Person) -> list[str]:
    """Codes that a person's facts name."""
    return [*(person.occupations or ()), *_uris(person.skills)]


def vacancy_concepts(vacancy: Vacancy) -> list[str]:
    """Codes that a vacancy's facts name."""
    occupation = [one for one in (vacancy.occupation, vacancy.isco) if one]
    return [*occupation, *_uris(vacancy.skills), *_uris(vacancy.optional_skills)]


def _uris(values: Iterable[Any] | None) -> list[str]:
    return [one["uri"] if isinstance(one, Mapping) else str(one) for one in values or ()]
