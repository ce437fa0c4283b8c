"""What a body's own working rules say of its delegates; a sitting knows that a vote is open in it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_journal_is_append_only")]

    operations = [
        migrations.AddField(
            model_name="body",
            name="remote_delegates",
            field=models.CharField(
                blank=True,
                choices=[
                    ("COUNTED", "Được tính có mặt"),
                    ("RECORDED", "Chỉ ghi nhận, không tính có mặt"),
                    ("REFUSED", "Không điểm danh từ điểm cầu"),
                ],
                max_length=10,
                verbose_name="đại biểu dự từ điểm cầu",
            ),
        ),
        migrations.AddField(
            model_name="body",
            name="total_base",
            field=models.CharField(
                blank=True,
                choices=[("IN_OFFICE", "Số đại biểu đương nhiệm"), ("ELECTED", "Số đại biểu được bầu")],
                max_length=10,
                verbose_name="tổng số đại biểu là",
            ),
        ),
        migrations.AddField(
            model_name="sitting",
            name="voting",
            field=models.BooleanField(default=False),
        ),
    ]
