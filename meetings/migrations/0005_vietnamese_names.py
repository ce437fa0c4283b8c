"""The names under which the administration shows fields and tables; nothing in the database changes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_session_epoch"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="adminunit",
            options={"verbose_name": "đơn vị hành chính", "verbose_name_plural": "đơn vị hành chính"},
        ),
        migrations.AlterModelOptions(
            name="attendance",
            options={"verbose_name": "điểm danh", "verbose_name_plural": "điểm danh"},
        ),
        migrations.AlterModelOptions(
            name="body",
            options={"verbose_name": "cơ quan", "verbose_name_plural": "cơ quan"},
        ),
        migrations.AlterModelOptions(
            name="delegategroup",
            options={"verbose_name": "tổ đại biểu", "verbose_name_plural": "tổ đại biểu"},
        ),
        migrations.AlterModelOptions(
            name="discussiongroup",
            options={"verbose_name": "tổ thảo luận", "verbose_name_plural": "tổ thảo luận"},
        ),
        migrations.AlterModelOptions(
            name="meeting",
            options={"verbose_name": "cuộc họp", "verbose_name_plural": "cuộc họp"},
        ),
        migrations.AlterModelOptions(
            name="membership",
            options={"verbose_name": "tư cách thành viên", "verbose_name_plural": "tư cách thành viên"},
        ),
        migrations.AlterModelOptions(
            name="participant",
            options={"verbose_name": "thành phần tham dự", "verbose_name_plural": "thành phần tham dự"},
        ),
        migrations.AlterModelOptions(
            name="person",
            options={"verbose_name": "người có tài khoản", "verbose_name_plural": "người có tài khoản"},
        ),
        migrations.AlterModelOptions(
            name="site",
            options={"verbose_name": "điểm cầu", "verbose_name_plural": "điểm cầu"},
        ),
        migrations.AlterModelOptions(
            name="sitting",
            options={"verbose_name": "phiên họp", "verbose_name_plural": "phiên họp"},
        ),
        migrations.AlterField(
            model_name="adminunit",
            name="code",
            field=models.CharField(max_length=10, verbose_name="mã"),
        ),
        migrations.AlterField(
            model_name="adminunit",
            name="level",
            field=models.CharField(
                choices=[("PROVINCE", "Tỉnh"), ("DISTRICT", "Huyện"), ("COMMUNE", "Xã")],
                max_length=10,
                verbose_name="cấp",
            ),
        ),
        migrations.AlterField(
            model_name="adminunit",
            name="name",
            field=models.CharField(max_length=120, verbose_name="tên"),
        ),
        migrations.AlterField(
            model_name="adminunit",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="children",
                to="meetings.adminunit",
                verbose_name="thuộc",
            ),
        ),
        migrations.AlterField(
            model_name="adminunit",
            name="valid_from",
            field=models.DateField(verbose_name="từ ngày"),
        ),
        migrations.AlterField(
            model_name="adminunit",
            name="valid_to",
            field=models.DateField(blank=True, null=True, verbose_name="đến hết ngày"),
        ),
        migrations.AlterField(
            model_name="body",
            name="address_form",
            field=models.CharField(default="đại biểu", max_length=40, verbose_name="cách xưng hô"),
        ),
        migrations.AlterField(
            model_name="body",
            name="elected_seats",
            field=models.PositiveIntegerField(default=0, verbose_name="số đại biểu được bầu"),
        ),
        migrations.AlterField(
            model_name="body",
            name="kind",
            field=models.CharField(
                choices=[
                    ("PEOPLES_COUNCIL", "Hội đồng nhân dân"),
                    ("PEOPLES_COMMITTEE", "Ủy ban nhân dân"),
                    ("PROVINCIAL_PARTY_COMMITTEE", "Tỉnh ủy"),
                ],
                max_length=30,
                verbose_name="loại",
            ),
        ),
        migrations.AlterField(
            model_name="body",
            name="name",
            field=models.CharField(max_length=200, verbose_name="tên"),
        ),
        migrations.AlterField(
            model_name="body",
            name="term",
            field=models.CharField(blank=True, max_length=100, verbose_name="khóa, nhiệm kỳ"),
        ),
        migrations.AlterField(
            model_name="body",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="bodies",
                to="meetings.adminunit",
                verbose_name="đơn vị hành chính",
            ),
        ),
        migrations.AlterField(
            model_name="delegategroup",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="delegate_groups",
                to="meetings.body",
                verbose_name="cơ quan",
            ),
        ),
        migrations.AlterField(
            model_name="delegategroup",
            name="name",
            field=models.CharField(max_length=100, verbose_name="tên"),
        ),
        migrations.AlterField(
            model_name="delegategroup",
            name="no",
            field=models.PositiveIntegerField(verbose_name="số"),
        ),
        migrations.AlterField(
            model_name="discussiongroup",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="discussion_groups",
                to="meetings.body",
                verbose_name="cơ quan",
            ),
        ),
        migrations.AlterField(
            model_name="discussiongroup",
            name="delegate_groups",
            field=models.ManyToManyField(
                related_name="discussion_groups", to="meetings.delegategroup", verbose_name="tổ đại biểu"
            ),
        ),
        migrations.AlterField(
            model_name="discussiongroup",
            name="name",
            field=models.CharField(max_length=100, verbose_name="tên"),
        ),
        migrations.AlterField(
            model_name="discussiongroup",
            name="no",
            field=models.PositiveIntegerField(verbose_name="số"),
        ),
        migrations.AlterField(
            model_name="membership",
            name="body",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="memberships",
                to="meetings.body",
                verbose_name="cơ quan",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="delegate_group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="meetings.delegategroup",
                verbose_name="tổ đại biểu",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="memberships",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(default="DELEGATE", max_length=40, verbose_name="chức danh"),
        ),
        migrations.AlterField(
            model_name="membership",
            name="seat_no",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="ghế số"),
        ),
        migrations.AlterField(
            model_name="membership",
            name="status",
            field=models.CharField(
                choices=[
                    ("ACTIVE", "Đang hoạt động"),
                    ("SUSPENDED", "Tạm đình chỉ"),
                    ("RELIEVED", "Thôi làm nhiệm vụ"),
                ],
                default="ACTIVE",
                max_length=10,
                verbose_name="tình trạng",
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="valid_from",
            field=models.DateField(verbose_name="từ ngày"),
        ),
        migrations.AlterField(
            model_name="membership",
            name="valid_to",
            field=models.DateField(blank=True, null=True, verbose_name="đến hết ngày"),
        ),
        migrations.AlterField(
            model_name="person",
            name="full_name",
            field=models.CharField(max_length=150, verbose_name="họ và tên"),
        ),
        migrations.AlterField(
            model_name="person",
            name="is_active",
            field=models.BooleanField(default=True, verbose_name="đang hoạt động"),
        ),
        migrations.AlterField(
            model_name="person",
            name="is_staff",
            field=models.BooleanField(default=False, verbose_name="được vào trang quản trị"),
        ),
        migrations.AlterField(
            model_name="person",
            name="kind",
            field=models.CharField(
                choices=[("PERSON", "Người"), ("SITE", "Điểm cầu"), ("DISPLAY", "Màn hình")],
                default="PERSON",
                max_length=10,
                verbose_name="loại tài khoản",
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="title",
            field=models.CharField(blank=True, max_length=200, verbose_name="chức vụ"),
        ),
        migrations.AlterField(
            model_name="person",
            name="username",
            field=models.CharField(max_length=150, unique=True, verbose_name="tên đăng nhập"),
        ),
        migrations.AlterField(
            model_name="site",
            name="account",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="site",
                to=settings.AUTH_USER_MODEL,
                verbose_name="tài khoản",
            ),
        ),
        migrations.AlterField(
            model_name="site",
            name="name",
            field=models.CharField(max_length=120, verbose_name="tên"),
        ),
        migrations.AlterField(
            model_name="site",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sites",
                to="meetings.adminunit",
                verbose_name="đơn vị hành chính",
            ),
        ),
    ]
