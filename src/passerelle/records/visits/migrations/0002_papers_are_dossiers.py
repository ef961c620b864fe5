"""Photos and proofs become documents of dossiers, with their files as they were kept."""

import django.db.models.deletion
from django.db import migrations, models
from django.utils.timezone import localdate


def move(apps, schema_editor):
    """One dossier for each visit, finding or case that has papers; nobody has decided on any of them yet."""
    dossiers, items = apps.get_model("dossiers", "Dossier"), apps.get_model("dossiers", "DossierItem")
    spans = apps.get_model("dossiers", "CompleteSpan")
    papers = apps.get_model("visits", "VisitPaper").objects.order_by("handed_in_at", "pk")
    opened = {}  # by kind and row: papers of one thing were read together
    for paper in papers.select_related("visit", "finding__visit", "case__audit"):
        row, kind, code, scheme, host, over = _about(paper)
        on = localdate(paper.handed_in_at)
        if (kind, row.pk) not in opened:
            photos = kind == "visit_photos"
            opened[kind, row.pk] = row.dossier = dossiers.objects.create(
                kind=kind, scheme_id=scheme, organisation_id=host, opened_on=on, complete_on=on if photos else None,
                closed_on=max(on, over) if over else None,  # from here its papers are forgotten one day
            )
            if photos:
                spans.objects.create(dossier=row.dossier, since=on)
            row.save(update_fields=["dossier"])
        items.objects.create(
            dossier=opened[kind, row.pk],
            ordinal=items.objects.filter(dossier=opened[kind, row.pk]).count() + 1, code=code,
            needed=kind != "visit_photos", status="received", received_on=on, handed_in_by_id=paper.handed_in_by_id,
            stored=paper.stored, file_name=paper.file_name[:120], file_kind=paper.file_kind,
            file_bytes=paper.file_bytes, file_digest=paper.file_digest,
        )


def _about(paper):
    if paper.visit is not None:
        return paper.visit, "visit_photos", "visit_photo", paper.visit.scheme_id, paper.visit.host_id, None
    if paper.finding is not None:
        visit = paper.finding.visit
        kind = "correction" if paper.finding.owner == "employer" else "team_correction"
        return paper.finding, kind, "correction_proof", visit.scheme_id, visit.host_id, paper.finding.closed_on
    case = paper.case
    return case, "audit_proof", "audit_proof", case.audit.scheme_id, case.host_id, case.judged_on


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0007_papers_of_hosts'),
        ('visits', '0001_visits_and_alerts'),
    ]

    operations = [
        migrations.AddField(
            model_name='auditcase',
            name='dossier',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='finding',
            name='dossier',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossier'),
        ),
        migrations.AddField(
            model_name='visit',
            name='dossier',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visit', to='dossiers.dossier'),
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel(
            name='VisitPaper',
        ),
    ]
