"""Names in Vietnamese for the rows of django-axes; nothing in the database changes."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("axes", "0010_accessattemptexpiration"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignIn",
            fields=[],
            options={
                "verbose_name": "lần đăng nhập",
                "verbose_name_plural": "nhật ký đăng nhập",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("axes.accesslog",),
        ),
        migrations.CreateModel(
            name="WrongSignIn",
            fields=[],
            options={
                "verbose_name": "lần đăng nhập sai",
                "verbose_name_plural": "đăng nhập sai",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("axes.accessattempt",),
        ),
    ]
