"""Workbooks and CSV files, honest and hostile."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from passerelle.domain.intake.candidate_list import CANDIDATES
from passerelle.domain.intake.codes import NOTHING_LOADED
from passerelle.domain.intake.columns import LANGUAGES
from passerelle.domain.intake.formulas import is_dangerous
from passerelle.domain.intake.grid import CellError, Formula, Grid
from passerelle.domain.intake.reading import read_list
from passerelle.domain.intake.vacancy_list import VACANCIES
from passerelle.domain.kernel.problems import MissingFile, Refused
from passerelle.gateways import csv_in, sheet_checks, sheets_in
from passerelle.gateways.returned_file import with_problems
from passerelle.gateways.sheet_templates import VERSION_NAME, csv_template, workbook_template
from passerelle.gateways.sheets_out import csv_text, write_workbook
from passerelle.gateways.uploads import read_upload

TODAY = date(2026, 3, 14)


def workbook(path: Path, change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Data"
    sheet.append(["candidate", "family_name"])
    sheet.append(["A1", "Alaoui"])
    change(book)
    book.save(path)
    return path


def repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        read_upload(path)
    [problem] = refused.value.problems
    assert problem.hint
    assert problem.file == path.name
    return problem.code


def said(grid: Grid) -> list[str]:
    return [found.code for found in (*grid.problems, *grid.notes)]


def test_a_plain_workbook_is_read_with_row_numbers(tmp_path: Path) -> None:
    grid = read_upload(workbook(tmp_path / "list.xlsx"))
    assert [(row.number, row.cells) for row in grid.rows] == [
        (1, ("candidate", "family_name")),
        (2, ("A1", "Alaoui")),
    ]
    assert (grid.sheet, said(grid)) == ("Data", [])


def test_formulas_and_errors_are_never_values(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Data"]["A3"] = "=HYPERLINK(1)"
        book["Data"]["B3"] = "#N/A"

    grid = read_upload(workbook(tmp_path / "list.xlsx", change))
    assert grid.rows[2].cells == (Formula("=HYPERLINK(1)"), CellError("#N/A"))


def test_what_a_workbook_hides_or_merges_is_said(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book.create_sheet("Secret").sheet_state = "hidden"
        book.create_sheet("Other")
        book["Data"].merge_cells("A2:B2")
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    grid = read_upload(workbook(tmp_path / "list.xlsx", change))
    assert said(grid) == ["merged_cells", "sheet_hidden", "sheet_not_read", "date_system_1904"]
    assert (grid.problems[0].row, grid.problems[0].column) == (2, "A")


def test_one_sheet_must_be_the_list(tmp_path: Path) -> None:
    def two(book: openpyxl.Workbook) -> None:
        book["Data"].title = "One"
        book.create_sheet("Two")

    assert said(read_upload(workbook(tmp_path / "two.xlsx", two))) == ["which_sheet"]


def test_reading_ends_after_a_run_of_empty_styled_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets_in, "EMPTY_RUN", 50)

    def change(book: openpyxl.Workbook) -> None:
        for row in range(3, 200):
            book["Data"][f"A{row}"].font = openpyxl.styles.Font(bold=True)
        book["Data"]["A500"] = "far away"

    grid = read_upload(workbook(tmp_path / "list.xlsx", change))
    assert (len(grid.rows), said(grid)) == (2, ["empty_rows"])


def test_too_many_rows_or_columns_are_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets_in, "MOST_ROWS", 0)
    monkeypatch.setattr(csv_in, "MOST_ROWS", 0)
    long = workbook(
        tmp_path / "long.xlsx", lambda book: [book["Data"].append(["x"]) for _ in range(30)] and None
    )
    assert said(read_upload(long)) == ["too_many_rows"]
    (tmp_path / "long.csv").write_text("candidate\n" + "x\n" * 30)
    assert said(read_upload(tmp_path / "long.csv")) == ["too_many_rows"]
    wide = workbook(tmp_path / "wide.xlsx", lambda book: book["Data"].append(["x"] * 300))
    assert said(read_upload(wide)) == ["too_many_rows"]


def _add(name: str, content: bytes) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: parts.update({name: content})


def _bomb(parts: dict[str, bytes]) -> None:
    parts["xl/media/zeros.xml"] = b"0" * (201 * 1024 * 1024)


def _entity(parts: dict[str, bytes]) -> None:
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["xl/workbook.xml"]


def _macro_type(parts: dict[str, bytes]) -> None:
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"sheet.main+xml", b"x.macroEnabled.main+xml"
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_add("xl/vbaProject.bin", b"x"), "macros"),
        (_add("xl/embeddings/oleObject1.bin", b"x"), "macros"),
        (_add("xl/macrosheets/sheet1.xml", b"<x/>"), "macros"),
        (_macro_type, "macros"),
        (_bomb, "unpacked_too_big"),
        (_entity, "declarations"),
        (_add("xl/odd.xml", "<x/>".encode("utf-16")), "declarations"),
        (lambda parts: parts.pop("xl/workbook.xml"), "broken_workbook"),
        (_add("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "broken_workbook"),
        (_add("xl/workbook.xml", b"no xml"), "broken_workbook"),
    ],
)
def test_a_hostile_workbook_is_refused_with_its_reason(
    tmp_path: Path, change: Callable[[dict[str, bytes]], None], code: str
) -> None:
    assert refusal(repacked(workbook(tmp_path / "list.xlsx"), change)) == code


def test_printer_settings_are_no_macro(tmp_path: Path) -> None:
    path = repacked(workbook(tmp_path / "list.xlsx"), _add("xl/printerSettings/printerSettings1.bin", b"x"))
    assert said(read_upload(path)) == []


def test_files_of_other_kinds_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.xlsx"
    for content, code in (
        (b"", "file_empty"),
        (b"\xd0\xcf\x11\xe0 old", "old_or_locked"),
        (b"PK\x03\x04 cut off", "broken_workbook"),
        (b"a\x00b", "no_text"),
        (b"\xff\xfea", "no_text"),
    ):
        path.write_bytes(content)
        assert refusal(path) == code
    monkeypatch.setattr(sheet_checks, "MOST_UPLOADED", 3)
    path.write_bytes(b"candidate")
    assert refusal(path) == "file_too_big"
    with pytest.raises(MissingFile):
        read_upload(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        ("candidate,family_name\nA1,Élodie\n".encode(), []),
        ("\ufeffcandidate,family_name\r\nA1,Élodie\r\n".encode(), []),
        ("candidate;family_name\nA1;Élodie\n".encode("cp1252"), ["encoding", "delimiter"]),
        ("candidate\tfamily_name\nA1\tÉlodie\n".encode("utf-16"), ["encoding", "delimiter"]),
    ],
)
def test_csv_is_read_whatever_wrote_it(tmp_path: Path, content: bytes, codes: list[str]) -> None:
    (tmp_path / "list.csv").write_bytes(content)
    grid = read_upload(tmp_path / "list.csv")
    assert (grid.rows[1].cells, said(grid)) == (("A1", "Élodie"), codes)


def test_arabic_of_older_windows_is_told_from_french(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("candidate,name_original\nA1,سلمى العلوي\n".encode("cp1256"))
    assert read_upload(path).rows[1].cells == ("A1", "سلمى العلوي")
    path.write_bytes(b"candidate\n\x81 is no sign of Windows-1252")
    assert said(read_upload(path)) == ["encoding"]


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        ('candidate,sex\nA1,"f\nA2,m\n', "quotes", 2),
        ('candidate,sex\nA1,"f"x\n', "quotes", 2),
        ("candidate,sex\nA1,f\nA2\n", "uneven_row", 3),
        ("candidate,sex\nA1,f,what\n", "uneven_row", 2),
        ('candidate\n"' + "x" * 100_001, "cell_too_long", 2),
    ],
)
def test_faults_of_a_csv_file_have_their_row(tmp_path: Path, content: str, code: str, row: int) -> None:
    (tmp_path / "list.csv").write_text(content)
    problems = read_upload(tmp_path / "list.csv").problems
    assert (code, row) in [(found.code, found.row) for found in problems]


# No database keeps a zero byte, so no export can meet one.
SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
cells = st.text(alphabet=SIGNS, min_size=1, max_size=12).map(lambda t: f"x{t}")
risky = st.sampled_from(
    ["=1+1", "+212612345678", "-5", "@x", "＝1", " =1", "\t=1", "'=1", "''", "x;=1", "_x0041_", "a\rb"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(cells | risky, min_size=2, max_size=2))
def test_what_goes_out_comes_back_equal(tmp_path: Path, texts: list[str]) -> None:
    (tmp_path / "out.csv").write_bytes(b"".join(csv_text(["candidate", "title"], [texts])))
    assert read_upload(tmp_path / "out.csv").rows[1].cells == tuple(texts)
    with (tmp_path / "out.xlsx").open("wb") as stream:
        write_workbook(stream, ["candidate", "title"], [texts])
    assert read_upload(tmp_path / "out.xlsx").rows[1].cells == tuple(texts)


def test_no_text_of_an_export_is_a_formula(tmp_path: Path) -> None:
    payloads = ["=1+1", "＝1+1", "\t=1", "+1", "@SUM(1)", "-1+1", '=cmd|"/C calc"!A0']
    lines = b"".join(csv_text(["h"], [[text] for text in payloads]))
    assert lines.startswith(b"\xef\xbb\xbfh\r\n")
    read = csv_in.csv.reader(io.StringIO(lines.decode("utf-8-sig"), newline=""))
    assert not [cell for row in read for cell in row if is_dangerous(cell)]
    stream = io.BytesIO()
    write_workbook(stream, ["h"], [[text] for text in payloads])
    sheet = openpyxl.load_workbook(stream)["Data"]
    assert [(row[0].data_type, row[0].quotePrefix) for row in sheet.iter_rows(min_row=2)] == [("s", True)] * 7


def test_numbers_dates_and_long_texts_go_out_plainly() -> None:
    row = [None, True, 3, Decimal("2.50"), date(2026, 3, 14), 1.5]
    assert b"".join(csv_text(list("abcdef"), [row])).splitlines()[1] == b",true,3,2.50,2026-03-14,1.5"
    stream = io.BytesIO()
    write_workbook(stream, ["a", "b"], [["x" * 40_000, date(2026, 3, 14)]])
    values = [cell.value for cell in next(openpyxl.load_workbook(stream)["Data"].iter_rows(min_row=2))]
    assert (len(values[0]), values[0][-5:], values[1]) == (32_767, "[...]", "2026-03-14")


@pytest.mark.parametrize("layout", [CANDIDATES, VACANCIES], ids=["candidates", "vacancies"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_template_is_read_back(tmp_path: Path, layout, language: str) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(workbook_template(layout, language=language))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Data", "Lists", "Guide"]
    assert book.defined_names[VERSION_NAME].attr_text == f'"{layout.name}-1"'
    assert book["Data"].row_dimensions[1].hidden
    book["Data"].append(["A1" if column.name == layout.key else 1 if column.required else None
                         for column in layout.columns])  # fmt: skip
    book.save(path)
    reading = read_list(read_upload(path), layout, NOTHING_LOADED, today=TODAY)
    assert (reading.problems, reading.ignored, len(reading.entries)) == ((), (), 1)
    (tmp_path / "template.csv").write_bytes(csv_template(layout))
    assert len(read_upload(tmp_path / "template.csv").rows[0].cells) == len(layout.columns)


def test_the_file_comes_back_with_its_problems_and_without_what_must_not_travel(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("candidate,Religion,sex\nA1,secret,Z\n")
    grid = read_upload(tmp_path / "list.csv")
    reading = read_list(grid, CANDIDATES, NOTHING_LOADED, today=TODAY)
    rows = list(with_problems(grid, reading.problems, reading.dropped))
    assert rows[0] == ["candidate", "sex", "Problem"]
    assert rows[1][:2] == ["A1", "Z"]
    assert str(rows[1][2]).startswith("sex: Z is not known here.")
    assert "secret" not in repr(rows)
