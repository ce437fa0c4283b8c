"""A meeting, its sittings, and who takes part in which role."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .body import Body


class Role(models.TextChoices):
    """What a person is in one meeting; a person may hold several."""

    DELEGATE = "DELEGATE", "Đại biểu"
    GUEST = "GUEST", "Khách mời"
    PRESIDING_OFFICER = "PRESIDING_OFFICER", "Chủ tọa"
    SECRETARY = "SECRETARY", "Thư ký kỳ họp"
    STAFF = "STAFF", "Chuyên viên"
    OFFICE_HEAD = "OFFICE_HEAD", "Lãnh đạo Văn phòng"
    SITE = "SITE", "Điểm cầu"
    TELLER = "TELLER", "Ban kiểm phiếu"
    OBSERVER = "OBSERVER", "Người theo dõi"
    DISPLAY = "DISPLAY", "Màn hình hội trường"
    ADMINISTRATOR = "ADMINISTRATOR", "Quản trị hệ thống"
    CITIZEN = "CITIZEN", "Cử tri"


class Meeting(models.Model):
    """Whatever is convened; open, adjourn, resume and close belong to its sittings."""

    class State(models.TextChoices):
        DRAFTED = "DRAFTED", "đang chuẩn bị"
        CONVENED = "CONVENED", "đã triệu tập"
        UNDER_WAY = "UNDER_WAY", "đang họp"
        CLOSED = "CLOSED", "đã bế mạc"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    name = models.CharField(max_length=250)
    kind = models.CharField(max_length=20, default="REGULAR")
    place = models.CharField(max_length=200, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFTED)
    presiding = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    profile_facts = models.JSONField(null=True, blank=True)
    # What the QR code on a guest's table carries; empty: guests without an account are not let in.
    guest_code = models.CharField("mã cho khách mời", max_length=40, blank=True, db_index=True)

    class Meta:
        verbose_name = "cuộc họp"
        verbose_name_plural = "cuộc họp"

    def __str__(self) -> str:
        return self.name


class Sitting(models.Model):
    class State(models.TextChoices):
        PLANNED = "PLANNED", "chưa mở"
        OPEN = "OPEN", "đang họp"
        ADJOURNED = "ADJOURNED", "tạm dừng"
        CLOSED = "CLOSED", "đã kết thúc"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sittings")
    no = models.PositiveIntegerField()
    name = models.CharField(max_length=150)
    held_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True, blank=True)
    adjourned_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    head_open = models.CharField(max_length=64, blank=True)
    head_close = models.CharField(max_length=64, blank=True)
    # A vote is open. Set by the app that holds votes, which this one does not know: while it is set,
    # the sitting is neither adjourned nor closed.
    voting = models.BooleanField(default=False)

    class Meta:
        verbose_name = "phiên họp"
        verbose_name_plural = "phiên họp"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "no"], name="sitting_no_unique"),
            models.UniqueConstraint(fields=["meeting"], condition=Q(state="OPEN"), name="one_open_sitting"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Participant(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="participations"
    )
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = "thành phần tham dự"
        verbose_name_plural = "thành phần tham dự"
        constraints = [models.UniqueConstraint(fields=["meeting", "person", "role"], name="one_role_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"


MeetingState = Meeting.State
SittingState = Sitting.State
