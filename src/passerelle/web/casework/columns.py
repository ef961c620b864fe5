"""The columns of the two lists."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passerelle.queries.demand.vacancy_list import VacancyRow
from passerelle.queries.people.candidate_list import CandidateRow
from passerelle.web.shared.lists import ListColumn, Words
from passerelle.web.shared.wording import word_for


def full_name(row: CandidateRow) -> str:
    """FAMILY Given, with the original script beside."""
    latin = f"{row.family_name.upper()} {row.given_name}".strip()
    return f"{latin} · {row.name_original}" if row.name_original else latin or row.number


def spoken(languages: Iterable[Mapping[str, Any]] | None) -> str | None:
    """Languages with levels, such as ``fr B2, en ?``; ``None`` when nobody knows."""
    if languages is None:
        return None
    return ", ".join(f"{one['code']} {one.get('level') or '?'}" for one in languages) or _("none")


def _joined(values: Iterable[str] | None, words: Words) -> str | None:
    if values is None:
        return None
    return ", ".join(words.get(value, value) for value in values) or _("none")


def _facts_unknown(row: CandidateRow, words: Words) -> str:
    return ", ".join(word_for(fact, "column") for fact in row.unknown) or _("none")


def _suspects(row: VacancyRow, words: Words) -> str:
    return ", ".join(word_for(code, "suspect") for code in row.suspects)


CANDIDATE_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        gettext_lazy("Name"),
        lambda row, words: full_name(row),
        sort="name",
        link=lambda row: reverse("candidate", args=[row.number]),
    ),
    ListColumn(gettext_lazy("Number"), lambda row, words: row.number, code=True),
    ListColumn(gettext_lazy("Scheme"), lambda row, words: row.scheme.upper()),
    ListColumn(gettext_lazy("Occupations"), lambda row, words: _joined(row.occupations, words)),
    ListColumn(gettext_lazy("Languages"), lambda row, words: spoken(row.languages)),
    ListColumn(gettext_lazy("EQF level"), lambda row, words: row.eqf, sort="eqf", number=True),
    ListColumn(gettext_lazy("Years"), lambda row, words: row.years, sort="years", number=True),
    ListColumn(gettext_lazy("Countries wished"), lambda row, words: _joined(row.countries, words)),
    ListColumn(gettext_lazy("Available from"), lambda row, words: row.available_from),
    ListColumn(gettext_lazy("Brought by"), lambda row, words: row.brought_by or "–"),
    ListColumn(gettext_lazy("Unknown facts"), _facts_unknown),
)

VACANCY_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        gettext_lazy("Title"),
        lambda row, words: row.title or _("(no title)"),
        sort="title",
        link=lambda row: reverse("vacancy", args=[row.number]),
    ),
    ListColumn(gettext_lazy("Number"), lambda row, words: row.number, code=True),
    ListColumn(gettext_lazy("Scheme"), lambda row, words: row.scheme.upper()),
    ListColumn(gettext_lazy("Employer"), lambda row, words: row.employer),
    ListColumn(gettext_lazy("Country"), lambda row, words: row.country),
    ListColumn(gettext_lazy("Workplace"), lambda row, words: row.place or row.region),
    ListColumn(
        gettext_lazy("Occupation"),
        lambda row, words: words.get(row.occupation or row.isco or "", row.occupation or row.isco),
    ),
    ListColumn(gettext_lazy("How linked"), lambda row, words: word_for(row.occupation_link, "link")),
    ListColumn(gettext_lazy("Languages"), lambda row, words: spoken(row.languages)),
    ListColumn(gettext_lazy("EQF level"), lambda row, words: row.eqf_min, number=True),
    ListColumn(gettext_lazy("Skills"), lambda row, words: row.skills, number=True),
    ListColumn(gettext_lazy("Places"), lambda row, words: row.posts, sort="posts", number=True),
    ListColumn(gettext_lazy("Reserved"), lambda row, words: row.reserved, number=True),
    ListColumn(gettext_lazy("Start"), lambda row, words: row.start, sort="start"),
    ListColumn(gettext_lazy("Dubious because"), _suspects),
)
