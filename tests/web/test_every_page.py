"""Every page that somebody of the demonstration can click to opens, has a title, and speaks in words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client
from web.walking import Seen, faults_of, walk

from passerelle.commands.demo import demo
from passerelle.commands.demo_accounts import ACCOUNTS
from passerelle.records.accounts.models import User

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).resolve().parents[2] / "schemes"
SIZES = {"palim": (30, 2, 8), "thamm": (90, 6, 12)}
# As if less had been published: a small population shows the same stages.
COUNTS = {"palim": {"120": "4"}, "thamm": {"700": "12", "412": "4"}}
LANGUAGES = ("en", "fr", "es", "ar")
WIDEST = "manager"  # reaches most pages: walked in every language, the others in one each
MOST_QUERIES = 60
# Dates and codes as they must be typed, or as they stand in a text that was signed.
TYPED = {
    "candidate-new", "candidate-edit", "person-history", "vacancy-new", "vacancy-edit", "contract", "paper",
    "paper-sign",
}  # fmt: skip
PLAIN_WORD = re.compile(r"a Python word: .*\bNone\b(?= of|\.)|a Python word: .*False statements")


@pytest.fixture
def _demonstration(tmp_path: Path, settings: object) -> None:
    folder = tmp_path / "schemes"
    folder.mkdir()
    for code, sizes in SIZES.items():
        text = (FOLDER / f"{code}.toml").read_text()
        for name, value in zip(("people", "vacancies", "places"), sizes, strict=True):
            text = re.sub(rf"^{name} = \d+$", f"{name} = {value}", text, flags=re.MULTILINE)
        for published, here in COUNTS[code].items():
            text = text.replace(f"value = {published}\n", f"value = {here}\n")
        (folder / f"{code}.toml").write_text(text)
    settings.SCHEME_FILES, settings.VAR = folder, tmp_path / "var"  # type: ignore[attr-defined]
    loaded = CliRunner().invoke(demo, ["load"])
    assert loaded.exit_code == 0, f"{loaded.output}{loaded.exception!r}"


def walks() -> Iterator[tuple[str, str]]:
    """Who walks in which language; an empty name is a visitor."""
    yield from ((WIDEST, language) for language in LANGUAGES)
    others = [one.word for one in ACCOUNTS if one.word != WIDEST] + [""]
    yield from ((word, LANGUAGES[place % len(LANGUAGES)]) for place, word in enumerate(others))


def pages(word: str, language: str) -> Iterator[Seen]:
    """Every page behind the first one, one of each kind."""
    client = Client(raise_request_exception=False)
    if word:
        client.force_login(User.objects.get(email=f"{word}@demo.passerelle.example"))
    yield from walk(client, "/", language=language, each=1)


def wrong(seen: Seen) -> list[str]:
    """The faults of a page that nobody has a reason for."""
    faults = [one for one in seen.faults if not PLAIN_WORD.match(one)]
    if seen.route in TYPED:
        faults = [one for one in faults if not one.startswith(("a raw date", "a raw code"))]
    return [*faults, f"{seen.queries} queries"] if seen.queries > MOST_QUERIES else faults


@pytest.mark.usefixtures("_demonstration")
def test_everybody_finds_only_pages_that_open_and_speak_in_words() -> None:
    found, counted = [], 0
    for word, language in walks():
        for seen in pages(word, language):
            counted += 1
            found += [f"{word or 'a visitor'} ({language}) {seen.path}: {one}" for one in wrong(seen)]
    assert not found, "\n".join(found)
    assert counted > 300  # a walk that stops at the door proves nothing


def test_a_walk_sees_what_is_wrong_with_a_page() -> None:
    from_page = faults_of("<title> – Passerelle</title><h1><bdi></bdi></h1><p>due_days 2026-01-02 None</p>")
    assert [one.split(":")[0] for one in from_page] == [
        "no title",
        "an empty heading",
        "a Python word",
        "a raw date",
        "a raw code",
    ]
