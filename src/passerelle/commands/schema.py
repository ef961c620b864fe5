"""The tables of the database: an empty one gets ours at once, an older one step by step.

Replaying every migration renders all records anew at each step: half a minute for tables that take a second.
What an empty database gets is the same to the last constraint (``tests/commands/test_schema.py``).
"""

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder


def bring_up_to_date() -> list[str]:
    """Give the database the tables that this version needs; which migrations it lacked, as ``app.name``."""
    executor = MigrationExecutor(connection)
    ours = {one.label: one for one in apps.get_app_configs() if one.name.startswith("passerelle.")}
    every = executor.loader.graph.leaf_nodes()
    lacked = [(step.app_label, step.name) for step, _ in executor.migration_plan(every)]
    if not any(app in ours for app, _ in executor.loader.applied_migrations):
        # The framework's own come by its own migrations: they differ from its records (a key's width).
        executor.migrate([node for node in every if node[0] not in ours])
        _make(list(ours.values()), [node for node in lacked if node[0] in ours])
    # After ``_make`` nothing is left to apply: this tells the receivers of its signals.
    call_command("migrate", interactive=False, verbosity=0)
    return [".".join(one) for one in lacked]


def _make(ours: list[AppConfig], migrations: list[tuple[str, str]]) -> None:
    """Every table of ours, and the note that no migration of it is missing: all of it or nothing."""
    applied = MigrationRecorder(connection).Migration
    with connection.schema_editor() as editor:
        for model in (one for app in ours for one in app.get_models() if one._meta.can_migrate(connection)):
            editor.create_model(model)
        rows = [applied(app=app, name=name) for app, name in migrations]
        applied.objects.using(connection.alias).bulk_create(rows)
