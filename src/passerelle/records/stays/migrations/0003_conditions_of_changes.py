"""A change keeps the answers of its legal route, the day of the notice and a breach that was stated."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def in_the_new_words(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Answers kept before: what was unknown could not be assessed, since nothing was held here."""
    rows = apps.get_model("stays", "StayChange").objects
    for row in rows.exclude(conditions=[]):
        row.conditions = [_in_new_words(one) for one in row.conditions]
        row.save(update_fields=["conditions"])


def _in_new_words(one: Mapping[str, Any]) -> dict[str, Any]:
    if one["verdict"] != "unknown":
        return dict(one)
    why = "missing" if one["code"] == "permit_covers" else "not_held"
    return {**one, "verdict": "not_assessable", "why": why}


class Migration(migrations.Migration):
    dependencies: ClassVar = [("stays", "0002_words_changes_and_seasons")]
    operations: ClassVar = [
        migrations.AddField("staychange", "assessed_on", models.DateField(blank=True, null=True)),
        migrations.AddField("staychange", "noticed_on", models.DateField(blank=True, null=True)),
        migrations.AddField("staychange", "breach", models.BooleanField(null=True)),
        migrations.RunPython(in_the_new_words, migrations.RunPython.noop),
    ]
