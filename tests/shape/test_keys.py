"""A form sent twice is kept once: whatever begins a row takes a key, notices the version seen, or says why not."""

import ast
from collections.abc import Iterator
from pathlib import Path

ACTIONS = Path(__file__).resolve().parents[2] / "src" / "passerelle" / "actions"
NOT_OURS = {"steps", "demonstration"}  # parts of an act; invented people
# What begins a row without a key, and why sending it twice does no harm.
WHY_NOT = {
    "contracts/write.py:write_many": "called for a season by an action that has the key; one first version each",
    "diaspora/introduce.py:propose": "two sides are introduced once: a constraint",
    "employers/shortages.py:load_shortages": "a file loaded twice is the same release",
    "employers/staleness.py:age_vacancies": "a job: looks at what is due",
    "grievances/alerts.py:close_alert": "an alert is closed once: a constraint",
    "matching/rows_out.py:save": "a run's own result, kept once",
    "pathways/keep_versions.py:keep_versions": "a value is kept once by its digest",
    "people/phone_codes.py:ask_code": "each asking makes a new code; the one before opens nothing more",
    "reintegration/committees.py:seat_members": "a member has one seat: those seated already are left out",
    "visits/audits.py:draw_audit": "an audit is drawn once: refused the second time",
}


def _begins(path: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    for function in ast.parse(path.read_text()).body:
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
            said = ast.unparse(function)
            if "writing(" in said and (".create(" in said or "bulk_create(" in said):
                yield f"{path.relative_to(ACTIONS)}:{function.name}", function


def test_what_begins_a_row_is_safe_to_send_twice() -> None:
    bare = set()
    for path in ACTIONS.rglob("*.py"):
        if NOT_OURS & set(path.relative_to(ACTIONS).parts):
            continue
        for name, function in _begins(path):
            arguments = {one.arg for one in (*function.args.args, *function.args.kwonlyargs)}
            if not arguments & {"key", "version"}:
                bare.add(name)
    assert bare == WHY_NOT.keys()
