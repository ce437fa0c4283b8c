"""Dated, cited profiles of the rules by which a body meets: quorum, majority, deadlines. Pure; integers."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

SATURDAY = 5  # as date.weekday() counts
IN_OFFICE = "IN_OFFICE"
ELECTED = "ELECTED"


# What a dossier holds when it comes to the committee that examines it.
DOSSIER_KINDS = ("SUBMISSION", "DRAFT_RESOLUTION", "APPRAISAL_REPORT")


class NoProfile(LookupError):
    """No profile is known for that kind of body on that day."""


@dataclass(frozen=True)
class Quorum:
    """`present` is who counts: remote delegates are told apart, and count when the working rules say so."""

    present: int
    total: int
    needed: int
    in_hall: int
    remote: int

    @property
    def quorate(self) -> bool:
        return self.total > 0 and self.present >= self.needed


DELEGATES = "DELEGATES"
EXAMINING_COMMITTEE = "EXAMINING_COMMITTEE"
STANDING_BOARD = "STANDING_BOARD"


@dataclass(frozen=True)
class Deadline:
    """By when papers reach a kind of reader: `due` is the last day, `days` before the opening.

    `kinds` are those of papers that it is about; empty: all that are put before the meeting.
    """

    reader: str
    kinds: tuple[str, ...]
    days: int
    working_days: bool
    due: date
    source_vi: str
    source_en: str


@dataclass(frozen=True)
class RuleProfile:
    """One kind of body between two days; each parameter that a law may not carry names its own source.

    `citation_*` is the source of the majority over the total. `total_base` says what "all delegates"
    means: those in office that day, or the number elected (open question OQ-1 of the legal office).
    """

    id: str
    body_kind: str
    level: str
    valid_from: date
    valid_to: date | None
    citation_vi: str
    citation_en: str
    quorum_source_vi: str
    quorum_source_en: str = ""
    quorum_num: int = 2
    quorum_den: int = 3
    choices_source_vi: str = ""
    choices_source_en: str = ""
    total_base: str = IN_OFFICE
    remote_allowed: bool = True
    remote_counts_for_quorum: bool = False
    docs_days: int = 5
    dossier_days: int = 15
    report_days: int = 10
    docs_source_vi: str = ""
    docs_source_en: str = ""
    drafts_are_examined: bool = True
    examined_source_vi: str = ""
    examined_source_en: str = ""
    group_discussion: bool = True
    min_tellers: int = 7
    # HDND.SPEECH, of the session rules each council adopts; until it does, as in 71/2022/QH15.
    speech_first_seconds: int = 420
    speech_second_seconds: int = 180
    speech_warn_seconds: int = 60
    # CV.TIME, of the questioning rules each council adopts.
    question_seconds: int = 60
    answer_seconds: int = 180
    # Calendar days: HDND.CONVENE_*, HDND.FIRST_SESSION (77/2015 art. 80), HDND.SIGN.
    convene_regular_days: int = 20
    convene_urgent_days: int = 7
    first_session_days: int = 45
    send_up_days: int = 10

    def docs_deadline(self, opens_on: date) -> date:
        """The last day on which papers reach delegates in time (HDND.DOCS; working rules)."""
        return opens_on - timedelta(days=self.docs_days)

    def deadlines(self, opens_on: date) -> tuple[Deadline, ...]:
        """HDND.DOCS and HDND.EXAMINE: all papers to the delegates; dossiers to the committee that examines
        them, its reports to the Standing Board. The days are those of the working rules: no law in force
        that was read holds them.
        """
        return tuple(
            Deadline(
                reader, kinds, days, False, opens_on - timedelta(days=days),
                self.docs_source_vi, self.docs_source_en,
            )
            for reader, kinds, days in (
                (DELEGATES, (), self.docs_days),
                (EXAMINING_COMMITTEE, DOSSIER_KINDS, self.dossier_days),
                (STANDING_BOARD, ("EXAMINATION_REPORT",), self.report_days),
            )
        )  # fmt: skip

    def convening_deadline(self, opens_on: date, *, urgent: bool = False) -> date:
        """The last day of the convening decision: HDND.CONVENE_REGULAR, HDND.CONVENE_URGENT."""
        return opens_on - timedelta(days=self.convene_urgent_days if urgent else self.convene_regular_days)

    def first_session_deadline(self, election_day: date) -> date:
        """The last day on which a new council meets for the first time: HDND.FIRST_SESSION."""
        return election_day + timedelta(days=self.first_session_days)

    def send_up_deadline(self, closes_on: date) -> date:
        """The last day on which resolutions and minutes go to the level above: HDND.RESOLUTION_SEND_UP."""
        return closes_on + timedelta(days=self.send_up_days)

    def tellers_suffice(self, tellers: int) -> bool:
        """HDND.TELLERS: at least seven at the province, five at the district, three in a commune."""
        return tellers >= self.min_tellers

    def total(self, *, in_office: int, elected: int) -> int:
        """Tổng số đại biểu: the base of the quorum and of every majority."""
        return elected if self.total_base == ELECTED and elected else in_office

    def needed(self, total: int) -> int:
        """How many make the quorum: at least two thirds, by the default of all profiles."""
        return at_least(total, self.quorum_num, self.quorum_den)

    def under(self, *, remote: str, total_base: str) -> "RuleProfile":
        """The profile with what the body's own working rules say; an empty text changes nothing."""
        changes: dict[str, Any] = {"total_base": total_base} if total_base else {}
        if remote:
            changes |= {
                "remote_allowed": remote != "REFUSED",
                "remote_counts_for_quorum": remote == "COUNTED",
            }
        return replace(self, **changes)

    def as_facts(self) -> dict[str, Any]:
        """What a meeting freezes when it is convened: strings and integers only."""
        facts = asdict(self)
        facts["valid_from"] = self.valid_from.isoformat()
        facts["valid_to"] = self.valid_to.isoformat() if self.valid_to else None
        return facts

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> "RuleProfile":
        """A profile as it was frozen; parameters that did not exist then have their default."""
        known = {field.name for field in fields(cls)}
        days = {k: date.fromisoformat(facts[k]) if facts[k] else None for k in ("valid_from", "valid_to")}
        return cls(**{k: v for k, v in facts.items() if k in known} | days)


@dataclass(frozen=True)
class _Law:
    """One law of the organisation of local government, as far as it carries the rules of a council."""

    id: str
    valid_from: date
    valid_to: date | None
    majority_vi: str
    majority_en: str
    choices_vi: str = ""
    choices_en: str = ""
    examined_vi: str = ""
    examined_en: str = ""


UNCONFIRMED_VI = "chờ xác nhận pháp lý"
UNCONFIRMED_EN = "to be confirmed by the legal office"
_LAW_VI = "Luật Tổ chức chính quyền địa phương số"
_LAW_EN = "Law on Organisation of Local Government"
_2015_VI, _2015_EN = f"{_LAW_VI} 77/2015/QH13", f"{_LAW_EN} 77/2015/QH13"

# One law ends where the next begins. Of 65/2025, in force for three and a half months, no text of the
# article on voting was found; 72/2025 has no list of choices: both are said, never guessed.
LAWS = (
    _Law(
        "77-2015", date(2016, 1, 1), date(2020, 6, 30),
        f"khoản 3 Điều 91 {_2015_VI}", f"clause 3, article 91 of the {_2015_EN}",
        f"khoản 1 Điều 91 {_2015_VI}", f"clause 1, article 91 of the {_2015_EN}",
        f"Điều 85 {_2015_VI}", f"article 85 of the {_2015_EN}",
    ),
    _Law(
        "77-2015+47-2019", date(2020, 7, 1), date(2025, 2, 28),
        f"khoản 3 Điều 91 {_2015_VI}", f"clause 3, article 91 of the {_2015_EN}",
        f"khoản 1 Điều 91 {_2015_VI}", f"clause 1, article 91 of the {_2015_EN}",
        f"Điều 85 {_2015_VI}", f"article 85 of the {_2015_EN}",
    ),
    _Law(
        "65-2025", date(2025, 3, 1), date(2025, 6, 15),
        f"{_LAW_VI} 65/2025/QH15 (điều, khoản {UNCONFIRMED_VI})",
        f"the {_LAW_EN} 65/2025/QH15 (article {UNCONFIRMED_EN})",
    ),
    _Law(
        "72-2025", date(2025, 6, 16), None,
        f"khoản 2 Điều 35 {_LAW_VI} 72/2025/QH15", f"clause 2, article 35 of the {_LAW_EN} 72/2025/QH15",
        examined_vi=f"khoản 3 Điều 29 {_LAW_VI} 72/2025/QH15",
        examined_en=f"clause 3, article 29 of the {_LAW_EN} 72/2025/QH15",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class _Level:
    """What differs between councils: tellers by guidance 883/HD-UBTVQH14, groups by 77/2015 art. 85 §3."""

    level: str
    short: str
    name_vi: str
    name_en: str
    min_tellers: int
    until: date | None = None


LEVELS = (
    _Level("PROVINCE", "TINH", "HĐND tỉnh", "the provincial People's Council", 7),
    # Districts ended on 01-07-2025 (72/2025, art. 51 §3).
    _Level("DISTRICT", "HUYEN", "HĐND huyện", "the district People's Council", 5, date(2025, 6, 30)),
    _Level("COMMUNE", "XA", "HĐND xã", "the commune People's Council", 3),
)


def _council(law: _Law, at: _Level) -> RuleProfile:
    rules_vi = f"Quy chế làm việc của {at.name_vi} ({UNCONFIRMED_VI})"
    rules_en = f"the working rules of {at.name_en} ({UNCONFIRMED_EN})"
    return RuleProfile(
        id=f"HDND.{at.short}/{law.id}",
        body_kind="PEOPLES_COUNCIL",
        level=at.level,
        valid_from=law.valid_from,
        valid_to=law.valid_to or at.until,
        citation_vi=law.majority_vi,
        citation_en=law.majority_en,
        # In none of these laws, as read, is there a quorum of the council.
        quorum_source_vi=rules_vi,
        quorum_source_en=rules_en,
        choices_source_vi=law.choices_vi or rules_vi,
        choices_source_en=law.choices_en or rules_en,
        docs_source_vi=rules_vi,
        docs_source_en=rules_en,
        examined_source_vi=law.examined_vi or rules_vi,
        examined_source_en=law.examined_en or rules_en,
        group_discussion=at.level != "COMMUNE" or not law.id.startswith("77-2015"),
        min_tellers=at.min_tellers,
    )


PROFILES = tuple(_council(law, at) for at in LEVELS for law in LAWS)


def profile_for(body_kind: str, level: str, on: date) -> RuleProfile:
    """The profile in force that day. Raises `NoProfile`."""
    for profile in PROFILES:
        in_force = profile.valid_from <= on and (profile.valid_to is None or on <= profile.valid_to)
        if (profile.body_kind, profile.level) == (body_kind, level) and in_force:
            return profile
    raise NoProfile(f"{body_kind} {level} on {on}")


def quorum(profile: RuleProfile, *, total: int, in_hall: int, remote: int) -> Quorum:
    """HDND.QUORUM: `3 * present >= 2 * total`; whether the remote count is the working rules' choice."""
    present = in_hall + (remote if profile.remote_counts_for_quorum else 0)
    return Quorum(present=present, total=total, needed=profile.needed(total), in_hall=in_hall, remote=remote)


# UBND.DOCS: the People's Committee sends its papers by clause 4 of article 114 of 77/2015; 72/2025 is silent.
COMMITTEE_DOCS_UNTIL = date(2025, 2, 28)
COMMITTEE_WORKING_DAYS = 3
COMMITTEE_SPECIAL_DAYS = 1


def committee_deadline(opens_on: date, *, special: bool) -> Deadline | None:
    """The last day for the papers of a meeting of a People's Committee; None where no law in force says.

    Three working days before a regular meeting, one day before a special one. Working days are those
    from Monday to Friday: public holidays are not known here.
    """
    if opens_on > COMMITTEE_DOCS_UNTIL:
        return None
    days = COMMITTEE_SPECIAL_DAYS if special else COMMITTEE_WORKING_DAYS
    due = opens_on - timedelta(days=days) if special else before(opens_on, working_days=days)
    return Deadline(
        DELEGATES, (), days, not special, due,
        f"khoản 4 Điều 114 {_2015_VI}", f"clause 4, article 114 of the {_2015_EN}",
    )  # fmt: skip


def before(day: date, *, working_days: int) -> date:
    """So many days from Monday to Friday earlier."""
    while working_days:
        day -= timedelta(days=1)
        working_days -= day.weekday() < SATURDAY
    return day


def at_least(of: int, num: int, den: int) -> int:
    """The least figure that is at least `num/den` (ít nhất hai phần ba): exactly the share is."""
    return (num * of + den - 1) // den


def one_third(total: int) -> int:
    """How many reach one third of all: who ask for an urgent or a closed session (HDND.ONE_THIRD_REQUEST)."""
    return at_least(total, 1, 3)


@dataclass(frozen=True)
class Timing:
    """CV.TIME: a clock that warns and never cuts a person off; seconds."""

    limit: int
    used: int

    @property
    def warns_at(self) -> int:
        return self.limit - warn_before(self.limit)

    @property
    def over(self) -> int:
        return max(0, self.used - self.limit)


def warn_before(limit: int, most: int = 60) -> int:
    """Seconds before the end at which a speech is warned: a minute, or a quarter of a short one."""
    return min(most, limit // 4)
