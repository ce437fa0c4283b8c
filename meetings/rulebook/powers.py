"""Who may do what, and when (RULES 6a): one table for each kind of body, and one question put to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from meetings.rulebook.laws import COMMITTEE, COUNCIL, PARTY
from meetings.rulebook.profile import RuleProfile


class Position(StrEnum):
    """In whose name something is done. Those that are also a role in a meeting are spelt as the role."""

    COUNCIL = "COUNCIL"  # the body itself, by an open vote
    STANDING_BOARD = "STANDING_BOARD"
    COUNCIL_CHAIR = "COUNCIL_CHAIR"
    COMMITTEE_CHAIR = "COMMITTEE_CHAIR"
    ONE_THIRD = "ONE_THIRD"  # at least one third of all delegates or members, together
    TELLERS_HEAD = "TELLERS_HEAD"
    RECORDS_CLERK = "RECORDS_CLERK"
    PRESIDING_OFFICER = "PRESIDING_OFFICER"
    SECRETARY = "SECRETARY"
    STAFF = "STAFF"
    OFFICE_HEAD = "OFFICE_HEAD"
    TELLER = "TELLER"
    DELEGATE = "DELEGATE"


class Phase(StrEnum):
    BEFORE = "BEFORE"  # the opening
    SITTING = "SITTING"
    AFTER = "AFTER"  # the result was announced, the session is closed


class Act(StrEnum):
    PROPOSE_PROGRAMME = "PROPOSE_PROGRAMME"
    APPROVE_PROGRAMME = "APPROVE_PROGRAMME"
    CHANGE_PROGRAMME = "CHANGE_PROGRAMME"
    ALLOW_LATE_DOCUMENT = "ALLOW_LATE_DOCUMENT"
    OPEN_VOTE = "OPEN_VOTE"
    CLOSE_VOTE = "CLOSE_VOTE"
    BREAK_OFF_VOTE = "BREAK_OFF_VOTE"
    ANNOUNCE_RESULT = "ANNOUNCE_RESULT"
    VOTE_AGAIN = "VOTE_AGAIN"
    PROPOSE_CLOSED_SITTING = "PROPOSE_CLOSED_SITTING"
    DECIDE_CLOSED_SITTING = "DECIDE_CLOSED_SITTING"
    CARRY_OUT_CLOSED_SITTING = "CARRY_OUT_CLOSED_SITTING"
    COUNT_HANDS = "COUNT_HANDS"
    ESTABLISH_TELLERS = "ESTABLISH_TELLERS"
    DECIDE_CANDIDATES = "DECIDE_CANDIDATES"
    PROPOSE_CANDIDATE = "PROPOSE_CANDIDATE"
    COUNT_BALLOTS = "COUNT_BALLOTS"
    SEAL_FIGURES = "SEAL_FIGURES"
    ANNOUNCE_FIGURES = "ANNOUNCE_FIGURES"
    RECOUNT = "RECOUNT"
    GIVE_FLOOR = "GIVE_FLOOR"
    SET_TIME_LIMIT = "SET_TIME_LIMIT"
    HAND_OVER_CONDUCT = "HAND_OVER_CONDUCT"
    ASK_FOR_SLIPS = "ASK_FOR_SLIPS"
    COUNT_SLIPS = "COUNT_SLIPS"
    CERTIFY_RESOLUTION = "CERTIFY_RESOLUTION"
    NUMBER_AND_SEND = "NUMBER_AND_SEND"
    SIGN_MINUTES = "SIGN_MINUTES"
    ALLOW_PUBLICATION = "ALLOW_PUBLICATION"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True)
class Grant:
    """`vote`: only by an open vote of the body. `for_whom`: the position presses for that one, both named."""

    act: Act
    phase: Phase
    position: Position
    vote: bool = False
    for_whom: Position | None = None


def _table(*rows: tuple[Act, Phase, tuple[Position, ...]]) -> tuple[Grant, ...]:
    """What is granted to the body itself takes its vote; what the chair may, a secretary presses for them."""
    granted = []
    for act, phase, positions in rows:
        for position in positions:
            granted.append(Grant(act, phase, position, vote=position == Position.COUNCIL))
        if act in PRESSED_FOR_THE_CHAIR:
            granted.append(Grant(act, phase, Position.SECRETARY, for_whom=Position.PRESIDING_OFFICER))
    return tuple(granted)


PRESSED_FOR_THE_CHAIR = (
    Act.OPEN_VOTE, Act.CLOSE_VOTE, Act.BREAK_OFF_VOTE, Act.ANNOUNCE_RESULT, Act.GIVE_FLOOR,
    Act.SET_TIME_LIMIT, Act.CARRY_OUT_CLOSED_SITTING,
)  # fmt: skip

_CHAIR = (Position.PRESIDING_OFFICER,)
_BODY = (Position.COUNCIL,)
_WHO_PROPOSES_CLOSED = (Position.STANDING_BOARD, Position.COMMITTEE_CHAIR, Position.ONE_THIRD)

# In a sitting of any body.
_CONDUCT = (
    (Act.OPEN_VOTE, Phase.SITTING, _CHAIR),
    (Act.CLOSE_VOTE, Phase.SITTING, _CHAIR),
    (Act.BREAK_OFF_VOTE, Phase.SITTING, _CHAIR),
    (Act.ANNOUNCE_RESULT, Phase.SITTING, _CHAIR),
    (Act.GIVE_FLOOR, Phase.SITTING, _CHAIR),
    (Act.SET_TIME_LIMIT, Phase.SITTING, _CHAIR),
    (Act.HAND_OVER_CONDUCT, Phase.SITTING, _CHAIR),
    (Act.ALLOW_LATE_DOCUMENT, Phase.SITTING, _CHAIR),
    (Act.COUNT_HANDS, Phase.SITTING, (Position.SECRETARY,)),
    (Act.NUMBER_AND_SEND, Phase.AFTER, (Position.RECORDS_CLERK,)),
    (Act.SIGN_MINUTES, Phase.AFTER, (Position.PRESIDING_OFFICER, Position.SECRETARY)),
    (Act.PUBLISH, Phase.AFTER, (Position.STAFF, Position.OFFICE_HEAD)),
)
# Whoever elects, and whatever is secret.
_SECRET = (
    (Act.ESTABLISH_TELLERS, Phase.SITTING, _BODY),
    (Act.DECIDE_CANDIDATES, Phase.SITTING, _BODY),
    (Act.COUNT_BALLOTS, Phase.SITTING, (Position.TELLER, Position.TELLERS_HEAD)),
    (Act.SEAL_FIGURES, Phase.SITTING, (Position.TELLER, Position.TELLERS_HEAD)),
    (Act.ANNOUNCE_FIGURES, Phase.SITTING, (Position.TELLERS_HEAD,)),
    (Act.RECOUNT, Phase.AFTER, _BODY),
)
_OF_COUNCILS = _table(
    *_CONDUCT,
    *_SECRET,
    (Act.PROPOSE_PROGRAMME, Phase.BEFORE, (Position.STANDING_BOARD,)),
    (Act.APPROVE_PROGRAMME, Phase.SITTING, _BODY),
    (Act.CHANGE_PROGRAMME, Phase.SITTING, _BODY),
    (Act.ALLOW_LATE_DOCUMENT, Phase.BEFORE, (Position.STANDING_BOARD,)),
    (Act.PROPOSE_CLOSED_SITTING, Phase.BEFORE, _WHO_PROPOSES_CLOSED),
    (Act.PROPOSE_CLOSED_SITTING, Phase.SITTING, _WHO_PROPOSES_CLOSED),
    (Act.DECIDE_CLOSED_SITTING, Phase.SITTING, _BODY),
    (Act.CARRY_OUT_CLOSED_SITTING, Phase.SITTING, _CHAIR),
    (Act.PROPOSE_CANDIDATE, Phase.SITTING, (Position.STANDING_BOARD, Position.DELEGATE)),
    (Act.ALLOW_PUBLICATION, Phase.BEFORE, (Position.STANDING_BOARD,)),
    (Act.PUBLISH, Phase.BEFORE, (Position.STAFF, Position.OFFICE_HEAD)),
)
_OF_COMMITTEES = _table(
    *_CONDUCT,
    (Act.PROPOSE_PROGRAMME, Phase.BEFORE, (Position.OFFICE_HEAD, Position.STAFF)),
    (Act.APPROVE_PROGRAMME, Phase.BEFORE, (Position.COMMITTEE_CHAIR,)),
    (Act.CHANGE_PROGRAMME, Phase.SITTING, _CHAIR),
    (Act.ALLOW_LATE_DOCUMENT, Phase.BEFORE, (Position.COMMITTEE_CHAIR,)),
    (Act.ASK_FOR_SLIPS, Phase.BEFORE, (Position.COMMITTEE_CHAIR,)),
    (Act.COUNT_SLIPS, Phase.BEFORE, (Position.SECRETARY, Position.STAFF, Position.OFFICE_HEAD)),
    (Act.ALLOW_PUBLICATION, Phase.AFTER, (Position.COMMITTEE_CHAIR,)),
)
_OF_THE_PARTY = _table(
    *_CONDUCT,
    *_SECRET,
    (Act.PROPOSE_PROGRAMME, Phase.BEFORE, (Position.STANDING_BOARD,)),
    (Act.APPROVE_PROGRAMME, Phase.SITTING, _BODY),
    (Act.CHANGE_PROGRAMME, Phase.SITTING, _BODY),
    (Act.ALLOW_LATE_DOCUMENT, Phase.BEFORE, (Position.STANDING_BOARD,)),
    (Act.PROPOSE_CANDIDATE, Phase.SITTING, (Position.STANDING_BOARD, Position.DELEGATE)),
    (Act.ALLOW_PUBLICATION, Phase.AFTER, (Position.STANDING_BOARD,)),
)
TABLES = {COUNCIL: _OF_COUNCILS, COMMITTEE: _OF_COMMITTEES, PARTY: _OF_THE_PARTY}

NAMES = {
    Position.COUNCIL: ("tập thể, bằng biểu quyết công khai", "the body, by an open vote"),
    Position.STANDING_BOARD: ("Thường trực", "the Standing Board"),
    Position.COUNCIL_CHAIR: ("Chủ tịch HĐND", "the chair of the People's Council"),
    Position.COMMITTEE_CHAIR: ("Chủ tịch UBND", "the chair of the People's Committee"),
    Position.ONE_THIRD: ("ít nhất một phần ba tổng số đại biểu", "at least one third of all delegates"),
    Position.TELLERS_HEAD: ("Trưởng Ban kiểm phiếu", "the head of the tellers"),
    Position.RECORDS_CLERK: ("Văn thư", "the records clerk"),
    Position.PRESIDING_OFFICER: ("Chủ tọa", "the presiding officer"),
    Position.SECRETARY: ("Thư ký", "the secretaries"),
    Position.STAFF: ("Văn phòng", "the office"),
    Position.OFFICE_HEAD: ("Lãnh đạo Văn phòng", "the head of the office"),
    Position.TELLER: ("Ban kiểm phiếu", "the tellers"),
    Position.DELEGATE: ("đại biểu", "a delegate"),
}


def grants(profile: RuleProfile, *, post_vacant: bool = False) -> tuple[Grant, ...]:
    """The table of the body, with the two rows that its profile decides.

    `vote_again_by`: after the result was announced, the council, never the chair alone, unless working rules
    say otherwise. `certifier`: the chair of the council (72/2025 art. 32 §5), and who presides at the
    sitting while that post is vacant (`post_vacant`).
    """
    again = Position(profile.vote_again_by)
    certifier = Position.PRESIDING_OFFICER if post_vacant else Position(profile.certifier)
    return (
        *TABLES[profile.body_kind],
        *_table((Act.VOTE_AGAIN, Phase.AFTER, (again,))),
        *_table((Act.CERTIFY_RESOLUTION, Phase.AFTER, (certifier,))),
    )


def who_may(
    act: Act | str, profile: RuleProfile, phase: Phase | str, *, post_vacant: bool = False
) -> tuple[Grant, ...]:
    """Whose act it is in that phase; empty: nobody's."""
    table = grants(profile, post_vacant=post_vacant)
    return tuple(each for each in table if each.act == act and each.phase == phase)


def may(
    role_or_position: Position | str,
    act: Act | str,
    profile: RuleProfile,
    phase: Phase | str = Phase.SITTING,
    *,
    decided: bool = False,
    post_vacant: bool = False,
) -> bool:
    """Whether that role or position may do it now.

    What takes a vote of the body is nobody's to do, and the presiding officer's to carry out once it is
    `decided`. A secretary may press what the presiding officer may: `who_may` says for whom.
    """
    for grant in who_may(act, profile, phase, post_vacant=post_vacant):
        if grant.vote:
            if decided and role_or_position in (Position.PRESIDING_OFFICER, Position.COUNCIL):
                return True
        elif grant.position == role_or_position:
            return True
    return False
