"""How the events around a vote on paper read in the Record; never a figure of a sheet."""

from __future__ import annotations

from meetings.history import Entry
from meetings.minutes import Names, Words, register

STEPS = {
    "RULES_READ": ("Ban kiểm phiếu đọc thể lệ bỏ phiếu", "The tellers read out the rules"),
    "BOX_SEALED": (
        "Ban kiểm phiếu kiểm tra và niêm phong hòm phiếu trước hội trường",
        "The tellers checked the box and sealed it before the hall",
    ),
    "BALLOTS_ISSUED": ("Ban kiểm phiếu phát {n} phiếu", "The tellers issued {n} ballots"),
    "CASTING_ENDED": ("Kết thúc bỏ phiếu", "The casting ended"),
    "BOX_OPENED": (
        "Ban kiểm phiếu mở hòm phiếu, thu về {n} phiếu",
        "The tellers opened the box: {n} ballots returned",
    ),
    "HANDED_OVER": (
        "Ban kiểm phiếu niêm phong phiếu và bàn giao cho {text}",
        "The tellers sealed the ballots and handed them over to {text}",
    ),
}


def ballot_listed(entry: Entry, names: Names) -> Words:
    lines = entry.facts["lines"]
    listed = "; ".join(said(line) for line in lines)
    return Words(vi=f"Danh sách gồm {len(lines)} người: {listed}.", en=f"The list of {len(lines)}: {listed}.")


def said(line: dict[str, object]) -> str:
    return f"{line['no']}. {line['name']}" + (f" ({line['post']})" if line["post"] else "")


def tellers_established(entry: Entry, names: Names) -> Words:
    tellers = len(entry.facts["tellers"])
    return Words(
        vi=f"Thành lập Ban kiểm phiếu gồm {tellers} người.",
        en=f"The tellers' board of {tellers} was established.",
    )


def name_added(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=f"Bổ sung {said(of)} vào danh sách theo quyết định: {of['decision']}.",
        en=f"{said(of)} was added to the list by decision: {of['decision']}.",
    )


def name_withdrawn(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=f"{of['name']} rút tên khỏi danh sách. Lý do: {of['reason']}.",
        en=f"{of['name']} withdrew from the list. Reason: {of['reason']}.",
    )


def paper_step_taken(entry: Entry, names: Names) -> Words:
    of = entry.facts
    vi, en = (words.format(n=of["number"], text=of["text"]) for words in STEPS[of["step"]])
    if of["corrected"]:
        return Words(vi=f"Sửa số liệu: {vi}.", en=f"Corrected: {en}.")
    return Words(vi=f"{vi}.", en=f"{en}.")


def sheet_entered(entry: Entry, names: Names) -> Words:
    name = names.person(entry.facts["person"])
    return Words(vi=f"{name} nhập bản kiểm phiếu (niêm phong).", en=f"{name} entered a tally sheet (sealed).")


def tally_judged(entry: Entry, names: Names) -> Words:
    """Read by one teller alone: the entry is for them."""
    match entry.facts["agree"]:
        case True:
            return Words(vi="Hai bản kiểm phiếu khớp nhau.", en="The two tally sheets agree.")
        case False:
            return Words(vi="Hai bản kiểm phiếu chưa khớp.", en="The two tally sheets differ.")
    return Words(vi="Chờ đủ hai bản kiểm phiếu.", en="Two tally sheets are awaited.")


def register_all() -> None:
    for kind, words in (
        ("voting.ballot_listed", ballot_listed),
        ("voting.tellers_established", tellers_established),
        ("voting.name_added", name_added),
        ("voting.name_withdrawn", name_withdrawn),
        ("voting.paper_step_taken", paper_step_taken),
        ("voting.sheet_entered", sheet_entered),
        ("voting.tally_judged", tally_judged),
    ):
        register(kind, words)
