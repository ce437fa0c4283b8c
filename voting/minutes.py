"""How the events of voting read in the Record, from what was true at that moment."""

from __future__ import annotations

from meetings.history import Entry
from meetings.minutes import Names, Words, register

CHOICES = {
    "YES": ("Tán thành", "Approve"),
    "NO": ("Không tán thành", "Not approve"),
    "ABSTAIN": ("Không biểu quyết", "Abstain"),
}


def vote_opened(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=(
            f"Mở biểu quyết: {of['question']}. Có mặt {of['present']}/{of['total']} đại biểu "
            f"(cần {of['quorum_needed']})."
        ),
        en=(
            f"A vote was opened: {of['question']}. Present {of['present']} of {of['total']} "
            f"delegates ({of['quorum_needed']} needed)."
        ),
    )


def voters_fixed(entry: Entry, names: Names) -> Words:
    entitled, suspended = len(entry.facts["entitled"]), len(entry.facts["suspended"])
    return Words(
        vi=f"Chốt danh sách biểu quyết: {entitled} đại biểu; tạm đình chỉ {suspended}.",
        en=f"The voting list was fixed: {entitled} delegates; {suspended} suspended.",
    )


def voter_admitted(entry: Entry, names: Names) -> Words:
    name = names.person(entry.facts["person"])
    return Words(
        vi=f"Bổ sung đại biểu {name} vào danh sách biểu quyết.",
        en=f"Delegate {name} was added to the voting list.",
    )


def ballot_cast(entry: Entry, names: Names) -> Words:
    """Read by the voter alone: the entry is for them."""
    vi, en = CHOICES[entry.facts["choice"]]
    if entry.facts["change"]:
        return Words(vi=f"Biểu quyết lại: {vi}.", en=f"Cast again: {en}.")
    return Words(vi=f"Biểu quyết: {vi}.", en=f"Cast: {en}.")


def vote_closed(entry: Entry, names: Names) -> Words:
    of = entry.facts["verdict"]
    question = entry.facts["question"]
    if "lines" in of:
        return Words(
            vi=f"Công bố kết quả kiểm phiếu: {question}. {of['sentence_vi']}",
            en=f"The result of the ballot was announced: {question}. {of['sentence_en']}",
        )
    return Words(
        vi=(
            f"Kết thúc biểu quyết: {entry.facts['question']}. {of['sentence_vi']} "
            f"Tán thành {of['yes']}, không tán thành {of['no']}, "
            f"không biểu quyết {of['abstain']}, chưa biểu quyết {of['not_cast']}."
        ),
        en=(
            f"The vote was closed: {entry.facts['question']}. {of['sentence_en']} "
            f"Approve {of['yes']}, not approve {of['no']}, abstain {of['abstain']}, "
            f"not cast {of['not_cast']}."
        ),
    )


def ballots_revealed(entry: Entry, names: Names) -> Words:
    ballots = len(entry.facts["ballots"])
    return Words(
        vi=f"Công bố lựa chọn của {ballots} đại biểu đã biểu quyết.",
        en=f"The choices of the {ballots} delegates who voted were revealed.",
    )


def vote_cancelled(entry: Entry, names: Names) -> Words:
    question, reason = entry.facts["question"], entry.facts["reason"]
    return Words(
        vi=f"Hủy lượt biểu quyết: {question}. Lý do: {reason}.",
        en=f"The vote was cancelled: {question}. Reason: {reason}.",
    )


def hands_counted(entry: Entry, names: Names) -> Words:
    of = entry.facts
    name = names.person(of["secretary"])
    return Words(
        vi=(
            f"Thư ký {name} đếm: tán thành {of['yes']}, không tán thành {of['no']}, "
            f"không biểu quyết {of['abstain']}."
        ),
        en=f"Secretary {name} counted: approve {of['yes']}, not approve {of['no']}, abstain {of['abstain']}.",
    )


def register_all() -> None:
    for kind, words in (
        ("voting.vote_opened", vote_opened),
        ("voting.voters_fixed", voters_fixed),
        ("voting.voter_admitted", voter_admitted),
        ("voting.ballot_cast", ballot_cast),
        ("voting.vote_closed", vote_closed),
        ("voting.ballots_revealed", ballots_revealed),
        ("voting.vote_cancelled", vote_cancelled),
        ("voting.hands_counted", hands_counted),
    ):
        register(kind, words)
