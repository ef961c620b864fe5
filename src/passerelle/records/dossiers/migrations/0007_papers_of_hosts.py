"""Photos and proofs of hosts: any number of one kind in a dossier."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0006_spans_of_complete_dossiers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='dossieritem',
            name='one_item_of_a_code',
        ),
        migrations.AddConstraint(
            model_name='dossieritem',
            constraint=models.UniqueConstraint(condition=models.Q(('code__in', ('visit_photo', 'correction_proof', 'audit_proof')), _negated=True), fields=('dossier', 'code'), name='one_item_of_a_code'),
        ),
    ]
