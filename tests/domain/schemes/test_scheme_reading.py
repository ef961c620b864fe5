"""Hostile files become one clear finding, never a traceback."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_scheme import SAMPLE

from passerelle.domain.kernel.problems import Refused
from passerelle.domain.schemes.parse import check_bytes, check_text, parse_bytes, parse_scheme
from passerelle.domain.schemes.reading import LARGEST

HOSTILE = {
    "too large": (b"#" * (LARGEST + 1), "too-large", 1),
    "binary": (b"code = 1\n\x00\x01\x02", "not-text", 1),
    "latin 1": ("name = 1\nb = 'é'".encode("latin-1"), "not-utf-8", 2),
    "utf-16": ('code = "x"'.encode("utf-16"), "not-text", 1),
    "unclosed": (b'code = "x"\nname = "y\n', "syntax", 2),
    "end": (b"code = 1\nname = [", "syntax", 2),
    "twice": (b"code = 1\ncode = 2", "syntax", 2),
    "huge number": (b"a = " + b"9" * 5000, "syntax", 1),
    "brackets": (b"\na = " + b"[" * 100_000, "too-deep", 2),
    "nested": (b"a = " + b"[1, " * 100_000, "too-deep", 1),
    "dots": (b"a = 1\n" + b"b." * 400_000 + b"c = 1", "too-deep", 2),
    "quoted dots": (b'"b".' * 200_000 + b"c = 1", "too-deep", 1),
    "not toml": (b"<html><body>hello", "syntax", 1),
    "empty": (b"", "missing-key", 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_line(name):
    content, code, line = HOSTILE[name]
    found = check_bytes(content, "hostile.toml")
    assert (found[0].file, found[0].code, found[0].line) == ("hostile.toml", code, line)
    assert str(found[0].expected)
    with pytest.raises(Refused) as refused:
        parse_bytes(content, "hostile.toml")
    assert refused.value.problems[0].code == code
    assert refused.value.problems[0].file == "hostile.toml"


def test_a_text_too_large_is_refused_as_its_bytes_are():
    assert check_text("#" * (LARGEST + 1))[0].code == "too-large"


def test_a_file_of_just_the_greatest_size_is_read():
    content = SAMPLE.encode().ljust(LARGEST, b"\n")
    assert check_bytes(content, "s.toml") == []


def test_a_byte_order_mark_and_windows_line_ends_are_welcome():
    assert parse_bytes(b"\xef\xbb\xbf" + SAMPLE.replace("\n", "\r\n").encode(), "s.toml") == parse_scheme(
        SAMPLE
    )


def test_lines_count_the_same_with_windows_line_ends():
    text = SAMPLE.replace('version = "1"', 'verson = "1"')
    assert check_text(text)[0].line == check_text(text.replace("\n", "\r\n"))[0].line


@given(st.binary(max_size=300))
def test_no_bytes_raise(content):
    check_bytes(content, "any.toml")


@given(st.integers(0, len(SAMPLE)), st.integers(0, 40), st.text('[]{}"=.,\n#ab1-', max_size=5))
def test_no_damage_to_a_good_file_raises(start, length, put):
    for one in check_text(SAMPLE[:start] + put + SAMPLE[start + length :]):
        assert one.line >= 1
        assert str(one.message)
        assert one.as_dict().keys() == {"file", "line", "key", "code", "message", "expected", "severity"}
