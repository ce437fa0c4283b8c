"""The composing app: what the administration is called."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "web"
    verbose_name = "Đăng nhập"

    def ready(self) -> None:
        from django.contrib.admin import site  # it loads models, which exist only now

        site.site_header = site.site_title = "Quản trị Nghị Trường"
        site.index_title = "Tài khoản, cơ quan và dữ liệu"
