"""Published shortage lists: what cannot be read is told with file, row, column and how to mend it."""

from pathlib import Path

import pytest

from passerelle.domain.kernel.problems import MissingFile, Refused
from passerelle.gateways.shortage_lists import EURES, NATIONAL, _annex, read_shortages

GOOD = "report_year,isco08,status,source\n2024,2512,shortage,EURES\n2024,9999,shortage,EURES\n"


def test_known_codes_are_read_and_the_annex_comes_with_every_load(tmp_path: Path) -> None:
    (tmp_path / EURES).write_text(GOOD, "utf-8")
    found = read_shortages(tmp_path)
    assert [one.isco for one in found] == [*_annex(), "2512"]


@pytest.mark.parametrize(
    ("name", "content", "faults"),
    [
        (EURES, b"year,isco\n2024,2512\n", [("column_missing", 1, None)]),
        (EURES, b"", [("column_missing", 1, None)]),
        (EURES, b"report_year,isco08,status,source\n2024,2512\n", [("bad_row", 2, "status"), ("bad_row", 2, "source")]),
        (NATIONAL, b"area,year,isco08_ours,source\nBE-VLG,soon,2512,VDAB\nFR,0001,2512,x\n",
         [("bad_row", 2, "year"), ("bad_row", 3, "year")]),
        (NATIONAL, b"\xff\xfe\x00", [("not_csv", None, None)]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where(
    tmp_path: Path, name: str, content: bytes, faults: list[tuple[str, int, str]]
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_shortages(tmp_path)
    assert [(one.code, one.row, one.column) for one in refused.value.problems] == faults
    assert all(one.hint and one.file == name for one in refused.value.problems)


def test_without_the_folder_the_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="nowhere"):
        read_shortages(tmp_path / "nowhere")
