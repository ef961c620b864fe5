"""The line finder tells the line of whatever TOML can hold."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from passerelle.domain.schemes.lines import Lines

TEXT = '''# a comment
top = 1  # with [brackets] = in it
"quoted key" = 'one'
a.b . "c d" = [ # opens
  1,
  [2, 3], # nested

  { x = 1, y = [ "],{" ] },
]
many = """
[not.a.table]
"quotes"" inside \\""" end"""
literal = \'\'\'
it's [[not]] either\'\'\'

[table]
empty = {}
when = 1979-05-27 07:32:00
none = []

[table.below]
deep = true
[[row]]
id = "first"
[row.inside]
value = 1
[[row.part]]
n = 1
[[row.part]]
n = 2
[[row]]
id = "second"
[[row.part]]
n = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("quoted key",), 3),
        (("a", "b", "c d"), 4),
        (("a", "b", "c d", 0), 5),
        (("a", "b", "c d", 1), 6),
        (("a", "b", "c d", 1, 1), 6),
        (("a", "b", "c d", 2), 8),
        (("a", "b", "c d", 2, "y", 0), 8),
        (("many",), 10),
        (("literal",), 13),
        (("table",), 16),
        (("table", "empty"), 17),
        (("table", "when"), 18),
        (("table", "none"), 19),
        (("table", "below", "deep"), 22),
        (("row", 0), 23),
        (("row", 0, "inside", "value"), 26),
        (("row", 0, "part", 0, "n"), 28),
        (("row", 0, "part", 1), 29),
        (("row", 1, "id"), 32),
        (("row", 1, "part", 0, "n"), 34),
        (("row", 1, "missing"), 31),
        (("table", "missing", "deeper"), 16),
        (("nowhere",), 1),
        ((), 1),
    ],
)
def test_a_path_has_its_line(path, line):
    tomllib.loads(TEXT)
    assert Lines(TEXT).of(path) == line


KEYS = st.text("ab", min_size=1, max_size=2)
LEAVES = st.one_of(
    st.just("1"),
    st.just("true"),
    st.just("-1.5e3"),
    st.just("2026-01-01"),
    st.sampled_from(['"x"', "'y#'", '"""a\n"b"\n"""', "'''\n'\n'''", '"\\""', '""""q"""""', '""', "''''''"]),
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3).map(lambda v: "[ \n" + ",\n#c]\n".join(v) + "]")
)


@given(st.lists(st.tuples(KEYS, VALUES, st.integers(0, 2)), max_size=8, unique_by=lambda one: one[0]))
def test_each_key_of_any_text_is_found_where_it_was_written(pairs):
    text, expected = "", {}
    for key, value, blank in pairs:
        text += "\n" * blank
        expected[key] = text.count("\n") + 1
        text += f"{key} = {value} # end\n"
    assert tomllib.loads(text).keys() == expected.keys()
    lines = Lines(text)
    assert {key: lines.of((key,)) for key in expected} == expected
