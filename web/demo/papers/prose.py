"""Paragraphs of a paper: figures that agree with one another, what was done, what is lacking."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from web.demo.papers.numbers import between, of_unit, tenths
from web.demo.papers.topics import Speech, sentence, sentences


def figures(speech: Speech) -> str:
    """A paragraph about one indicator: this year, the plan, the year before, and districts."""
    name, unit, low, high = (cell.strip() for cell in speech.take("chỉ tiêu").split("|")[:4])
    value = between(speech.rng, float(low), float(high))
    show = partial(of_unit, unit=unit, high=float(high))
    growth = between(speech.rng, -3.5, 14)
    given = {
        "chỉ tiêu": name,
        "v": show(value),
        "đv": unit,
        "kh": show(value / between(speech.rng, 0.91, 1.09)),
        "nt": show(value / (1 + growth / 100)),
        "biến động": f"{'tăng' if growth >= 0 else 'giảm'} {tenths(abs(growth))}%",
        "sau": show(value * between(speech.rng, 1.02, 1.12)),
    }
    split = "%" not in unit and "/" not in unit
    if split and not speech.place:
        shares = sorted((between(speech.rng, 0.03, 0.17) for _ in range(3)), reverse=True)
        for no, (district, share) in enumerate(zip(speech.districts(3), shares, strict=True), 1):
            given |= {f"h{no}": district, f"v{no}": show(value * share)}
        return framed(speech, "khung số liệu", given)
    if speech.place and split:
        given["v"] = show(value * between(speech.rng, 0.05, 0.16))
        return framed(speech, "khung địa bàn", given)
    return framed(speech, "khung tỷ lệ", given)


def framed(speech: Speech, frame: str, given: dict[str, str]) -> str:
    return sentence(speech.say(frame, **given)).replace(" %", "%")


def done(speech: Speech) -> str:
    """What an agency did, and what came of it."""
    deed, came = speech.deed()
    return sentences(speech.say("khung việc", **{"*việc": deed}), came)


def at_place(speech: Speech) -> str:
    """The same in one district and its communes."""
    was = speech.place
    speech.place = was or speech.district()
    deed, came = speech.deed()
    text = sentences(speech.say("khung nơi", **{"*việc": deed}), came)
    speech.place = was
    return text


def lacking(speech: Speech) -> str:
    return sentences(speech.say("khung hạn chế"), speech.say("khung nguyên nhân"))


def to_do(speech: Speech) -> str:
    return sentences(speech.say("khung giải pháp"), speech.say("khung phân công"))


def asked(speech: Speech) -> str:
    return sentence(speech.say("kiến nghị"))


def needed(speech: Speech) -> str:
    """Why a decision is needed: what the law says, or how things stand."""
    return figures(speech) if speech.rng.random() < 0.4 else sentences(speech.say("sự cần thiết"))


def results(speech: Speech) -> Iterator[str]:
    while True:
        yield figures(speech)
        yield done(speech)
        yield at_place(speech)
        yield figures(speech)
        if speech.rng.random() < 0.5:
            yield done(speech)
