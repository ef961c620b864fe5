"""Everything that is done or read has words: histories and a person's own page never show a bare code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import passerelle.actions
import passerelle.web
from passerelle.domain.access.roles import Role
from passerelle.web.shared.deed_words.deed import DEED, ROOMS
from passerelle.web.shared.deed_words.protection import PROTECTION
from passerelle.web.shared.wording import VOCABULARIES

NOTED_BY = ("record_read", "_read")
FRAMES = ("writing", "record_event")
SHAPE = re.compile(r"[a-z_]+\.[a-z_]+")
NOT_DEEDS = re.compile(r".+\.toml|passerelle\..+")  # files of a scheme; what signatures are salted with

Tree = tuple[Path, ast.Module]


def trees(root: str) -> list[Tree]:
    return [(path, ast.parse(path.read_text("utf-8"))) for path in Path(root).rglob("*.py")]


def calls(tree: ast.Module, names: tuple[str, ...]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def texts(nodes: Iterator[ast.AST] | list[ast.expr]) -> set[str]:
    return {one.value for one in nodes if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def deeds(tree: ast.Module) -> set[str]:
    """Every text shaped like an event's name, wherever it stands: frames are given theirs by their callers."""
    shaped = {one for one in texts(ast.walk(tree)) if SHAPE.fullmatch(one) and not NOT_DEEDS.fullmatch(one)}
    return shaped.union(*(texts(call.args[1:2]) for call in calls(tree, FRAMES)))


ACTIONS = trees(passerelle.actions.__path__[0])


def test_every_reading_has_words() -> None:
    noted = [call for _path, tree in trees(passerelle.web.__path__[0]) for call in calls(tree, NOTED_BY)]
    found = {f"read.{one}" for call in noted for one in texts(call.args[1:2])}
    assert len(found) > 40, "the walk finds them"
    assert found - DEED.keys() == set()


def test_every_deed_has_words() -> None:
    found = set().union(*(deeds(tree) for _path, tree in ACTIONS))
    assert len(found) > 250, "the walk finds them"
    assert found - DEED.keys() == set()


def test_words_are_kept_for_deeds_that_exist_and_once() -> None:
    found = set().union(*(deeds(tree) for _path, tree in ACTIONS))
    done = {code for code in DEED if not code.startswith("read.")}
    assert done - found == set()
    assert sum(len(room) for room in ROOMS) == len(DEED), "no code stands in two rooms"


def test_no_deed_is_named_in_pieces() -> None:
    """A name put together while running would escape the walk; readings are named by the pages that note them."""
    pieces = (ast.JoinedStr, ast.BinOp)
    built = {
        path.name
        for path, tree in ACTIONS
        for call in calls(tree, FRAMES)
        if any(isinstance(one, pieces) for one in call.args[1:2])
    }
    assert built == {"record_read.py"}


def test_what_protects_workers_is_written_for_their_protection_alone() -> None:
    """Histories that teams read leave out this purpose, so no word of a grievance or a flag stands in one."""
    guarded = [tree for _path, tree in ACTIONS if deeds(tree) & PROTECTION.keys()]
    purposes = [
        ast.unparse(one.value)
        for tree in guarded
        for call in calls(tree, FRAMES)
        for one in call.keywords
        if one.arg == "purpose"
    ]
    assert len(purposes) > 20, "the walk finds them"
    assert set(purposes) == {"Purpose.PROTECTION"}


def test_who_looked_has_words() -> None:
    """A person's own page names the role of whoever looked, never a person."""
    assert {str(role) for role in Role} == VOCABULARIES["role"].keys()
