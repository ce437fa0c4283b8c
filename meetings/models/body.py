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

    kind = models.CharField(max_length=30, choices=Kind.choices)
    unit = models.ForeignKey(AdminUnit, on_delete=models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=200)
    term = models.CharField(max_length=100, blank=True)
    address_form = models.CharField(max_length=40, default="đại biểu")
    elected_seats = models.PositiveIntegerField(default=0)
    # Empty: as the profile of the law says. What is chosen here is frozen when a meeting is convened.
    remote_delegates = models.CharField(
        "đại biểu dự từ điểm cầu", max_length=10, choices=RemoteDelegates, blank=True
    )
    total_base = models.CharField("tổng số đại biểu là", max_length=10, choices=TotalBase, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "unit"], name="one_body_per_kind_and_unit")]

    def __str__(self) -> str:
        return self.name


class DelegateGroup(models.Model):
    """Tổ đại biểu: the delegates of one constituency."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="delegate_groups")
    no = models.PositiveIntegerField()
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class DiscussionGroup(models.Model):
    """Tổ thảo luận: several delegate groups that sit together to discuss."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="discussion_groups")
    no = models.PositiveIntegerField()
    name = models.CharField(max_length=100)
    delegate_groups = models.ManyToManyField(DelegateGroup, related_name="discussion_groups")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in a body from a day to a day. A suspended delegate stays in the total and may not vote."""

    class Status(models.TextChoices):
        ACTIVE = "ACTIVE", "Đang hoạt động"
        SUSPENDED = "SUSPENDED", "Tạm đình chỉ"
        RELIEVED = "RELIEVED", "Thôi làm nhiệm vụ"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, default="DELEGATE")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    delegate_group = models.ForeignKey(DelegateGroup, null=True, blank=True, on_delete=models.PROTECT)
    seat_no = models.PositiveIntegerField(null=True, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "person", "valid_from"], name="one_membership_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.body_id}"


MembershipStatus = Membership.Status
