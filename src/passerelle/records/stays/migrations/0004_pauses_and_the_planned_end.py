"""An accepted pause keeps whether it moved the planned end of its stay."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("stays", "0003_conditions_of_changes")]
    operations: ClassVar = [migrations.AddField("staychange", "moves_end", models.BooleanField(null=True))]
