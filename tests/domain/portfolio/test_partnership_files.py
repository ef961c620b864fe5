"""Partnership files: checked with file, line and key; the shipped seven say only what has a source."""

from pathlib import Path

import pytest

import passerelle
from passerelle.domain.kernel.problems import MissingFile, Refused
from passerelle.domain.portfolio import folder
from passerelle.domain.portfolio.areas import KEY_AREAS
from passerelle.domain.schemes.findings import refuses
from passerelle.domain.schemes.writing import toml_of

GOOD = """code = "x"
name = "X"
country = "MA"
version = "1"
status = "launched"
source = "s"
[sources]
s = "example.org"
"""


def _codes(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.key, one.code) for one in folder.check_bytes(text.encode(), "x.toml")]


def test_the_shipped_files_are_the_five_partnerships_and_the_two_pilots_countries() -> None:
    found = folder.load_folder(folder.shipped_folder())
    launched = {code for code, one in found.items() if one.status == "launched"}
    assert launched == {"morocco", "tunisia", "egypt", "bangladesh", "pakistan"}
    assert set(found) - launched == {"nigeria", "senegal"}
    assert all(one.since is None for one in found.values())  # nobody published the day
    assert all(action.area in KEY_AREAS for one in found.values() for action in one.actions)
    assert found["pakistan"].actions[0].area == "return_readmission"


def test_a_file_written_out_reads_the_same() -> None:
    for made in folder.load_folder(folder.shipped_folder()).values():
        assert folder.parse_text(toml_of(made.normalised())) == made


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('[[objective]]\nid = "a"\ntext = "t"\narea = "hosting"\n', (9, "objective[1].source", "no-source")),
        (
            '[[objective]]\nid = "a"\ntext = "t"\narea = "war"\nsource = "s"\n',
            (12, "objective[1].area", "unknown-choice"),
        ),
        (
            '[[roundtable]]\nid = "a"\non = "2024"\nsource = "other"\n',
            (12, "roundtable[1].source", "unknown-name"),
        ),
        ('[[fact]]\nid = "f"\nvalue = 3\n', (9, "fact[1].source", "no-source")),
        ("[budget]\namount = 3\n", (9, "budget.source", "no-source")),
        ('[[fact]]\nid = "f"\n[[fact]]\nid = "f"\n', (12, "fact[2].id", "duplicate-id")),
        (
            '[[action]]\nid = "a"\ntitle = "t"\narea = "chances"\nlevel = "global"\nsource = "s"\n'
            'start = "2024"\nend = "2023"\n',
            (16, "action[1].end", "dates-out-of-order"),
        ),
    ],
)
def test_each_fault_has_its_line_and_key(more: str, expected: tuple[int, str, str]) -> None:
    assert _codes(GOOD + more) == [expected]


def test_unknown_figures_and_open_dates_are_no_faults() -> None:
    more = '[[fact]]\nid = "f"\n[[action]]\nid = "a"\ntitle = "t"\narea = "chances"\nlevel = "global"\n'
    assert _codes(GOOD + more + 'source = "s"\nstart = "2024"\nend = "2024"\n') == []


def test_without_sources_the_names_known_are_none() -> None:
    text = GOOD.replace(
        'source = "s"\n[sources]\ns = "example.org"\n', '[[party]]\nname = "A"\nroles = ["r"]\n'
    )
    assert [code for _, _, code in _codes(text + 'source = "s"\n')] == ["unknown-name"]


def test_bytes_that_are_no_text_are_refused() -> None:
    assert refuses(folder.check_bytes(b"\xff", "x.toml"))
    with pytest.raises(Refused):
        folder.parse_bytes(b"\xff", "x.toml")
    with pytest.raises(Refused, match="missing"):
        folder.parse_bytes(b"", "x.toml")


def test_a_folder_tells_of_every_bad_file_and_of_codes_twice(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        folder.load_folder(tmp_path / "no")
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text(GOOD)
    (tmp_path / "c.toml").write_text("code = 1")
    with pytest.raises(Refused) as refusal:
        folder.load_folder(tmp_path)
    assert {"duplicate-code", "wrong-type"} <= {problem.code for problem in refusal.value.problems}


def test_a_code_is_found_in_any_case_or_the_known_ones_are_named() -> None:
    found = {"x": folder.parse_text(GOOD)}
    assert folder.find(found, " X ").code == "x"
    with pytest.raises(Refused, match="no partnership"):
        folder.find(found, "y")


def test_the_files_of_the_package_are_read_where_there_is_no_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(passerelle, "__file__", str(tmp_path / "lib" / "passerelle" / "__init__.py"))
    assert folder.shipped_folder() == tmp_path / "lib" / "passerelle" / "partnership_files"
