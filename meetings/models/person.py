"""People (and room accounts) who sign in."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.crypto import salted_hmac


class People(BaseUserManager["Person"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Person":
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> "Person":
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    """Whoever has an account. A full name is one field: not every name here splits into first and last."""

    class Kind(models.TextChoices):
        PERSON = "PERSON", "Người"
        SITE = "SITE", "Điểm cầu"
        DISPLAY = "DISPLAY", "Màn hình"

    username = models.CharField("tên đăng nhập", max_length=150, unique=True)
    full_name = models.CharField("họ và tên", max_length=150)
    title = models.CharField("chức vụ", max_length=200, blank=True)
    kind = models.CharField("loại tài khoản", max_length=10, choices=Kind.choices, default=Kind.PERSON)
    is_staff = models.BooleanField("được vào trang quản trị", default=False)
    is_active = models.BooleanField("đang hoạt động", default=True)
    # Part of what a session is checked against: one more, and no session from before is good.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[People] = People()

    class Meta:
        verbose_name = "người có tài khoản"
        verbose_name_plural = "người có tài khoản"

    def __str__(self) -> str:
        return self.full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # Django compares this, and the same with each fallback key, at every request of a session.
        return salted_hmac(
            "meetings.Person.session",
            f"{self.password}:{self.session_epoch}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()
