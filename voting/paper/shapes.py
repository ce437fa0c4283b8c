"""How the result of a vote on paper is stored, journaled and shown."""

from typing import TypedDict  # evaluated, not postponed: the API schema is made from these


class LineOutcome(TypedDict):
    """`result`: ELECTED, TIED, NOT_ELECTED; of confidence KEPT, MAY_RESIGN, PROPOSE_DISMISSAL; of a removal
    or a release from office PASSED, NOT_PASSED.

    `shares`: of all delegates, as printed, for each mark. `approval`: PENDING while the level above decides.
    """

    no: int
    name: str
    post: str
    marks: dict[str, int]
    shares: dict[str, str]
    blank: int
    result: str
    approval: str


class Outcome(TypedDict):
    """`next`: what becomes of the seats that stay open; NONE where none do, and where there are no seats."""

    rule: str
    kind: str
    total: int
    present: int
    issued: int
    returned: int
    unreturned: int
    valid: int
    invalid: int
    reasons: dict[str, int]
    seats: int
    revote: bool
    needed: int
    open_seats: int
    next: str
    lines: list[LineOutcome]
    sentence_vi: str
    sentence_en: str
    citation_vi: str
    citation_en: str
