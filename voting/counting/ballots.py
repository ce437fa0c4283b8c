"""Ballots: who may cast one, what counts when it is sent again, what makes a paper one invalid."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from voting.counting.figures import CountError, require_whole

PROXY = "voting.proxy_forbidden"
CLOSED = "voting.vote_closed"
NOT_ELIGIBLE = "voting.not_eligible"
NOT_CHECKED_IN = "voting.not_checked_in"


@dataclass(frozen=True)
class Attempt:
    """A ballot as it arrives. Times are the server's, in milliseconds: no tablet's clock is believed.

    `status` is that of the membership on the day: ACTIVE, SUSPENDED, or empty for who is no delegate.
    """

    actor: str
    on_behalf_of: str = ""
    status: str = "ACTIVE"
    checked_in: bool = True
    received_at: int = 0
    closed_at: int | None = None


def why_not_cast(attempt: Attempt) -> str:
    """The code of the refusal, the gravest first, or empty if the ballot counts (VOTE.*).

    Nobody votes for another; a ballot stamped at the closing is in time, one after it is not; a suspended
    delegate stays in the total and may not vote. The product tells that one with a sentence of its own.
    """
    if attempt.on_behalf_of and attempt.on_behalf_of != attempt.actor:
        return PROXY
    if attempt.closed_at is not None and attempt.received_at > attempt.closed_at:
        return CLOSED
    if attempt.status != "ACTIVE":
        return NOT_ELIGIBLE
    return "" if attempt.checked_in else NOT_CHECKED_IN


@dataclass(frozen=True)
class Sent:
    """One arrival: the client's `key` is the same each time that a weak line makes it send again."""

    key: str
    voter: str
    choice: str


def fold_ballots(sent: Iterable[Sent]) -> dict[str, str]:
    """The choice of each voter (VOTE.RETRY): a key counts once, and a later key changes the choice.

    An old key that arrives late brings no older choice back.
    """
    seen: set[str] = set()
    choices: dict[str, str] = {}
    for each in sent:
        if each.key not in seen:
            seen.add(each.key)
            choices[each.voter] = each.choice
    return choices


class Invalid(StrEnum):
    """HDND.ELECTION.INVALID: why the tellers put a ballot aside."""

    NOT_OURS = "NOT_OURS"
    NO_STAMP = "NO_STAMP"
    TOO_MANY_NAMES = "TOO_MANY_NAMES"
    NOTHING_MARKED = "NOTHING_MARKED"
    ADDED_NAMES = "ADDED_NAMES"


INVALID_WORDS = {
    Invalid.NOT_OURS: ("không theo mẫu phiếu phát ra", "not the form that was handed out"),
    Invalid.NO_STAMP: ("không có dấu của Hội đồng", "without the body's stamp"),
    Invalid.TOO_MANY_NAMES: ("bầu quá số người được bầu", "more names than seats"),
    Invalid.NOTHING_MARKED: ("không chọn hoặc gạch hết tên", "no name marked, or all struck out"),
    Invalid.ADDED_NAMES: ("ghi thêm tên ngoài danh sách", "names added that are not on the list"),
}


@dataclass(frozen=True)
class BallotBalance:
    """HDND.ELECTION.BALANCE: what was handed out, what came back, what of it counts.

    A spoilt ballot that was exchanged is not `issued` twice. Raises CountError("BALLOT_BALANCE") at once:
    nothing is counted from a box that does not balance.
    """

    issued: int
    returned: int
    valid: int
    invalid: int

    def __post_init__(self) -> None:
        require_whole(issued=self.issued, returned=self.returned, valid=self.valid, invalid=self.invalid)
        if self.returned > self.issued or self.valid + self.invalid != self.returned:
            raise CountError("BALLOT_BALANCE", f"the ballots do not balance: {self}")

    @property
    def unreturned(self) -> int:
        return self.issued - self.returned

    def require_reasons(self, reasons: Mapping[Invalid, int]) -> None:
        """Each ballot put aside has one reason. Raises CountError("REASONS")."""
        require_whole(**{str(reason): count for reason, count in reasons.items()})
        if sum(reasons.values()) != self.invalid:
            raise CountError("REASONS", f"{sum(reasons.values())} reasons for {self.invalid} invalid ballots")

    def require_lines(self, lines: Mapping[str, NameCount], seats: int) -> None:
        """Each name has as many marks and blanks as there are valid ballots, and no more names than seats
        were chosen. Raises CountError("LINES"), naming the line, CountError("TOO_MANY_NAMES").
        """
        for name, line in lines.items():
            if line.total != self.valid:
                raise CountError("LINES", f"{name}: {line.total} of {self.valid} valid ballots")
        if sum(line.yes for line in lines.values()) > seats * self.valid:
            raise CountError("TOO_MANY_NAMES", f"more votes than {seats} on each of {self.valid} ballots")


@dataclass(frozen=True)
class NameCount:
    """What the valid ballots say of one name."""

    yes: int
    no: int
    blank: int

    def __post_init__(self) -> None:
        require_whole(yes=self.yes, no=self.no, blank=self.blank)

    @property
    def total(self) -> int:
        return self.yes + self.no + self.blank


def why_invalid(
    marks: Mapping[str, str], *, names: Collection[str], withdrawn: Collection[str] = (), seats: int
) -> Invalid | None:
    """Judge one ballot for posts; `marks` holds YES or NO for the names that bear one.

    A mark for who withdrew after the printing counts for nothing and spoils nothing.
    """
    if not set(marks) <= {*names, *withdrawn}:
        return Invalid.ADDED_NAMES
    standing = [choice for name, choice in marks.items() if name not in withdrawn]
    if not standing:
        return Invalid.NOTHING_MARKED
    return Invalid.TOO_MANY_NAMES if standing.count("YES") > seats else None
