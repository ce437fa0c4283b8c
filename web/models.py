"""Sign-ins as the administration shows them. The rows are those of django-axes."""

from __future__ import annotations

from axes.models import AccessAttempt, AccessLog


class SignIn(AccessLog):  # type: ignore[misc]
    class Meta:
        proxy = True
        verbose_name = "lần đăng nhập"
        verbose_name_plural = "nhật ký đăng nhập"


class WrongSignIn(AccessAttempt):  # type: ignore[misc]
    """Wrong passwords for one user name from one device since the last right one."""

    class Meta:
        proxy = True
        verbose_name = "lần đăng nhập sai"
        verbose_name_plural = "đăng nhập sai"
