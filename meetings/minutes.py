"""How events read in the Record: one function an event kind, registered by the app that owns it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from meetings.history import Entry
from meetings.models import Person


@dataclass(frozen=True)
class Words:
    vi: str
    en: str


class Names:
    """Names by id, read once for all the entries shown."""

    def __init__(self, people: Collection[int]) -> None:
        self._people = dict(Person.objects.filter(pk__in=people).values_list("pk", "full_name"))

    def person(self, pk: int | str | None) -> str:
        return self._people.get(int(pk), "") if pk else ""


_words: dict[str, Callable[[Entry, Names], Words]] = {}


def register(kind: str, words: Callable[[Entry, Names], Words]) -> None:
    _words[kind] = words


def names_for(entries: Collection[Entry]) -> Names:
    """The people that the entries speak of, by one query."""
    of_facts = {e.facts["person"] for e in entries if isinstance(e.facts.get("person"), int)}
    return Names(
        of_facts
        | {e.by_id for e in entries if e.by_id}
        | {e.on_behalf_of_id for e in entries if e.on_behalf_of_id}
    )


def words_of(entry: Entry, names: Names) -> Words:
    return _words[entry.kind](entry, names)


def _sitting(vi: str, en: str) -> Callable[[Entry, Names], Words]:
    def words(entry: Entry, names: Names) -> Words:
        f = entry.facts
        return Words(
            f"{vi}. Có mặt {f['present']}/{f['total']} đại biểu.",
            f"{en}. Present: {f['present']} of {f['total']}.",
        )

    return words


def register_all() -> None:
    plain = {
        "meetings.meeting_drafted": ("Lập dự kiến cuộc họp.", "The meeting was drafted."),
        "meetings.meeting_closed": ("Bế mạc cuộc họp.", "The meeting was closed."),
        "meetings.sitting_planned": ("Thêm một phiên họp vào kế hoạch.", "A sitting was planned."),
    }
    for kind, (vi, en) in plain.items():
        register(kind, lambda entry, names, vi=vi, en=en: Words(vi, en))  # type: ignore[misc]
    register(
        "meetings.meeting_convened",
        lambda e, n: Words(
            f"Triệu tập cuộc họp; tổng số đại biểu {e.facts['total']}; áp dụng {e.facts['profile']}.",
            f"The meeting was convened; {e.facts['total']} delegates in all; rules {e.facts['profile']}.",
        ),
    )
    register("meetings.sitting_opened", _sitting("Mở phiên họp", "The sitting was opened"))
    register("meetings.sitting_adjourned", _sitting("Tạm dừng phiên họp", "The sitting was adjourned"))
    register("meetings.sitting_resumed", _sitting("Tiếp tục phiên họp", "The sitting was resumed"))
    register("meetings.sitting_closed", _sitting("Kết thúc phiên họp", "The sitting was closed"))
    register("meetings.checked_in", lambda e, n: _came(e, n, "điểm danh có mặt", "checked in"))
    register("meetings.left", lambda e, n: _came(e, n, "rời phiên họp", "left the sitting"))
    for kind, act in {
        "meetings.speech_requested": ("đăng ký phát biểu", "asked to speak"),
        "meetings.request_withdrawn": ("rút đăng ký phát biểu", "withdrew the request to speak"),
        "meetings.floor_given": ("được mời phát biểu", "was given the floor"),
    }.items():
        register(kind, lambda e, n, act=act: _came(e, n, *act))  # type: ignore[misc]
    register(
        "meetings.speech_extended",
        lambda e, n: _came(
            e, n,
            f"được thêm thời gian phát biểu, tất cả {_minutes(e.facts['seconds'])}",
            f"was given more time, {e.facts['seconds']} seconds in all",
        ),
    )  # fmt: skip
    register(
        "meetings.speech_ended",
        lambda e, n: _came(
            e, n,
            f"kết thúc phát biểu sau {_minutes(e.facts['lasted'])}",
            f"ended the speech after {e.facts['lasted']} seconds",
        ),
    )  # fmt: skip


def _minutes(seconds: int) -> str:
    return f"{seconds // 60} phút {seconds % 60:02d} giây"


def _came(entry: Entry, names: Names, vi: str, en: str) -> Words:
    who = names.person(entry.facts["person"])
    return Words(f"{who} {vi}.", f"{who} {en}.")
