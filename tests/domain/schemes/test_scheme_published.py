"""The published schema, the page about the file and the dataclasses say what the parser knows."""

import json
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

from sample_scheme import SAMPLE

from passerelle.domain.access.roles import Role
from passerelle.domain.journey.wordings import WORDINGS
from passerelle.domain.schemes.parse import parse_scheme
from passerelle.domain.schemes.schema import json_schema_text
from passerelle.domain.schemes.scheme import FILE_WORDS
from passerelle.domain.schemes.whole import SCHEME
from passerelle.domain.schemes.writing import as_toml

PAGE = Path(__file__).resolve().parents[3] / "docs" / "formats" / "scheme-file.md"


def tables(table=SCHEME):
    yield table
    for key in table.keys:
        inner = key.table or (key.of.table if key.of else None)
        if inner:
            yield from tables(inner)


def test_the_published_schema_is_the_parsers():
    published = files("passerelle.domain.schemes").joinpath("scheme.schema.json").read_text("utf-8")
    assert published == json_schema_text(), "passerelle schemes schema > scheme.schema.json"


def test_each_key_has_its_field_and_each_field_its_key():
    for table in tables():
        if table.builds:
            words = FILE_WORDS.get(table.builds.__name__, {})
            named = {words.get(one.name, one.name): one.name for one in fields(table.builds)}
            assert {key.name: key.field for key in table.keys} == named


def test_the_page_explains_each_key():
    page = PAGE.read_text("utf-8")
    for table in tables():
        for key in table.keys:
            assert f"| `{key.name}` |" in page, f"{table.name}.{key.name}"


def test_the_page_names_each_choice():
    page = PAGE.read_text("utf-8").splitlines()
    for table in tables():
        for key in table.keys:
            rows = [line for line in page if line.startswith(f"| `{key.name}` |")]
            missing = [one for one in key.choices or () if not any(f"`{one}`" in line for line in rows)]
            assert key.kind == "map" or not missing, f"{table.name}.{key.name}: {missing}"


def test_only_roles_may_move_a_case():
    who = next(
        key for table in tables() if table.name == "transition" for key in table.keys if key.name == "who"
    )
    assert who.choices == tuple(Role)


def test_normalised_is_json_with_every_key_and_null_for_unknown():
    values = json.loads(json.dumps(parse_scheme(SAMPLE).normalised()))
    assert values.keys() == {key.name for key in SCHEME.keys}
    assert values["conflict"] is None
    assert values["track"][0]["transitions"][0]["from"] == "call"
    assert values["target"][1]["from"] == "2026-06"
    assert values["rule"][1]["where"] == {"post.region": ["ITC1", "ITC4"]}


def test_what_is_written_reads_as_the_same_scheme():
    scheme = parse_scheme(SAMPLE.replace('"A tenth scheme"', '"A \\"tenth\\" \\\\ scheme\\n\\u007f é"'))
    assert parse_scheme(as_toml(scheme)) == scheme


def test_each_standard_sentence_is_for_people():
    assert all(str(text).endswith(".") for text in WORDINGS.values())
