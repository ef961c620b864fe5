"""An empty database gets at once what every migration in turn would have made of it."""

import importlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from passerelle.commands.simulation.scratch import scratch_database

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PASSERELLE = str(Path(sys.executable).with_name("passerelle"))
SETTINGS = {"DJANGO_SETTINGS_MODULE": "passerelle.config.settings.dev"}
ON_SQLITE = ["SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"]
ON_POSTGRESQL = [
    """SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default, is_identity,
              character_maximum_length, numeric_precision, numeric_scale, collation_name
       FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
]


def shape(cursor: Any) -> set[tuple[str, ...]]:
    """Every column, constraint and index by its own definition; the order of columns is no part of it."""
    questions = ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL
    rows = []
    for question in questions:
        cursor.execute(question)
        rows += cursor.fetchall()
    return {tuple(map(str, part)) for row in rows for part in _parts(row)}


def _parts(row: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """A table of SQLite is one text: its definitions, one by one."""
    if row[0] != "table":
        yield row
        return
    depth, begun, text = 0, 0, row[2][row[2].index("(") + 1 : row[2].rindex(")")]
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            yield (row[1], text[begun:at].strip())
            begun = at + 1
    yield (row[1], text[begun:].strip())


def made_at_once(environment: dict[str, str]) -> tuple[set[tuple[str, ...]], set[tuple[str, str]]]:
    """Shape and applied migrations of an empty database after ``passerelle database migrate``."""
    command = [PASSERELLE, "database", "migrate"]
    subprocess.run(command, env={**os.environ, **SETTINGS, **environment}, check=True, capture_output=True)
    address = environment["DATABASE_URL"]
    on_file = urlsplit(address).scheme == "sqlite"
    opened = (
        sqlite3.connect(urlsplit(address).path)
        if on_file
        else importlib.import_module("psycopg").connect(address)
    )
    with closing(opened) as database, closing(database.cursor()) as cursor:
        found = shape(cursor)
        cursor.execute("SELECT app, name FROM django_migrations")
        return found, set(cursor.fetchall())


def test_an_empty_database_gets_at_once_what_every_migration_in_turn_made_of_this_one() -> None:
    with scratch_database(os.environ.get("DATABASE_URL")) as environment:
        found, applied = made_at_once(environment)
    with connection.cursor() as cursor:
        migrated = shape(cursor)
    assert len(migrated) > 1_000
    assert sorted(found ^ migrated) == []
    assert applied == set(MigrationRecorder(connection).applied_migrations())
