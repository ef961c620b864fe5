"""Published tables are opened without trust: whatever the file is, a clear answer, bounded memory."""

import gzip
import zipfile

import pytest
from esco_files import OCCUPATIONS, package, packed, plain, text_of

from passerelle.domain.kernel.problems import MissingFile, Refused
from passerelle.gateways import reference
from passerelle.gateways.reference import tables


def read_all(path):
    return [row for table in tables(path) for row in table.rows()]


def code_of(path):
    with pytest.raises(Refused) as refusal:
        read_all(path)
    (problem,) = refusal.value.problems
    assert problem.hint
    assert problem.file
    return problem.code


def test_the_same_table_reads_alike_from_any_wrapping(tmp_path):
    plain_rows = read_all(plain(tmp_path, "o.csv", OCCUPATIONS))
    assert plain_rows == read_all(packed(tmp_path, "o.csv.gz", OCCUPATIONS))
    assert plain_rows == read_all(package(tmp_path, {"o.csv": OCCUPATIONS}))
    assert plain_rows[0][1]["conceptType"] == "Occupation"


def test_the_digest_belongs_to_the_table_not_to_the_wrapping(tmp_path):
    (one,) = tables(plain(tmp_path, "o.csv", OCCUPATIONS))
    (other,) = tables(packed(tmp_path, "o.csv.gz", OCCUPATIONS))
    assert one.digest() == other.digest()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingFile, match=r"none\.zip"):
        tables(tmp_path / "none.zip")


def test_a_short_row_gets_empty_cells_and_further_cells_are_left_out(tmp_path):
    path = tmp_path / "o.csv"
    path.write_text("a,b\n1\n1,2,3\n")
    assert read_all(path) == [(2, {"a": "1", "b": ""}), (3, {"a": "1", "b": "2"})]


def test_a_package_cut_short_is_damaged(tmp_path):
    path = package(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    assert code_of(path) == "damaged"


def test_a_flipped_byte_in_a_package_is_damaged(tmp_path):
    path = package(tmp_path, {"o.csv": OCCUPATIONS})
    whole = bytearray(path.read_bytes())
    whole[80:90] = b"\xff" * 10
    path.write_bytes(bytes(whole))
    assert code_of(path) == "damaged"


def test_a_gzip_cut_short_is_damaged(tmp_path):
    path = packed(tmp_path, "o.csv.gz", OCCUPATIONS)
    path.write_bytes(path.read_bytes()[:-12])
    assert code_of(path) == "damaged"


def test_a_damaged_table_has_no_digest_and_no_header(tmp_path):
    path = packed(tmp_path, "o.csv.gz", OCCUPATIONS)
    path.write_bytes(path.read_bytes()[:20])
    (table,) = tables(path)
    with pytest.raises(Refused):
        table.digest()
    with pytest.raises(Refused):
        table.header()


@pytest.mark.parametrize("wrap", ["zip", "gz"])
def test_a_bomb_is_stopped_by_its_unpacked_size(tmp_path, monkeypatch, wrap):
    monkeypatch.setattr(reference, "TABLE_BYTES", 2_000_000)
    bomb = b"a,b\n" + b"x" * 3_000_000
    path = tmp_path / f"o.{wrap}"
    if wrap == "gz":
        path.write_bytes(gzip.compress(bomb))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("o.csv", bomb)
    (table,) = tables(path)
    with pytest.raises(Refused) as refusal:
        table.digest()
    assert refusal.value.problems[0].code == "too_big"


def test_a_package_of_very_many_files_is_refused(tmp_path):
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as out:
        for place in range(reference.PACKAGE_MEMBERS + 1):
            out.writestr(f"{place}.csv", "a\n")
    assert code_of(path) == "too_many_files"


def test_names_that_climb_out_are_only_names(tmp_path):
    path = tmp_path / "climb.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("../../evil.csv", text_of(OCCUPATIONS))
        out.writestr("readme.txt", "not a table")
    assert [table.name for table in tables(path)] == ["evil.csv"]
    assert not (tmp_path.parent / "evil.csv").exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n\xff\xfe,1\n", "not_utf8"),
        ("a,b\n" + "x" * 200_000, "not_csv"),
        (b"PK\x03\x04 nonsense", "damaged"),
    ],
)
def test_other_content_is_named(tmp_path, content, code):
    path = tmp_path / "o.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    assert code_of(path) == code


def test_an_empty_file_has_no_columns(tmp_path):
    path = tmp_path / "o.csv"
    path.write_bytes(b"")
    assert tables(path)[0].header() == ()
    assert read_all(path) == []


@pytest.mark.parametrize("place", [6, 8])
def test_a_locked_member_or_an_unknown_packing_is_damaged(tmp_path, place):
    path = package(tmp_path, {"o.csv": OCCUPATIONS})
    whole = bytearray(path.read_bytes())
    for head, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        at = whole.rindex(head) + place + shift
        whole[at] = 1 if place == 6 else 99
    path.write_bytes(bytes(whole))
    assert code_of(path) == "damaged"
    with pytest.raises(Refused):
        tables(path)[0].header()
