"""Dossiers that are complete today have been so since the day they state."""

from django.db import migrations


def begin_spans(apps, schema_editor):
    """One open span for each complete dossier."""
    dossiers = apps.get_model("dossiers", "Dossier").objects.filter(complete_on__isnull=False, spans__isnull=True)
    span = apps.get_model("dossiers", "CompleteSpan")
    rows = dossiers.values_list("pk", "complete_on").iterator()
    span.objects.bulk_create((span(dossier_id=pk, since=on) for pk, on in rows), batch_size=1_000)


class Migration(migrations.Migration):

    dependencies = [("dossiers", "0005_permit_rooms")]

    operations = [migrations.RunPython(begin_spans, migrations.RunPython.noop)]
