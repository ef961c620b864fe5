"""What a list says: headings, values, notes, what is dropped, and what only the whole list can tell."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from typed_lists import OCCUPATION, SKILL, grid, one_cell, read, value

from passerelle.domain.intake import reading as reading_module
from passerelle.domain.intake.candidate_list import CANDIDATES
from passerelle.domain.intake.columns import LANGUAGES, Value
from passerelle.domain.intake.grid import Raw
from passerelle.domain.intake.signs import fold
from passerelle.domain.intake.unwanted import UNWANTED, unwanted_subject
from passerelle.domain.intake.vacancy_list import VACANCIES


@pytest.mark.parametrize(
    ("column", "raw", "kept", "note"),
    [
        ("candidate", 1234, "1234", "number_as_id"),
        ("candidate", "٠٠١٢", "0012", "other_digits"),
        ("family_name", "El\u00a0Idrissi", "El Idrissi", "odd_spaces"),
        ("family_name", "\u202bسلمى\u202c", "سلمى", "direction_marks"),
        ("family_name", "Sal\u200bma", "Salma", "invisible_signs"),
        ("family_name", "Sal\x07ma", "Salma", "control_signs"),
        ("family_name", None, None, None),
        ("birth_date", "1998-03-14", date(1998, 3, 14), None),
        ("birth_date", "١٩٩٨-٠٣-١٤", date(1998, 3, 14), "other_digits"),
        ("birth_date", date(1998, 3, 14), date(1998, 3, 14), None),
        ("birth_date", datetime(1998, 3, 14, 9, 30), date(1998, 3, 14), "time_dropped"),  # noqa: DTZ001
        ("birth_date", "14/03/1998", date(1998, 3, 14), "date_order"),
        ("birth_date", "04/04/1998", date(1998, 4, 4), "date_order"),
        ("sex", "Femme", "f", None),
        ("sex", "أنثى", "f", None),
        ("sex", "ذكر", "m", None),
        ("nationality", "MA", "MA", None),
        ("nationality", "Maroc", "MA", "country_spelling"),
        ("nationality", "EL", "GR", "country_spelling"),
        ("region", "ma-06", "MA-06", None),
        ("email", "mailto:salma@example.org", "salma@example.org", None),
        ("phone", "00212 (612) 345-678", "+212612345678", None),
        ("phone", "٠٦١٢٣٤٥٦٧٨", "0612345678", "phone_without_country"),
        ("occupations", f"{OCCUPATION}|ISCO 2512", (OCCUPATION, "2512"), None),
        ("occupations", 2512, ("2512",), None),
        ("skills", f"{SKILL}\n{SKILL}", (SKILL,), None),
        ("skills", "none", (), None),
        ("licences", "néant", (), None),
        ("languages", "français:b2 | en", ("fr:B2", "en:?"), "level_not_stated"),
        ("eqf", "EQF 6", 6, None),
        ("eqf", 6.0, 6, None),
        ("eqf", "none", 0, None),
        ("years", "2,5", Decimal("2.5"), "decimal_comma"),
        ("years", "٣", Decimal(3), "other_digits"),
        ("years", "aucune", 0, None),
        ("countries", "BE|FR|BE", ("BE", "FR"), None),
        ("available_from", "2026-09-01", date(2026, 9, 1), None),
    ],
)
def test_a_cell_becomes_a_typed_value(column: str, raw: Raw, kept: Value, note: str | None) -> None:
    reading = one_cell(column, raw)
    assert value(reading, column) == kept
    assert note in ([found.code for found in reading.notes] or [None])


@pytest.mark.parametrize(
    ("raw", "kept"),
    [("2 500,50", "2500.5"), ("2.500,50", "2500.5"), ("2,500.50", "2500.5"), ("1.234.567", "1234567"),
     ("1,234,567", "1234567"), ("2'500", "2500"), ("2500", "2500"), (2500, "2500")],
)  # fmt: skip
def test_amounts_are_read_as_they_are_written_in_europe(raw: Raw, kept: str) -> None:
    reading = read(
        ["vacancy", "posts", "salary", "currency", "salary_period", "title"],
        ["V1", 1, raw, "€", "par mois" if raw is None else "mois", 5],
        layout=VACANCIES,
    )
    assert value(reading, "salary") == Decimal(kept)
    assert (value(reading, "currency"), value(reading, "title")) == ("EUR", "5")


def test_a_column_that_proves_its_order_of_days_settles_the_others() -> None:
    reading = read(["candidate", "birth_date"], ["A", "03/04/1998"], ["B", "14/03/1998"], ["C", None])
    assert reading.entries[0].values["birth_date"] == date(1998, 4, 3)
    mixed = read(["candidate", "birth_date"], ["A", "03/04/1998"], ["B", "03/14/1998"])
    assert [found.code for found in mixed.problems] == ["date_ambiguous", "date_ambiguous"]


@pytest.mark.parametrize("layout", [CANDIDATES, VACANCIES], ids=["candidates", "vacancies"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_known_in_every_language(layout, language: str) -> None:
    headings = [column.headings[language] for column in layout.columns]
    reading = read(headings, ["x"] * len(headings), layout=layout)
    assert reading.columns == tuple(column.name for column in layout.columns)
    assert not reading.ignored
    assert not reading.dropped


def test_no_spelling_means_two_columns() -> None:
    for layout in (CANDIDATES, VACANCIES):
        claimed: dict[str, str] = {}
        for column in layout.columns:
            for spelling in (column.name, *column.headings.values(), *column.also):
                assert claimed.setdefault(fold(spelling), column.name) == column.name
            assert layout.column(column.name) is column
        assert layout.spellings() == claimed
    with pytest.raises(KeyError):
        CANDIDATES.column("religion")


def test_a_template_has_two_heading_rows_and_titles_may_stand_above() -> None:
    names = ["candidate", "family_name"]
    reading = read(["List of 2026"], [], names, ["Your number", "Family name"], ["A1", "Alaoui"])
    assert [entry.row for entry in reading.entries] == [5]
    assert reading.entries[0].values["family_name"] == "Alaoui"


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("Nombre d'enfants", "children"), ("عدد الأطفال", "children"), ("Aantal kinderen", "children"),
        ("Number of children", "children"), ("Situation familiale", "marital_status"),
        ("الحالة العائلية", "marital_status"), ("Familienstand", "marital_status"),
        ("Estado civil", "marital_status"), ("Stato civile", "marital_status"), ("Religion", "religion"),
        ("الديانة", "religion"), ("Ethnie", "ethnic_origin"), ("Enceinte ?", "pregnancy"), ("حامل", "pregnancy"),
        ("État de santé", "health"), ("Photo d'identité", "photo"), ("Syndicat", "union_membership"),
        ("Union", "union_membership"), ("Casier judiciaire", "criminal_record"), ("Partei", "political_opinion"),
        ("Orientation sexuelle", "sexual_orientation"),
    ],
)  # fmt: skip
def test_what_must_not_be_here_is_recognised_dropped_and_never_echoed(heading: str, subject: str) -> None:
    reading = read(["candidate", heading], ["A1", "a secret"])
    assert [(found.heading, found.subject.code) for found in reading.dropped] == [(heading, subject)]
    assert "a secret" not in repr((reading.entries, reading.problems, reading.notes))


def test_words_that_only_look_like_it_are_kept() -> None:
    known = [
        heading for layout in (CANDIDATES, VACANCIES) for c in layout.columns for heading in c.headings.values()
    ]
    assert not [heading for heading in known if unwanted_subject(heading)]
    assert unwanted_subject("European Union") is None
    assert unwanted_subject("حامل رخصة سياقة") is None
    assert len({subject.code for subject in UNWANTED}) == len(UNWANTED)


def codes_of(*rows: list[Raw]) -> tuple[list[tuple[str, int | None]], list[str]]:
    reading = read(*rows)
    return [(found.code, found.row) for found in reading.problems], [found.code for found in reading.notes]


def test_faults_of_the_heading_row_are_named() -> None:
    assert codes_of(["candidate", "Nom", "Surname"], ["A", "B", "C"])[0] == [("heading_twice", 1)]
    assert codes_of(["candidate", "Full name"], ["A", "Salma Alaoui"])[0] == [("name_in_one", 1)]
    assert codes_of(["Family name"], ["Alaoui"])[0] == [("column_missing", 1)]
    assert codes_of(["what", "ever"], ["A", "B"])[0] == [("no_headings", None)]
    assert codes_of()[0] == [("no_headings", None)]
    assert codes_of(["candidate", "sex"])[0] == [("no_rows", None)]
    assert read(["candidate", None, "shoe size", "Problem"], ["A", None, 42, "old"]).ignored == ("shoe size",)


def test_only_the_whole_list_shows_these() -> None:
    twice = codes_of(["candidate"], ["A"], ["B"], ["A"])
    assert twice[0] == [("id_twice", 4)]
    zeros = codes_of(["candidate"], ["0012"], [13], [12345])
    assert zeros[0] == [("zeros_lost", 3)]
    sexes = codes_of(["candidate", "sex"], ["A", "H"], ["B", "M"], ["C", None])
    assert sexes[0] == [("sex_ambiguous", 3)]
    people = codes_of(
        ["candidate", "family_name", "given_name", "birth_date"],
        ["A", "EL IDRISSI", "Salma", "1998-03-14"],
        ["B", "Salma", "El-Idrissi", "1998-03-14"],
    )
    assert people == ([], ["person_twice"])
    missing = codes_of(["candidate", "sex"], [None, "f"], ["A"])
    assert missing[0] == [("empty", 2)]


def test_a_skill_wished_and_required_is_a_note() -> None:
    reading = read(["vacancy", "posts", "skills", "optional_skills"], ["V1", 1, SKILL, SKILL], layout=VACANCIES)
    assert [found.code for found in reading.notes] == ["skill_twice"]


def test_reading_stops_when_everything_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "MOST_FAULTS", 100)
    rows = [[f"A{number}", *["?"] * 10] for number in range(12)]
    names = ["candidate", "sex", "eqf", "years", "region", "email", "phone", "nationality", "languages", "skills",
             "birth_date"]  # fmt: skip
    assert read(names, *rows).problems[-1].code == "too_many_faults"


def test_what_was_noticed_on_opening_stays() -> None:
    assert grid(["a"]).notes == ()


@pytest.mark.parametrize(
    "typed", ["fr:B2|en:C1", "fr B2, en C1", "fr:b2;en:c1", "fr : B2\nen C1", "fr:B2،en:C1"]
)
def test_languages_are_read_as_people_part_them(typed: str) -> None:
    reading = read(["candidate", "languages"], ["A1", typed])
    assert not reading.problems
    assert reading.entries[0].values["languages"] == ("fr:B2", "en:C1")
