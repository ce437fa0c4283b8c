"""Dossiers have an order of their own; those that are there keep the order of their numbers."""

import re
from itertools import groupby

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def by_number(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    dossiers = apps.get_model("agenda", "Dossier")
    for _, of_meeting in groupby(dossiers.objects.order_by("meeting_id", "id"), lambda row: row.meeting_id):
        # As the desk showed them: "2" before "10".
        row = sorted(of_meeting, key=lambda each: [int(part) for part in re.findall(r"\d+", each.no)])
        for position, dossier in enumerate(row, start=1):
            dossier.position = position
        dossiers.objects.bulk_update(row, ["position"])


class Migration(migrations.Migration):
    dependencies = [
        ("agenda", "0005_search"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="dossier",
            options={
                "ordering": ("meeting", "position", "id"),
                "verbose_name": "hồ sơ dự thảo nghị quyết",
                "verbose_name_plural": "hồ sơ dự thảo nghị quyết",
            },
        ),
        migrations.AddField(
            model_name="dossier",
            name="position",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="thứ tự"),
        ),
        migrations.RunPython(by_number, migrations.RunPython.noop),
    ]
