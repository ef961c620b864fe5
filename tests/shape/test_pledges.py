"""A pledge to return is recorded and read by the ledger alone: no guard, rule or matching looks at it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "src" / "passerelle"
# The ledger itself: what a promise is, how it is kept, and how it is told.
LEDGER = {
    "domain/promises/standing.py",
    "records/promises/models.py",
    "actions/steps/promises.py",
    "web/shared/partnership_words.py",
    "web/partnerships/templates/partnerships/promise.html",
}


def _readers(word: str) -> set[str]:
    files = [path for kind in ("*.py", "*.html", "*.toml") for path in ROOT.rglob(kind)]
    found = {path.relative_to(ROOT).as_posix() for path in files if word in path.read_text()}
    return {name for name in found if "/migrations/" not in name}


def test_only_the_ledger_names_the_pledge() -> None:
    assert _readers("pledge_to_return") - LEDGER == set()
    assert not [path for path in (ROOT.parents[1] / "schemes").glob("*.toml") if "pledge" in path.read_text()]


def test_the_guards_read_no_promise_of_a_person() -> None:
    """The one guard that reads promises asks for a single kind by name, the other another table."""
    text = (ROOT / "actions/steps/guards/partnerships.py").read_text()
    assert text.count("Promise.objects") == 1
    assert 'kind="job_at_origin"' in text


def test_no_matching_module_knows_promises() -> None:
    guilty = [
        name
        for name in _readers("promises")
        if name.startswith(("domain/matching", "actions/matching", "domain/schemes", "domain/journey"))
    ]
    assert not guilty
