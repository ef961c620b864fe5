"""Doubts about vacancies: found with evidence, and not where there is none."""

from datetime import date
from decimal import Decimal

import pytest

from passerelle.domain.intake.suspects import VacancyTraits, count_suspects, find_suspects

ON = date(2026, 3, 14)
SOUND = {
    "id": "V1", "title": "Administrateur de serveurs H/F",
    "labels": ("Administrateur / Administratrice de serveurs",), "isco": "2522", "link": "exact", "sector": "62.02A",
    "has_occupation": True, "has_skills": True, "has_languages": True, "has_place": True,
    "posted_on": date(2026, 3, 1), "pay": Decimal(30_000), "pay_period": "year", "text_digest": "a",
    "text_length": 900,
}  # fmt: skip


def codes(**changed: object) -> list[str]:
    found = find_suspects([VacancyTraits(**{**SOUND, **changed})], on=ON)  # type: ignore[arg-type]
    return [suspect.code for suspect in found["V1"]]


def test_a_sound_vacancy_has_none() -> None:
    assert codes() == []


@pytest.mark.parametrize("title", ["Serveur H/F", "SERVEUR(SE) H/F", "JOYO - Serveur H/F", "H/F Serveur"])
def test_a_waiter_under_server_administrators_is_found(title: str) -> None:
    assert codes(title=title) == ["title_names_the_thing"]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": ""}, "title_empty"),
        ({"title": "Key Account Manager"}, "title_unlike_occupation"),
        ({"title": "Job dating administrateur"}, "not_a_vacancy"),
        ({"title": "Apprenti administrateur"}, "training"),
        ({"sector": "56.10A"}, "sector_unlikely"),
        ({"has_occupation": False}, "no_occupation"),
        ({"has_skills": False}, "no_skills"),
        ({"has_languages": False}, "no_languages"),
        ({"has_place": False}, "no_place"),
        ({"link": "broad"}, "link_broad"),
        ({"is_employment": False}, "not_employment"),
        ({"posted_on": date(2025, 1, 1)}, "posted_long_ago"),
        ({"text_length": 20}, "text_short"),
        ({"pay": Decimal(2_080)}, "pay_implausible"),
    ],
)
def test_a_doubt_is_named(changed: dict[str, object], code: str) -> None:
    assert codes(**changed) == [code]


def test_what_is_not_said_raises_no_doubt_of_its_own() -> None:
    assert codes(posted_on=None, pay=None, text_length=None, labels=(), isco=None) == []
    assert codes(title="H/F") == []
    assert codes(pay_period="decade") == []
    assert codes(labels=(), link="broad") == ["link_broad"]


def test_the_same_text_three_times_is_found_and_counted() -> None:
    many = [VacancyTraits(**{**SOUND, "id": str(number)}) for number in range(3)]  # type: ignore[arg-type]
    assert count_suspects(find_suspects(many, on=ON)) == {"text_repeated": 3}
