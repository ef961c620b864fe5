"""What a mentor told waits for an officer before host and team read it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('visits', '0002_papers_are_dossiers'),
    ]

    operations = [
        migrations.AddField(
            model_name='incident',
            name='held_back',
            field=models.BooleanField(default=False),
        ),
    ]
