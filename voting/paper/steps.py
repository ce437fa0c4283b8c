"""The acts around the box, in their order, and whose act each is (RULES 6a; guidance 883/HD-UBTVQH14)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from voting.paper import errors


class Whose(StrEnum):
    TELLERS = "TELLERS"
    HEAD = "HEAD"
    CHAIR = "CHAIR"


@dataclass(frozen=True)
class PaperAct:
    """`numbered`: it says how many ballots. `named`: to whom. `own_verb`: it has a verb of its own."""

    step: str
    vi: str
    en: str
    whose: Whose = Whose.TELLERS
    numbered: bool = False
    named: bool = False
    own_verb: bool = False


ACTS = (
    PaperAct("RULES_READ", "đọc thể lệ bỏ phiếu", "reading out the rules"),
    PaperAct("BOX_SEALED", "kiểm tra và niêm phong hòm phiếu", "checking and sealing the box"),
    PaperAct("BALLOTS_ISSUED", "phát phiếu", "issuing the ballots", numbered=True),
    PaperAct("CASTING_ENDED", "kết thúc bỏ phiếu", "ending the casting", Whose.CHAIR),
    PaperAct(
        "BOX_OPENED", "mở hòm phiếu và đếm số phiếu thu về", "opening the box, counting what came back",
        numbered=True,
    ),
    PaperAct("ANNOUNCED", "công bố kết quả kiểm phiếu", "announcing the result", Whose.HEAD, own_verb=True),
    PaperAct(
        "HANDED_OVER", "niêm phong và bàn giao phiếu", "sealing the ballots and handing them over", named=True
    ),
)  # fmt: skip
BY_STEP = {act.step: act for act in ACTS}


def next_act(done: Collection[str]) -> PaperAct | None:
    """What comes next; None when all is done."""
    return next((act for act in ACTS if act.step not in done), None)


def require_turn(act: PaperAct, done: Collection[str]) -> None:
    """Let pass the act whose turn it is, and a number that is to be corrected. Raises OutOfOrder."""
    correcting = act.step in done and act.numbered and "ANNOUNCED" not in done
    due = next_act(done)
    if not correcting and act is not due:
        raise out_of_order(due)


def out_of_order(due: PaperAct | None) -> errors.OutOfOrder:
    if due is None:
        return errors.OutOfOrder(wanted="không còn bước nào", wanted_en="nothing is left to do")
    return errors.OutOfOrder(wanted=due.vi, wanted_en=due.en)


def casting_begun(done: Collection[str]) -> bool:
    """Once ballots are handed out, the list on them is the list."""
    return "BALLOTS_ISSUED" in done
