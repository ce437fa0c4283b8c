"""A person's sessions are ended everywhere by counting on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_working_rules_and_running_vote")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="session_epoch",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
