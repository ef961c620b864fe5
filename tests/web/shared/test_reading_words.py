"""Every reading that pages note has words: people see on their own page who opened what."""

import ast
from collections.abc import Iterator
from pathlib import Path

import passerelle.web
from passerelle.web.shared.match_words import DEED

NOTED_BY = ("record_read", "_read")


def readings() -> Iterator[str]:
    for path in Path(passerelle.web.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NOTED_BY:
                yield from (
                    one.value
                    for one in node.args[1:2]
                    if isinstance(one, ast.Constant) and isinstance(one.value, str)
                )


def test_every_reading_has_words() -> None:
    found = {f"read.{one}" for one in readings()}
    assert len(found) > 40, "the walk finds them"
    assert found - DEED.keys() == set()
