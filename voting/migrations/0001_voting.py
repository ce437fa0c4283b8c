"""The tables of voting: votes, who may vote, ballots."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agenda", "0001_agenda"),
        ("meetings", "0001_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=1000, verbose_name="nội dung biểu quyết")),
                (
                    "form",
                    models.CharField(
                        choices=[("OPEN", "Biểu quyết công khai")],
                        default="OPEN",
                        max_length=10,
                        verbose_name="hình thức",
                    ),
                ),
                ("rule", models.CharField(max_length=60, verbose_name="quy tắc")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "Đang biểu quyết"),
                            ("CLOSED", "Đã kết thúc"),
                            ("CANCELLED", "Đã hủy"),
                        ],
                        default="OPEN",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("opened_at", models.DateTimeField(verbose_name="mở lúc")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="kết thúc lúc"),
                ),
                ("total", models.PositiveIntegerField(verbose_name="tổng số đại biểu")),
                (
                    "present",
                    models.PositiveIntegerField(verbose_name="số đại biểu được biểu quyết"),
                ),
                ("verdict", models.JSONField(blank=True, null=True, verbose_name="kết quả")),
                (
                    "cancel_reason",
                    models.CharField(blank=True, max_length=1000, verbose_name="lý do hủy"),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="agenda.dossier",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="agenda.agendaitem",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "sitting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="meetings.sitting",
                    ),
                ),
            ],
            options={
                "verbose_name": "lượt biểu quyết",
                "verbose_name_plural": "lượt biểu quyết",
                "ordering": ("meeting", "id"),
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("YES", "Tán thành"),
                            ("NO", "Không tán thành"),
                            ("ABSTAIN", "Không biểu quyết"),
                        ],
                        max_length=10,
                        verbose_name="lựa chọn",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("changes", models.PositiveIntegerField(default=0, verbose_name="số lần đổi")),
                ("key", models.UUIDField(verbose_name="khóa của lần gửi")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ballots",
                        to="voting.vote",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiếu biểu quyết công khai",
                "verbose_name_plural": "phiếu biểu quyết công khai",
                "ordering": ("vote", "id"),
            },
        ),
        migrations.CreateModel(
            name="VotingRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("ELIGIBLE", "Được biểu quyết"), ("SUSPENDED", "Tạm đình chỉ")],
                        max_length=10,
                        verbose_name="tư cách",
                    ),
                ),
                (
                    "admitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="được bổ sung lúc"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voting_rights",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rights",
                        to="voting.vote",
                    ),
                ),
            ],
            options={
                "verbose_name": "quyền biểu quyết",
                "verbose_name_plural": "danh sách biểu quyết",
                "ordering": ("vote", "id"),
            },
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "OPEN")),
                fields=("meeting",),
                name="voting_one_open_vote",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "CLOSED"), ("verdict__isnull", False)),
                    models.Q(
                        models.Q(("state", "CLOSED"), _negated=True), ("verdict__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="voting_verdict_when_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("state", "OPEN")),
                    models.Q(
                        models.Q(("state", "OPEN"), _negated=True), ("closed_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="voting_closed_at_when_over",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "CANCELLED"), _negated=True),
                    models.Q(("cancel_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="voting_cancelled_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(("present__lte", models.F("total"))),
                name="voting_present_within_total",
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(
                fields=("vote", "person"), name="voting_one_ballot_per_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.CheckConstraint(
                condition=models.Q(("choice__in", ("YES", "NO", "ABSTAIN"))),
                name="voting_choice_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="votingright",
            constraint=models.UniqueConstraint(
                fields=("vote", "person"), name="voting_one_right_per_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="votingright",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ("ELIGIBLE", "SUSPENDED"))),
                name="voting_right_status_known",
            ),
        ),
    ]
