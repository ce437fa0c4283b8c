"""Sign-ins in the administration: who came in, who could not, and letting them in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axes.models import AccessAttempt
from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest

from meetings.admin import LookOnly, People, PersonPage
from meetings.models import Person
from web.models import SignIn, WrongSignIn

if TYPE_CHECKING:  # generic for the type checker alone
    Page = admin.ModelAdmin[Model]
else:
    Page = admin.ModelAdmin

admin.site.unregister(Person)


@admin.register(Person)
class AccountPage(PersonPage):
    actions = (*PersonPage.actions, "unlock")

    @admin.action(description="Mở khóa đăng nhập (sau khi nhập sai nhiều lần)", permissions=["change"])
    def unlock(self, request: HttpRequest, chosen: People) -> None:
        names = list(chosen.values_list("username", flat=True))
        AccessAttempt.objects.filter(username__in=names).delete()
        self.message_user(request, f"Đã mở khóa đăng nhập cho {len(names)} tài khoản.", messages.SUCCESS)


@admin.register(SignIn)
class SignInPage(LookOnly, Page):
    list_display = ("attempt_time", "username", "ip_address", "logout_time")
    list_filter = ("attempt_time",)
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time",)
    fields = ("attempt_time", "username", "ip_address", "user_agent", "logout_time")


@admin.register(WrongSignIn)
class WrongSignInPage(LookOnly, Page):
    list_display = ("attempt_time", "username", "ip_address", "failures_since_start")
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time",)
    fields = ("attempt_time", "username", "ip_address", "user_agent", "failures_since_start")
