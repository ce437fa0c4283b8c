"""What is said about a matter: phrases, figures and tables of one topic, read from a text file.

A file has sections (`== tên`), each a list of lines, and may begin with those of another (`++ tệp`).
Slots in a line are filled when it is used:
`{n:3-90}` a whole number, `{d:1-9}` one with a decimal, `{h}` a district, `{x}` a commune of it,
`{cq}` an agency of the topic, `{ngày}` a day to come, `{*tên}` a line of another section.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from web.demo.papers.numbers import between, tenths, whole
from web.demo.people import UNITS

TEXTS = Path(__file__).with_name("texts")
# The first words found in a paper's title tell its topic.
TOPICS = (
    ("triệu tập kỳ họp", "hoat-dong"),
    ("chương trình kỳ họp", "hoat-dong"),
    ("chương trình giám sát", "hoat-dong"),
    ("tín nhiệm", "tin-nhiem"),
    ("phiếu chất vấn", "chat-van"),
    ("phản biện xã hội", "mat-tran"),
    ("mặt trận", "cu-tri"),
    ("mttq", "cu-tri"),
    ("cử tri", "cu-tri"),
    ("tham nhũng", "tham-nhung"),
    ("tiếp công dân", "khieu-nai"),
    ("cải cách hành chính", "cai-cach"),
    ("tòa án", "toa-an"),
    ("kiểm sát", "kiem-sat"),
    ("thi hành án", "thi-hanh-an"),
    ("thường trực hđnd", "hoat-dong"),
    ("giá đất", "gia-dat"),
    ("thu hồi đất", "thu-hoi-dat"),
    ("rừng", "rung"),
    ("giảm nghèo", "giam-ngheo"),
    ("học phí", "hoc-phi"),
    ("biên chế", "bien-che"),
    ("đầu tư công", "dau-tu"),
    ("quyết toán", "quyet-toan"),
    ("ngân sách", "ngan-sach"),
    ("kinh tế - xã hội", "kinh-te"),
)
SLOT = re.compile(r"\{([^{}:]+)(?::([^{}]+))?\}")


@dataclass(frozen=True)
class Topic:
    name: str
    sections: dict[str, tuple[str, ...]]

    def lines(self, section: str) -> tuple[str, ...]:
        return self.sections.get(section, ())


def topic_of(title: str) -> str:
    plain = title.lower()
    return next(topic for words, topic in TOPICS if words in plain)


@lru_cache
def read_topic(name: str) -> Topic:
    sections: dict[str, list[str]] = {}
    based: dict[str, tuple[str, ...]] = {}
    current: list[str] = []
    for line in (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("++ "):
            based = read_topic(line[3:].strip()).sections
        elif line.startswith("== "):
            current = sections.setdefault(line[3:].strip(), [])
        elif line.strip():
            current.append(line.strip())
    return Topic(name, based | {section: tuple(lines) for section, lines in sections.items()})


@lru_cache
def province() -> dict[str, tuple[str, ...]]:
    """The districts, each with its communes, as they are written inside a sentence."""
    with UNITS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    name = {row["code"]: row["name"][0].lower() + row["name"][1:] for row in rows}
    return {
        name[row["code"]]: tuple(name[r["code"]] for r in rows if r["parent_code"] == row["code"])
        for row in rows
        if row["level"] == "district"
    }


@dataclass(frozen=True)
class Focus:
    """One of several fields. Sections of a topic are in the order of its fields: this is its part of them."""

    no: int
    fields: int

    def of(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        each = len(lines) / self.fields
        first = max(0, min(round(self.no * each - 1), len(lines) - 4))
        return lines[first : max(first + 4, round((self.no + 1) * each + 1))]


class Bag:
    """Gives its things in a random order, all of them before any comes again."""

    def __init__(self, things: tuple[str, ...], rng: random.Random) -> None:
        self.things, self.rng = things, rng
        self.waiting: list[str] = []

    def take(self) -> str:
        if not self.waiting:
            self.waiting = list(self.things)
            self.rng.shuffle(self.waiting)
        return self.waiting.pop()


class Speech:
    """Fills the lines of a topic with figures and places; the same for the same seed."""

    def __init__(self, topic: Topic, seed: str) -> None:
        self.topic = topic
        self.rng = random.Random(seed)  # noqa: S311 - not a secret, but the same at each start
        self.common = read_topic("chung")
        self.bags: dict[tuple[str, Focus | None], Bag] = {}
        self.place: str | None = None  # a district that the text stays with
        self.focus: Focus | None = None  # the field that the text stays with

    def take(self, section: str) -> str:
        """A line of the topic, or of what all topics share; each before any comes again."""
        own = self.topic.lines(section)
        key = (section, self.focus if own else None)
        if key not in self.bags:
            lines = own or self.common.lines(section)
            self.bags[key] = Bag(self.focus.of(lines) if self.focus and own else lines, self.rng)
        return self.bags[key].take()

    def deed(self) -> tuple[str, str]:
        """What was done and what came of it: lines that stand at the same place of two sections."""
        done = self.take("việc")
        came = self.topic.lines("kết quả")[self.topic.lines("việc").index(done)]
        return self.fill(done), self.fill(came)

    def say(self, section: str, **given: str) -> str:
        return self.fill(self.take(section), **given)

    def fill(self, line: str, **given: str) -> str:
        district = self.place or self.district()
        districts = self.one_after_another(district)
        communes = iter(self.rng.sample(province()[district], 3))
        fillers: dict[str, Callable[[str], str]] = {
            "n": lambda span: whole(between(self.rng, *limits(span))),
            "d": lambda span: tenths(between(self.rng, *limits(span))),
            "h": lambda _: next(districts),
            "x": lambda _: next(communes),
            "cq": lambda _: self.take("cơ quan"),
            "ngày": lambda _: f"{self.rng.choice((15, 28, 30))}/{self.rng.randint(3, 12)}/2024",
        }

        def slot(match: re.Match[str]) -> str:
            name, span = match[1], match[2] or ""
            if name in given:
                return given[name]
            return self.say(name[1:]) if name.startswith("*") else fillers[name](span)

        return SLOT.sub(slot, line)

    def district(self) -> str:
        return self.rng.choice(tuple(province()))

    def one_after_another(self, first: str) -> Iterator[str]:
        yield first
        yield from (other for other in self.districts(10) if other != first)

    def districts(self, count: int) -> list[str]:
        return self.rng.sample(tuple(province()), count)


def limits(span: str) -> tuple[float, float]:
    low, high = span.split("-")
    return float(low), float(high)


def sentences(*parts: str) -> str:
    """Write parts as sentences: a capital at the start, a full stop at the end."""
    return " ".join(sentence(part) for part in parts if part)


def sentence(part: str) -> str:
    capital = part[0].upper() + part[1:]
    if capital.endswith((".", ":", ";")):
        return capital
    return f"{capital}:" if capital.endswith("như sau") else f"{capital}."
