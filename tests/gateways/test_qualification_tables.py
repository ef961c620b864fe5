"""Published tables of national qualifications: read with their source, faults said with file and row."""

from pathlib import Path

import pytest

from passerelle.domain.kernel.problems import MissingFile, Refused
from passerelle.gateways.qualifications import EUROPASS, PARTS, read_tables

HEAD = "country,qualification,national_level,eqf_level_indicative,basis,source\n"


def write(folder: Path, part: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / PARTS[part][0]).write_text(text, "utf-8")


def test_levels_are_read_with_their_source_and_ranges_stay_unknown(tmp_path: Path) -> None:
    write(tmp_path / "reference", "partners", f"{HEAD}MA,Technicien,4,3/4,table,letter; \nMA,Licence,6,6,t,l\n")
    europe = "qualification,country,eqf_level\nMaster,Ireland,7\nLost,,\nRare,Atlantis,5\n"
    write(tmp_path / "reference", "europe", europe)
    partners, european = read_tables(tmp_path)
    first, second = partners.rows
    assert (first.eqf, first.national_level, first.source) == (None, "4", "table: letter")
    assert second.eqf == 6
    assert [(one.country, one.eqf, one.source) for one in european.rows] == [
        ("IE", 7, EUROPASS), ("Atlantis", 5, EUROPASS),
    ]  # fmt: skip
    assert european.passed_over == 1
    assert read_tables(tmp_path / "reference")[0].digest == partners.digest


@pytest.mark.parametrize(
    ("text", "code", "row"),
    [
        (f"{HEAD}MA,Licence,6,9,t,l\n", "unknown_level", 2),
        (f"{HEAD}MA,A,6,6,t,l\nMA,B,6,high,t,l\n", "unknown_level", 3),
        ("country,qualification\nMA,Licence\n", "missing_column", None),
        ("", "missing_column", None),
    ],
)
def test_a_table_that_cannot_be_read_says_where(tmp_path: Path, text: str, code: str, row: int | None) -> None:
    write(tmp_path, "partners", text)
    with pytest.raises(Refused) as refused:
        read_tables(tmp_path)
    (problem,) = refused.value.problems
    assert (problem.code, problem.row, problem.file) == (code, row, PARTS["partners"][0])


def test_a_table_that_is_no_text_is_refused_and_a_folder_without_one_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        read_tables(tmp_path)
    (tmp_path / PARTS["partners"][0]).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Refused):
        read_tables(tmp_path)
