"""The tree tested as such: sizes, names, words."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for path in (ROOT / "src/passerelle").rglob("*.py") if "migrations" not in path.parts)

# A module that cannot be named for what it holds is two modules.
FORBIDDEN_NAMES = {"utils", "common", "manager", "service", "data", "info", "process", "helpers", "misc"}


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """What git keeps; a copy without its history is skipped, so that nothing passes for want of names."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = listed.stdout.splitlines()
    if not names:
        pytest.skip("no history of git here")
    return names


def _relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=_relative)
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{path.name}: {node.name}"


@pytest.mark.parametrize("path", SOURCES, ids=_relative)
def test_modules_are_named_for_what_they_hold(path: Path) -> None:
    assert path.stem not in FORBIDDEN_NAMES


@pytest.mark.parametrize("path", SOURCES, ids=_relative)
def test_public_things_of_the_lower_floors_say_what_they_are(path: Path) -> None:
    floor = path.relative_to(ROOT / "src/passerelle").parts[0]
    tree = ast.parse(path.read_text())
    assert ast.get_docstring(tree), "a module says in one sentence what it is for"
    if floor not in {"domain", "actions", "queries", "records"}:
        return
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_nothing_large_and_nothing_foreign_is_tracked(tracked: list[str]) -> None:
    for name in tracked:
        path = ROOT / name
        if path.is_file():
            # A catalogue grows with every sentence; nothing else may be large.
            assert path.stat().st_size < 600_000, name
            assert "node_modules" not in name
            assert "/vendor/" not in name


def test_the_project_names_no_registry_address(tracked: list[str]) -> None:
    hosts = re.compile("|".join(("registry\\.npm" + "js", "py" + "pi\\.org", "deb\\.deb" + "ian\\.org")))
    for name in tracked:
        path = ROOT / name
        if (
            path.suffix in {".py", ".md", ".toml", ".txt", ".json", ".lock", ".html", ".js", ".css", ""}
            and path.is_file()
        ):
            assert not hosts.search(path.read_text(errors="ignore")), name
