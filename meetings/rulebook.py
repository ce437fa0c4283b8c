"""Dated, cited profiles of the rules by which a body meets: quorum, majority, deadlines. Pure; integers only."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any


class NoProfile(LookupError):
    """No profile is known for that kind of body on that day."""


@dataclass(frozen=True)
class Quorum:
    present: int
    total: int
    needed: int
    in_hall: int
    remote: int

    @property
    def quorate(self) -> bool:
        return self.present >= self.needed


@dataclass(frozen=True)
class RuleProfile:
    """One body kind's rules between two days. `citation_*` is the source of the majority over the total."""

    id: str
    body_kind: str
    level: str
    valid_from: date
    valid_to: date | None
    citation_vi: str
    citation_en: str
    quorum_source_vi: str
    remote_counts_for_quorum: bool = True
    docs_days: int = 5

    def docs_deadline(self, opens_on: date) -> date:
        """The last day on which papers reach delegates in time (HDND.DOCS; working rules)."""
        return opens_on - timedelta(days=self.docs_days)

    def as_facts(self) -> dict[str, Any]:
        """What a meeting freezes when it is convened: strings and integers only."""
        facts = asdict(self)
        facts["valid_from"] = self.valid_from.isoformat()
        facts["valid_to"] = self.valid_to.isoformat() if self.valid_to else None
        return facts

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> "RuleProfile":
        days = {k: date.fromisoformat(facts[k]) if facts[k] else None for k in ("valid_from", "valid_to")}
        return cls(**{**facts, **days})


# Before 16-06-2025 three laws hold one after another (LAW 0.1); the quorum is not in any of them as read:
# it rests on each council's working rules.
PROFILES = (
    RuleProfile(
        id="HDND.TINH/77-2015+47-2019",
        body_kind="PEOPLES_COUNCIL",
        level="PROVINCE",
        valid_from=date(2020, 7, 1),
        valid_to=date(2025, 2, 28),
        citation_vi="khoản 3 Điều 91 Luật Tổ chức chính quyền địa phương số 77/2015/QH13",
        citation_en="clause 3, article 91 of the Law on Organisation of Local Government 77/2015/QH13",
        quorum_source_vi="Quy chế làm việc của HĐND tỉnh (chờ xác nhận pháp lý)",
    ),
    RuleProfile(
        id="HDND.TINH/72-2025",
        body_kind="PEOPLES_COUNCIL",
        level="PROVINCE",
        valid_from=date(2025, 6, 16),
        valid_to=None,
        citation_vi="khoản 2 Điều 35 Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
        citation_en="clause 2, article 35 of the Law on Organisation of Local Government 72/2025/QH15",
        quorum_source_vi="Quy chế làm việc của HĐND tỉnh (chờ xác nhận pháp lý)",
    ),
)


def profile_for(body_kind: str, level: str, on: date) -> RuleProfile:
    """The profile in force that day. Raises `NoProfile`."""
    for profile in PROFILES:
        in_force = profile.valid_from <= on and (profile.valid_to is None or on <= profile.valid_to)
        if (profile.body_kind, profile.level) == (body_kind, level) and in_force:
            return profile
    raise NoProfile(f"{body_kind} {level} on {on}")


def needed_two_thirds(total: int) -> int:
    return (2 * total + 2) // 3


def quorum(profile: RuleProfile, *, total: int, in_hall: int, remote: int) -> Quorum:
    """HDND.QUORUM: `3 * present >= 2 * total`; whether remote delegates count is the working rules' choice."""
    present = in_hall + (remote if profile.remote_counts_for_quorum else 0)
    return Quorum(
        present=present, total=total, needed=needed_two_thirds(total), in_hall=in_hall, remote=remote
    )
