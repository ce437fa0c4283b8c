"""What is shown of a secret electronic vote, and how its events read in the Record."""

from collections.abc import Collection
from typing import TypedDict

from django.conf import settings

from meetings.history import Entry
from meetings.minutes import Names, Words, register
from meetings.models import Meeting
from meetings.snapshot import ResourceType, Viewer
from voting.models import PollStage, SecretPoll


class SecretPollShape(TypedDict):
    """`origin`: where the ballots are posted. `root` and `count` once the box is sealed."""

    vote: str
    poll: str
    stage: PollStage
    keys: str
    signing_key: str
    box_key: str
    origin: str
    issued: int
    entitled: int
    count: int | None
    root: str


def render_polls(
    meeting: Meeting, viewer: Viewer, ids: Collection[str] | None
) -> dict[str, dict[str, object]]:
    rows = SecretPoll.objects.filter(vote__meeting=meeting).select_related("vote").order_by("vote_id")
    if ids is not None:
        rows = rows.filter(vote__in=[int(each) for each in ids])
    return {str(row.vote_id): poll_value(row) for row in rows.defer("trackers", "listed")}


def poll_value(poll: SecretPoll) -> dict[str, object]:
    return {
        "vote": str(poll.vote_id),
        "poll": poll.poll,
        "stage": poll.stage,
        "keys": poll.keys,
        "signing_key": poll.signing_key,
        "box_key": poll.box_key,
        "origin": settings.KEEPER_ORIGIN,
        "issued": poll.issued,
        "entitled": poll.vote.present,
        "count": poll.count,
        "root": poll.root,
    }


SECRET_POLL = ResourceType("secret_poll", render_polls, hearing=frozenset(), shape=SecretPollShape)


def adopted(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=f"Ghi nhận quyết định áp dụng bỏ phiếu kín điện tử: {of['citation']}, ngày {of['decided_on']}.",
        en=f"The decision that adopts electronic secrecy was recorded: {of['citation']}, {of['decided_on']}.",
    )


def opened(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=(
            f"Bỏ phiếu kín điện tử: {of['entitled']} đại biểu được nhận phiếu; "
            f"mã khóa phiếu {of['signing_key_sha256'][:16]}, mã khóa hòm {of['box_key_sha256'][:16]}."
        ),
        en=(
            f"Secret electronic ballot: {of['entitled']} delegates receive ballots; "
            f"signing key {of['signing_key_sha256'][:16]}, box key {of['box_key_sha256'][:16]}."
        ),
    )


def issued(entry: Entry, names: Names) -> Words:
    name = names.person(entry.facts["person"])
    return Words(vi=f"Đại biểu {name} đã nhận phiếu kín.", en=f"Delegate {name} received a secret ballot.")


def began(entry: Entry, names: Names) -> Words:
    n = entry.facts["issued"]
    return Words(
        vi=f"Kết thúc phát phiếu, bắt đầu bỏ phiếu: {n} phiếu đã phát.",
        en=f"The issuing ended and the casting began: {n} ballots issued.",
    )


def sealed(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=f"Niêm phong hòm phiếu: {of['count']}/{of['issued']} phiếu đã phát; mã gốc {of['root']}.",
        en=f"The box was sealed: {of['count']} ballots of {of['issued']} issued; root {of['root']}.",
    )


def counted(entry: Entry, names: Names) -> Words:
    of = entry.facts
    where_vi, where_en = {
        "MEMORY": ("khóa trong bộ nhớ máy chủ", "the key was in the server's memory"),
        "BOARD": ("khóa do Ban kiểm phiếu giữ", "the key was kept by the tellers"),
    }[of["keys"]]
    return Words(
        vi=f"Mở hòm phiếu: {of['valid']} phiếu hợp lệ, {of['invalid']} không hợp lệ ({where_vi}).",
        en=f"The box was opened: {of['valid']} valid ballots, {of['invalid']} invalid ({where_en}).",
    )


def voided(entry: Entry, names: Names) -> Words:
    return Words(
        vi="Hòm phiếu điện tử bị mất cùng bộ nhớ của chương trình giữ hòm: lượt bỏ phiếu không có giá trị.",
        en="The electronic box was lost with the memory of its keeper: the vote is void.",
    )


def register_all() -> None:
    for kind, words in (
        ("voting.electronic_secrecy_adopted", adopted),
        ("voting.secret_vote_opened", opened),
        ("voting.token_issued", issued),
        ("voting.casting_began", began),
        ("voting.box_sealed", sealed),
        ("voting.box_opened", counted),
        ("voting.secret_vote_voided", voided),
    ):
        register(kind, words)
