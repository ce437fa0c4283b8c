"""docs/rules.md: what each body decides by, who may do what, what it rests on, and what is still asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from meetings.rulebook import (
    COMMITTEE,
    COUNCIL,
    OVERRIDABLE,
    PARTY,
    RuleProfile,
    grants,
    open_questions,
    profile_for,
)
from meetings.rulebook.powers import NAMES, Grant
from meetings.rulebook.words import ACTS, PHASES
from voting.counting import Kind, Majority, rules_for

# The newest rules of each body: a day after the last change of law that is known.
LATEST = date(2026, 7, 1)
BODIES = ((COUNCIL, "Hội đồng nhân dân"), (COMMITTEE, "Ủy ban nhân dân"), (PARTY, "Cấp ủy Đảng (tỉnh)"))

HEAD = """# Quy tắc biểu quyết và thẩm quyền

Trang này do `manage.py docs` in ra từ chính mã nguồn; có kiểm thử báo khi trang không còn khớp.

*Summary: what each body decides by, who may do what and when, what each rule rests on, and which points
wait for the legal office. A body's own working rules may change the parameters at the end, each with a
citation, a date and a name.*
"""
MAJORITIES = {
    Majority.OVER_HALF: "quá nửa tổng số",
    Majority.TWO_THIRDS: "ít nhất hai phần ba tổng số",
    Majority.OVER_TWO_THIRDS: "trên hai phần ba tổng số",
}
COUNTED = {
    Kind.COMMITTEE: "quá nửa tổng số thành viên; ngang nhau thì theo ý kiến của Chủ tịch",
    Kind.ELECTION: "quá nửa tổng số, nhiều phiếu hơn trúng cử",
    Kind.SOUNDING: "ba mức; hệ quả theo phần phiếu “tín nhiệm thấp”",
    Kind.CONFIDENCE: "quá nửa số phiếu không tín nhiệm thì trình miễn nhiệm",
}


def page() -> str:
    return "\n".join([HEAD, *_sections()]) + "\n"


def _sections() -> Iterator[str]:
    for kind, name in BODIES:
        profile = profile_for(kind, "PROVINCE", LATEST)
        yield f"## {name}\n"
        yield f"Hồ sơ quy tắc `{profile.id}`, hiện hành ngày {LATEST:%d-%m-%Y}.\n"
        yield _table(
            ("quy tắc", "việc", "được thông qua khi", "hình thức mặc định"),
            [
                (f"`{rule.code}`", rule.subject.vi, COUNTED.get(rule.kind) or MAJORITIES[rule.majority],
                 "bỏ phiếu kín" if rule.secret else "công khai")
                for rule in rules_for(kind)
            ],
        )  # fmt: skip
        yield "Ai được làm gì:\n"
        yield _table(("việc", "khi nào", "ai"), _powers(profile))
        yield "Căn cứ:\n"
        yield _table(
            ("chủ đề", "căn cứ"),
            [(f"`{topic}`", source.said_vi) for topic, source in sorted(profile.sources.items())],
        )
        yield "Điểm chờ xác nhận pháp lý:\n"
        yield _table(
            ("mã", "câu hỏi", "tham số", "đang áp dụng"),
            [
                (each.question.code, each.question.vi, f"`{each.question.parameter}`", f"`{each.value}`")
                for each in open_questions(profile)
            ],
        )
    yield "## Tham số mà quy chế làm việc thay đổi được\n"
    yield ", ".join(f"`{name}`" for name in OVERRIDABLE) + "."


def _powers(profile: RuleProfile) -> list[tuple[str, str, str]]:
    who: dict[tuple[str, str], list[str]] = {}
    for each in grants(profile):
        who.setdefault((ACTS[each.act][0], PHASES[each.phase][0]), []).append(_name(each))
    return [(act, phase, "; ".join(names)) for (act, phase), names in who.items()]


def _name(grant: Grant) -> str:
    name = NAMES[grant.position][0]
    return f"{name} (thao tác thay {NAMES[grant.for_whom][0]})" if grant.for_whom else name


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
