"""Open questions for the legal office: each a named switch, with what holds until somebody confirms it."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.rulebook.laws import COMMITTEE, COUNCIL, PARTY
from meetings.rulebook.profile import RuleProfile
from meetings.rulebook.sources import UNCONFIRMED_EN, UNCONFIRMED_VI, Source


@dataclass(frozen=True)
class Question:
    """A point that no text decides. `parameter` of the profile is its switch; `bodies`: whom it concerns."""

    code: str
    parameter: str
    bodies: tuple[str, ...]
    vi: str
    en: str


@dataclass(frozen=True)
class OpenQuestion:
    """A question as it stands for one profile. `pending`: nobody has confirmed the value yet."""

    question: Question
    value: bool | int | str
    source: Source

    @property
    def pending(self) -> bool:
        return not (self.source.confirmed and self.source.by)

    @property
    def state_vi(self) -> str:
        return UNCONFIRMED_VI if self.pending else self.source.vi

    @property
    def state_en(self) -> str:
        return UNCONFIRMED_EN if self.pending else self.source.en


_ALL = (COUNCIL, COMMITTEE, PARTY)

QUESTIONS = (
    Question(
        "OQ-1", "total_base", _ALL,
        "“Tổng số đại biểu” là số được bầu hay số đương nhiệm vào ngày biểu quyết?",
        "Are “all delegates” those elected, or those in office on the day of the vote?",
    ),
    Question(
        "OQ-2", "chair_breaks_tie_with_abstentions", (COMMITTEE,),
        "Số phiếu tán thành bằng số không tán thành nhưng có người không biểu quyết: có theo ý kiến của "
        "Chủ tịch UBND không?",
        "As many for as against, while some abstain: does the chair's side decide?",
    ),
    Question(
        "OQ-2A", "deputy_breaks_tie", (COMMITTEE,),
        "Khi Phó Chủ tịch được giao điều hành thay, số phiếu ngang nhau có theo ý kiến của người đó không?",
        "When a deputy presides in the chair's absence, does the deputy's side decide a tie?",
    ),
    Question(
        "OQ-3", "subject_votes", (COUNCIL,),
        "Đại biểu bị đề nghị bãi nhiệm có được biểu quyết về việc bãi nhiệm chính mình không?",
        "Does the delegate concerned vote on their own removal?",
    ),
    Question(
        "OQ-4", "remote_counts_for_quorum", _ALL,
        "Đại biểu đã điểm danh tại điểm cầu có được tính là có mặt và được biểu quyết không?",
        "Do delegates who checked in at a remote site count as present, and vote?",
    ),
    Question(
        "OQ-5", "sounding_held", (COUNCIL,),
        "Hội đồng nhân dân cấp này có lấy phiếu tín nhiệm theo ba mức không?",
        "Does the council of this level hold the three-level vote of confidence?",
    ),
    Question(
        "OQ-6", "electronic_secret", _ALL,
        "Có được bỏ phiếu kín bằng phương tiện điện tử không?",
        "May a secret ballot be electronic?",
    ),
    Question(
        "OQ-7", "suspended_in_total", (COUNCIL,),
        "Đại biểu bị tạm đình chỉ có được tính trong tổng số đại biểu không?",
        "Does a suspended delegate count among all delegates?",
    ),
    Question(
        "OQ-8", "quorum_num", _ALL,
        "Luật 72/2025 không nêu số đại biểu ít nhất để họp: quy chế làm việc có quy định hai phần ba không?",
        "Do the working rules set the quorum at two thirds (law 72/2025 says nothing)?",
    ),
    Question(
        "OQ-9", "questioning_as_before_2026", (COUNCIL,),
        "Từ 01-03-2026 (luật giám sát 121/2025/QH15), chất vấn có tiến hành như trước không?",
        "Since 01-03-2026 (law on supervision 121/2025/QH15), is questioning held as before?",
    ),
    Question(
        "OQ-10", "vote_again_by", (COUNCIL,),
        "Sau khi đã công bố kết quả, ai quyết định biểu quyết lại?",
        "After a result was announced, who decides to vote again?",
    ),
    Question(
        "OQ-11", "low_base", (COUNCIL,),
        "“Tổng số phiếu” trong hệ quả lấy phiếu tín nhiệm là số phiếu thu về hay số phiếu hợp lệ?",
        "Are “all ballots” of the three-level vote those returned, or those valid?",
    ),
    Question(
        "OQ-12", "tie_again", (COUNCIL, PARTY),
        "Bầu lại mà số phiếu vẫn ngang nhau: người nhiều tuổi hơn trúng cử, hay hội nghị quyết định?",
        "Still equal after the vote again: is the older elected, or does the body decide?",
    ),
)  # fmt: skip


def open_questions(profile: RuleProfile) -> tuple[OpenQuestion, ...]:
    """The questions that concern the body of the profile, with the value that holds and who confirmed it."""
    return tuple(
        OpenQuestion(each, getattr(profile, each.parameter), profile.source_of(each.parameter))
        for each in QUESTIONS
        if profile.body_kind in each.bodies
    )
