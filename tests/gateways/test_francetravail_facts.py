"""French phrases of offers: what they say, and what stays unknown."""

from decimal import Decimal
from pathlib import Path

import pytest

from passerelle.domain.classifications import regions
from passerelle.domain.kernel.problems import Refused
from passerelle.gateways.crosswalks import Crosswalk
from passerelle.gateways.francetravail import NEEDED, read_offers
from passerelle.gateways.francetravail_facts import (
    DEPARTEMENTS,
    Place,
    Salary,
    is_employment,
    read_education,
    read_experience,
    read_languages,
    read_place,
    read_salary,
)


def test_every_departement_has_one_region_of_nuts_2024() -> None:
    assert len(DEPARTEMENTS) == 101
    assert len(set(DEPARTEMENTS.values())) == 101
    assert all(regions.region(code).level == 3 for code in DEPARTEMENTS.values())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("38 - ECHIROLLES", Place("FR", "FRK24", "Echirolles")),
        ("2A - AJACCIO", Place("FR", "FRM01", "Ajaccio")),
        ("974 - ST DENIS", Place("FR", "FRY40", "St Denis")),
        ("75", Place("FR", "FR101")),
        ("75 - Paris (Dept.)", Place("FR", "FR101")),
        ("75 - PARIS 09", Place("FR", "FR101", "Paris 09")),
        ("35 - Ille et Vilaine", Place("FR", "FRH03")),
        ("France", Place("FR")),
        ("Hauts-de-France", Place("FR", "FRE")),
        ("Principauté de Monaco", Place("MC")),
        ("Luxembourg (Frontalier)", Place("LU")),
        ("99 - NULLE PART", Place(None, None, "Nulle Part")),
        ("", Place()),
    ],
)
def test_places(text: str, place: Place) -> None:
    assert read_place(text) == place


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Débutant accepté", 0), ("Débutant accepté (3 ans)", 0), ("Expérience souhaitée de 2 An(s)", 0),
        ("Expérience exigée de 3 An(s)", 3), ("2 An(s) - sur poste similaire", 2), ("6 Mois", Decimal("0.5")),
        ("24 Mois", 2), ("Expérience exigée", None), ("", None),
    ],
)  # fmt: skip
def test_experience(text: str, years: Decimal | None) -> None:
    assert read_experience(text) == years


@pytest.mark.parametrize(
    ("text", "asked"),
    [("Anglais:E | Français:S", ("en:?",)), ("Anglais:S", ()), ("", None), ("Klingon:E", ())],
)
def test_languages(text: str, asked: tuple[str, ...] | None) -> None:
    assert read_languages(text) == asked


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Bac+2 ou équivalents:E", 5), ("Bac+3, Bac+4 ou équivalents:E", 6), ("Bac+5 et plus ou équivalents:E", 7),
        ("Bac ou équivalent:E", 4), ("CAP, BEP et équivalents:E", 3), ("Bac+2 ou équivalents:S", 0), ("", None),
        ("Bac+5 et plus ou équivalents:E | Bac+2 ou équivalents:E", 5), ("Aucune formation scolaire:E", 0),
        ("Brevet:E", None),
    ],
)  # fmt: skip
def test_education(text: str, level: int | None) -> None:
    assert read_education(text) == level


@pytest.mark.parametrize(
    ("text", "salary"),
    [
        ("Annuel de 35000,00 Euros à 45000,00 Euros", Salary(Decimal(35000), "year")),
        ("Mensuel de 2100.0 Euros sur 12.0 mois", Salary(Decimal(2100), "month")),
        ("Horaire de 12,50 Euros", Salary(Decimal("12.5"), "hour")),
        ("Autre de 300,00 Euros à 400,00 Euros", None),
        ("Annuel de", None),
        ("Mensuel de 0 Euros", None),
    ],
)
def test_salaries(text: str, salary: Salary | None) -> None:
    assert read_salary(text) == salary


def test_freelance_work_is_not_employment() -> None:
    assert [is_employment(text) for text in ("CDI", "Profession libérale", "Franchise")] == [True, False, False]


def test_faulty_offers_are_named_with_their_line(tmp_path: Path) -> None:
    names = sorted(NEEDED)
    rows = [{"id": "A", "positions": "1", "posted": "soon"}, {"id": "A", "positions": "1"}, {"id": "", "positions": "1"},
            {"id": "B", "positions": "0"}]  # fmt: skip
    lines = [",".join(row.get(name, "") for name in names) for row in rows]
    path = tmp_path / "offers.csv"
    path.write_text("\n".join([",".join(names), *lines]))
    read = read_offers(path, Crosswalk({}, {}), lambda uri: None)
    assert [(one.link, one.posted_on, one.entry.values["occupation"]) for one in read.offers] == [
        ("none", None, None)
    ]
    assert [(problem.code, problem.row) for problem in read.problems] == [
        ("id_twice", 3),
        ("empty", 4),
        ("no_posts", 5),
    ]
    path.write_text("id,title\n")
    with pytest.raises(Refused):
        read_offers(path, Crosswalk({}, {}), lambda uri: None)
