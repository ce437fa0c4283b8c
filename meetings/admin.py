"""Accounts, units and bodies in the administration; meetings to look at only, commands write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm, UsernameField
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from meetings.commands.people import end_sessions
from meetings.models import (
    AdminUnit,
    Attendance,
    Body,
    DelegateGroup,
    DiscussionGroup,
    Meeting,
    Membership,
    Participant,
    Person,
    Site,
    Sitting,
)

if TYPE_CHECKING:  # generic for the type checker alone
    Page = admin.ModelAdmin[Model]
    Rows = admin.TabularInline[Model, Model]
    Accounts = UserAdmin[Any]
    People = QuerySet[Person]
    ChangeForm = UserChangeForm[Person]
else:
    Page = admin.ModelAdmin
    Rows = admin.TabularInline
    Accounts = UserAdmin
    People = QuerySet
    ChangeForm = UserChangeForm

RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")


class LookOnly:
    """Before the admin's class in a list of bases: nothing may be added, changed or deleted."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class NewPerson(AdminUserCreationForm):
    class Meta:
        model = Person
        fields = ("username", "full_name", "title", "kind")
        field_classes = {"username": UsernameField}


class PersonFields(ChangeForm):
    class Meta:
        model = Person
        fields = "__all__"
        field_classes = {"username": UsernameField}


class MembershipRows(Rows):
    model = Membership
    extra = 0
    autocomplete_fields = ("body", "delegate_group")


@admin.register(Person)
class PersonPage(Accounts):
    """Nobody is deleted: the record names them. Who may not come in any more is deactivated."""

    add_form = NewPerson
    form = PersonFields
    list_display = ("full_name", "username", "title", "kind", "is_active", "last_login")
    list_filter = ("kind", "is_active", "is_staff")
    search_fields = ("full_name", "username", "title")
    ordering = ("full_name", "username")
    fieldsets = (
        (None, {"fields": ("username", "password", "full_name", "title", "kind", "is_active")}),
        ("Quyền quản trị", {"fields": RIGHTS}),
        ("Lần đăng nhập", {"fields": ("last_login",)}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "full_name",
                    "title",
                    "kind",
                    "usable_password",
                    "password1",
                    "password2",
                )
            },
        ),
    )
    readonly_fields = ("last_login",)
    inlines = (MembershipRows,)
    actions: tuple[str, ...] = ("deactivate", "sign_out_everywhere")

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        """Only superusers touch superusers: with a password of theirs one would become one."""
        if obj is not None and obj.is_superuser and not _superuser(request):
            return False
        return super().has_change_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> Any:
        given = super().get_readonly_fields(request, obj)
        return given if _superuser(request) else (*given, *RIGHTS)

    @admin.action(description="Ngừng hoạt động và kết thúc mọi phiên đăng nhập", permissions=["change"])
    def deactivate(self, request: HttpRequest, chosen: People) -> None:
        ids = [person.pk for person in self._touchable(request, chosen) if person != request.user]
        Person.objects.filter(pk__in=ids).update(is_active=False)
        end_sessions(*ids)
        self.message_user(request, f"Đã ngừng hoạt động {len(ids)} tài khoản.", messages.SUCCESS)

    @admin.action(description="Kết thúc mọi phiên đăng nhập", permissions=["change"])
    def sign_out_everywhere(self, request: HttpRequest, chosen: People) -> None:
        ids = list(self._touchable(request, chosen).values_list("pk", flat=True))
        end_sessions(*ids)
        self.message_user(request, f"Đã kết thúc phiên đăng nhập của {len(ids)} tài khoản.", messages.SUCCESS)

    def _touchable(self, request: HttpRequest, chosen: People) -> People:
        return chosen if _superuser(request) else chosen.filter(is_superuser=False)


def _superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


@admin.register(AdminUnit)
class UnitPage(Page):
    list_display = ("name", "code", "level", "parent", "valid_from", "valid_to")
    list_filter = ("level", "valid_from")
    list_select_related = ("parent",)
    search_fields = ("name", "code")
    autocomplete_fields = ("parent",)


@admin.register(Site)
class SitePage(Page):
    list_display = ("name", "unit", "account")
    list_select_related = ("unit", "account")
    search_fields = ("name",)
    autocomplete_fields = ("unit", "account")


@admin.register(Body)
class BodyPage(Page):
    list_display = ("name", "kind", "unit", "term", "elected_seats")
    list_filter = ("kind",)
    list_select_related = ("unit",)
    search_fields = ("name",)
    autocomplete_fields = ("unit",)


@admin.register(DelegateGroup)
class DelegateGroupPage(Page):
    list_display = ("name", "no", "body")
    list_select_related = ("body",)
    search_fields = ("name",)
    autocomplete_fields = ("body",)


@admin.register(DiscussionGroup)
class DiscussionGroupPage(Page):
    list_display = ("name", "no", "body")
    list_select_related = ("body",)
    search_fields = ("name",)
    autocomplete_fields = ("body",)
    filter_horizontal = ("delegate_groups",)


@admin.register(Membership)
class MembershipPage(Page):
    list_display = ("person", "body", "role", "status", "delegate_group", "seat_no", "valid_from", "valid_to")
    list_filter = ("status", "role", "body__kind")
    list_select_related = ("person", "body", "delegate_group")
    search_fields = ("person__full_name", "person__username", "body__name")
    autocomplete_fields = ("person", "body", "delegate_group")


class SittingRows(LookOnly, Rows):
    model = Sitting
    extra = 0


@admin.register(Meeting)
class MeetingPage(LookOnly, Page):
    list_display = ("name", "body", "opens_on", "closes_on", "state")
    list_filter = ("state",)
    list_select_related = ("body",)
    search_fields = ("name",)
    inlines = (SittingRows,)


@admin.register(Participant)
class ParticipantPage(LookOnly, Page):
    list_display = ("person", "role", "meeting")
    list_filter = ("meeting", "role")
    list_select_related = ("person", "meeting")
    search_fields = ("person__full_name", "person__username")


@admin.register(Attendance)
class AttendancePage(LookOnly, Page):
    list_display = ("person", "sitting", "place", "arrived_at", "left_at", "recorded_by")
    list_filter = ("sitting",)
    list_select_related = ("person", "sitting", "recorded_by")
    search_fields = ("person__full_name", "person__username")
