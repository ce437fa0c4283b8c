"""Bodies that meet and decide, and who belongs to them, with dates."""

from django.conf import settings
from django.db import models

from .unit import AdminUnit


class Body(models.Model):
    class Kind(models.TextChoices):
        PEOPLES_COUNCIL = "PEOPLES_COUNCIL", "Hội đồng nhân dân"
        PEOPLES_COMMITTEE = "PEOPLES_COMMITTEE", "Ủy ban nhân dân"
        PROVINCIAL_PARTY_COMMITTEE = "PROVINCIAL_PARTY_COMMITTEE", "Tỉnh ủy"

    class RemoteDelegates(models.TextChoices):
        """Whether who checks in at a remote site is present: the body's own working rules say."""

        COUNTED = "COUNTED", "Được tính có mặt"
        RECORDED = "RECORDED", "Chỉ ghi nhận, không tính có mặt"
        REFUSED = "REFUSED", "Không điểm danh từ điểm cầu"

    class TotalBase(models.TextChoices):
        IN_OFFICE = "IN_OFFICE", "Số đại biểu đương nhiệm"
        ELECTED = "ELECTED", "Số đại biểu được bầu"

    kind = models.CharField("loại", max_length=30, choices=Kind.choices)
    unit = models.ForeignKey(
        AdminUnit, verbose_name="đơn vị hành chính", on_delete=models.PROTECT, related_name="bodies"
    )
    name = models.CharField("tên", max_length=200)
    term = models.CharField("khóa, nhiệm kỳ", max_length=100, blank=True)
    address_form = models.CharField("cách xưng hô", max_length=40, default="đại biểu")
    elected_seats = models.PositiveIntegerField("số đại biểu được bầu", default=0)
    # Empty: as the profile of the law says. What is chosen here is frozen when a meeting is convened.
    remote_delegates = models.CharField(
        "đại biểu dự từ điểm cầu", max_length=10, choices=RemoteDelegates, blank=True
    )
    total_base = models.CharField("tổng số đại biểu là", max_length=10, choices=TotalBase, blank=True)
    issue_needs_approval = models.BooleanField("tài liệu phải được lãnh đạo Văn phòng duyệt", default=False)
    offline_hours = models.PositiveSmallIntegerField("số giờ đọc được khi mất mạng", default=72)

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        constraints = [models.UniqueConstraint(fields=["kind", "unit"], name="one_body_per_kind_and_unit")]

    def __str__(self) -> str:
        return self.name


class DelegateGroup(models.Model):
    """Tổ đại biểu: the delegates of one constituency."""

    body = models.ForeignKey(
        Body, verbose_name="cơ quan", on_delete=models.CASCADE, related_name="delegate_groups"
    )
    no = models.PositiveIntegerField("số")
    name = models.CharField("tên", max_length=100)

    class Meta:
        verbose_name = "tổ đại biểu"
        verbose_name_plural = "tổ đại biểu"

    def __str__(self) -> str:
        return self.name


class DiscussionGroup(models.Model):
    """Tổ thảo luận: several delegate groups that sit together to discuss."""

    body = models.ForeignKey(
        Body, verbose_name="cơ quan", on_delete=models.CASCADE, related_name="discussion_groups"
    )
    no = models.PositiveIntegerField("số")
    name = models.CharField("tên", max_length=100)
    delegate_groups = models.ManyToManyField(
        DelegateGroup, verbose_name="tổ đại biểu", related_name="discussion_groups"
    )

    class Meta:
        verbose_name = "tổ thảo luận"
        verbose_name_plural = "tổ thảo luận"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in a body from a day to a day. A suspended delegate stays in the total and may not vote."""

    class Status(models.TextChoices):
        ACTIVE = "ACTIVE", "Đang hoạt động"
        SUSPENDED = "SUSPENDED", "Tạm đình chỉ"
        RELIEVED = "RELIEVED", "Thôi làm nhiệm vụ"

    body = models.ForeignKey(
        Body, verbose_name="cơ quan", on_delete=models.CASCADE, related_name="memberships"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người", on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField("chức danh", max_length=40, default="DELEGATE")
    status = models.CharField("tình trạng", max_length=10, choices=Status.choices, default=Status.ACTIVE)
    delegate_group = models.ForeignKey(
        DelegateGroup, verbose_name="tổ đại biểu", null=True, blank=True, on_delete=models.PROTECT
    )
    seat_no = models.PositiveIntegerField("ghế số", null=True, blank=True)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "tư cách thành viên"
        verbose_name_plural = "tư cách thành viên"
        constraints = [
            models.UniqueConstraint(fields=["body", "person", "valid_from"], name="one_membership_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.body_id}"


MembershipStatus = Membership.Status
