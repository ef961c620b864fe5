#!/usr/bin/env python3
"""The message catalogues: collect every sentence, update fr, es and ar, compile; ``--check`` only looks.

Sentences come from templates ({% translate %}, {% blocktranslate %}), from gettext calls and from the first
argument of ``Text("...")`` anywhere in the source. One catalogue per language holds them all; the compiled
files are committed, since a fresh machine cannot compile them.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "passerelle"
LOCALE = SOURCE / "web" / "locale"
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGES = ("fr", "es", "ar")
PARTS = ("floors", "shared", "pages")  # the lowest first; ``LOCALE_PATHS`` names them, too
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "Text": (1,),
}
PLACE = re.compile(r"%\(\w+\)[sdf]|%%")
DATED = ('"POT-Creation', '"PO-Revision', '"Generated', '"Last-Trans', '"Language-Team', '"Report-Msgid')
HEADER = "# Sentences of Passerelle. Made by tools/messages.py; translate the msgstr lines.\n#"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when something is amiss")
    options = parser.parse_args()
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    found = collect()
    if not options.check:
        for language in LANGUAGES:
            update(language, found)
    faults = [
        fault
        for language in LANGUAGES
        for part in PARTS
        for fault in check(language, part, of_part(found, part))
    ]
    faults += stray()
    print("\n".join(faults) or f"{len(found)} sentences in {len(LANGUAGES)} languages, complete.")
    return 1 if options.check and faults else 0


def collect() -> Catalog:
    """Every sentence of the source with the files it stands in."""
    catalog = Catalog(charset="utf-8")
    for path in sorted(SOURCE.rglob("*")):
        for context, words in sentences(path):
            catalog.add(words, locations=[(str(path.relative_to(ROOT)), 0)], context=context)
    return catalog


def sentences(path: Path) -> Iterator[tuple[str | None, str | tuple[str, str]]]:
    """Context and sentence (or singular and plural) of one file."""
    if path.suffix == ".py" and path.is_file():
        content = path.read_text()
    elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
        # What Django leaves of the markup is blanked, but its indentation is not Python's.
        blanked = templatize(path.read_text(), origin=str(path))
        content = "\n".join(line.strip() for line in blanked.splitlines())
    else:
        return
    file = io.BytesIO(content.encode())
    for _line, words, _comments, context in extract("python", file, KEYWORDS, options={"encoding": "utf-8"}):
        plural = isinstance(words, tuple)
        text = tuple(words) if plural else words
        if text and text != ("",):
            yield context, text  # type: ignore[misc]


def of_part(found: Catalog, part: str) -> list[Message]:
    """The sentences that stand in a part."""
    return [message for message in found if message.id and part_of(message) == part]


def part_of(message: Message) -> str:
    """The lowest part that says a sentence."""
    return min((_part(path) for path, _line in message.locations), key=PARTS.index)


def _part(path: str) -> str:
    pages = "src/passerelle/web/"
    if not path.startswith(pages):
        return "floors"
    return "shared" if path.startswith(f"{pages}shared/") else "pages"


def file_of(language: str, part: str) -> Path:
    """Where a catalogue's text form is kept; the compiled form stands beside it."""
    return LOCALE / part / language / "LC_MESSAGES" / "django.po"


def stray() -> list[str]:
    """Catalogues that belong to no part."""
    kept = {file_of(language, part) for language in LANGUAGES for part in PARTS}
    return [
        f"belongs to no part: {path.relative_to(ROOT)}" for path in LOCALE.rglob("*.po") if path not in kept
    ]


def read(language: str, part: str) -> Catalog:
    """A catalogue as it is kept; empty while there is none."""
    path = file_of(language, part)
    if not path.is_file():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def update(language: str, found: Catalog) -> None:
    """Bring a language up to date: new sentences empty, old translations kept, gone ones dropped."""
    known = {
        (message.id, message.context): message.string
        for part in PARTS
        for message in read(language, part)
        if message.id and "fuzzy" not in message.flags
    }
    for part in PARTS:
        fresh = Catalog(locale=language, charset="utf-8", header_comment=HEADER, fuzzy=False)
        for message in of_part(found, part):
            string = known.get((message.id, message.context))
            fresh.add(message.id, string, message.locations, context=message.context)
        write(language, part, fresh)


def write(language: str, part: str, catalog: Catalog) -> None:
    """Keep a catalogue in its text form and compiled."""
    path = file_of(language, part)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(po(catalog))
    path.with_suffix(".mo").write_bytes(mo(catalog))


def po(catalog: Catalog) -> bytes:
    """The text form without dates, so that the same sentences give the same bytes."""
    buffer = io.BytesIO()
    # Where a sentence stands is a search away; naming it here would double the file.
    write_po(buffer, catalog, width=110, sort_output=True, no_location=True, omit_header=False)
    lines = buffer.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(DATED)).encode()


def mo(catalog: Catalog) -> bytes:
    """The compiled form of what the text form says."""
    buffer = io.BytesIO()
    undated = read_po(io.BytesIO(po(catalog)), locale=catalog.locale, charset="utf-8")
    # The text form names no day; without a fixed one the compiled form would differ from minute to minute.
    undated.creation_date = UNDATED
    undated.revision_date = UNDATED
    write_mo(buffer, undated)
    return buffer.getvalue()


def check(language: str, part: str, found: list[Message]) -> Iterator[str]:
    """What is amiss in one catalogue, a line each."""
    catalog = read(language, part)
    for message in found:
        translated = catalog.get(message.id, message.context)
        fault = "missing" if translated is None else wrong(translated, catalog.num_plurals)
        if fault:
            yield f"{language}: {fault}: {message.id!r} ({message.locations[0][0]})"
    kept = {(message.id, message.context) for message in found}
    for message in [*catalog, *catalog.obsolete.values()]:
        if message.id and (message.id, message.context) not in kept:
            yield f"{language}: no longer used: {message.id!r}"
    compiled = file_of(language, part).with_suffix(".mo")
    if not compiled.is_file() or compiled.read_bytes() != mo(catalog):
        yield f"{language}, {part}: django.mo does not hold what django.po says; run tools/messages.py"


def wrong(message: Message, plurals: int) -> str:
    """What is wrong with one translation, or nothing."""
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if message.pluralizable and len(strings) != plurals:
        return "plural forms missing"
    if not all(strings):
        return "not translated"
    if "fuzzy" in message.flags:
        return "marked fuzzy"
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    wanted = {place for text in ids for place in PLACE.findall(text)}
    # A singular, a dual or a zero may say the number in words.
    allowed = [set(PLACE.findall(text or "")) for text in strings]
    if message.pluralizable:
        return "" if all(places <= wanted for places in allowed) else "places differ"
    return "" if all(places == wanted for places in allowed) else "places differ"


if __name__ == "__main__":
    sys.exit(main())
