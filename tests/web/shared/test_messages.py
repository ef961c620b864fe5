"""Every sentence exists in every language, with the same places in it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TOOL = ROOT / "tools" / "messages.py"


@pytest.mark.full  # until the catalogues are filled; then in every run
def test_every_sentence_is_translated() -> None:
    done = subprocess.run([sys.executable, TOOL, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def tool() -> object:
    sys.path.insert(0, str(TOOL.parent))
    try:
        import messages  # noqa: PLC0415  # a tool beside the package, not in it
    finally:
        sys.path.remove(str(TOOL.parent))
    return messages


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.py", 'Text("No %(x)s here", {"x": 1})', (None, "No %(x)s here")),
        ("a.py", '_("Two " "lines")', (None, "Two lines")),
        ("a.py", 'pgettext("door", "Open")', ("door", "Open")),
        ("a.py", 'ngettext("one", "many", n)', (None, ("one", "many"))),
        ("templates/a.html", "  {% if x %}\n   {% translate 'Say' %}{% endif %}", (None, "Say")),
        ("templates/a.html", "{% translate 'Main' context 'menu' %}", ("menu", "Main")),
        (
            "templates/a.html",
            "<p>\n  {% blocktranslate trimmed %}\n  Of {{ n }}\n  people{% endblocktranslate %}",
            (None, "Of %(n)s people"),
        ),
    ],
)
def test_sentences_are_found(tool, tmp_path, name: str, content: str, expected: object) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    assert list(tool.sentences(path)) == [expected]


@pytest.mark.parametrize(
    ("message", "string", "flags", "fault"),
    [
        ("Of %(n)s", "De %(n)s", (), ""),
        ("Of %(n)s", "De %(m)s", (), "places differ"),
        ("Of %(n)s", "", (), "not translated"),
        ("Of %(n)s", "De %(n)s", ("fuzzy",), "marked fuzzy"),
        (("%(n)s day", "%(n)s days"), ("un jour", "%(n)s jours"), ("python-format",), ""),
        (("%(n)s day", "%(n)s days"), ("un jour",), ("python-format",), "plural forms missing"),
    ],
)
def test_a_wrong_translation_is_named(tool, message: object, string: object, flags: tuple, fault: str) -> None:
    assert tool.wrong(tool.Message(message, string, flags=flags), 2) == fault
