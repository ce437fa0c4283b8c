"""What is read aloud as it stands, in Vietnamese and English: a function for each kind of vote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from voting.counting.committees import CommitteeResult, SlipCount
from voting.counting.confidence import Consequence, Marks, Sounding
from voting.counting.elections import Elected, NextStep
from voting.counting.figures import Majority, percent_en, percent_vi
from voting.counting.resolutions import SixStates, Verdict
from voting.counting.rules import RESOLUTION, Subject


class Sentence(NamedTuple):
    """Vietnamese first, as everywhere in the product."""

    vi: str
    en: str


_NEEDED = {
    Majority.OVER_HALF: ("cần trên một nửa tổng số ({n})", "over half of all ({n}) needed"),
    Majority.TWO_THIRDS: ("cần ít nhất hai phần ba tổng số ({n})", "at least two thirds of all ({n}) needed"),
    Majority.OVER_TWO_THIRDS: ("cần trên hai phần ba tổng số ({n})", "over two thirds of all ({n}) needed"),
}


def verdict_sentence(
    states: SixStates,
    verdict: Verdict,
    *,
    citation_vi: str,
    citation_en: str,
    subject: Subject = RESOLUTION,
) -> Sentence:
    """A vote by majority: resolutions, programmes, procedural votes, removals; bodies of the Party too."""
    yes, total = states.yes, states.total
    vi = f"{yes}/{total} {subject.voters_vi} tán thành ({percent_vi(yes, total)} tổng số {subject.voters_vi})"
    en = f"{yes} of {total} {subject.voters_en} approve ({percent_en(yes, total)} of all {subject.voters_en})"
    if verdict.passed:
        vi, en = f"{subject.vi} được thông qua: {vi}", f"{subject.en} is adopted: {en}"
    elif verdict.quorate:
        need_vi, need_en = (text.format(n=verdict.needed) for text in _NEEDED[verdict.majority])
        vi = f"{subject.vi} chưa được thông qua: {vi}, {need_vi}"
        en = f"{subject.en} is not adopted: {en}, {need_en}"
    else:
        vi = (
            f"{subject.vi} chưa được thông qua: có mặt {states.present}/{total} {subject.voters_vi}, "
            "chưa đủ số để biểu quyết"
        )
        en = (
            f"{subject.en} is not adopted: {states.present} of {total} {subject.voters_en} are present, "
            "too few to vote"
        )
    return Sentence(f"{vi}, theo {citation_vi}.", f"{en}, under {citation_en}.")


_OUTCOMES = {"PASSED": ("được", "is", True), "REJECTED": ("chưa được", "is not", False)}


def committee_sentence(
    result: CommitteeResult,
    *,
    total: int,
    present: int,
    yes: int,
    no: int,
    citation_vi: str,
    citation_en: str,
    subject: Subject,
) -> Sentence:
    """A People's Committee at a meeting: over half of all members, or the side of its chair."""
    if not result.quorate:
        return Sentence(
            f"{subject.vi} chưa được thông qua: có mặt {present}/{total} thành viên, chưa đủ hai phần ba "
            "tổng số thành viên để họp.",
            f"{subject.en} is not adopted: {present} of {total} members are present, fewer than two thirds.",
        )
    is_vi, is_en, passed = _OUTCOMES[result.result]
    vi, en = f"{subject.vi} {is_vi} thông qua", f"{subject.en} {is_en} adopted"
    if result.tie_broken:
        vi += f" theo ý kiến của Chủ tịch, do biểu quyết ngang nhau: {yes} tán thành, {no} không tán thành"
        en += f" by the side of the chair, the votes being equal: {yes} approve, {no} do not"
        vi, en = f"{vi} trong tổng số {total} thành viên", f"{en}, of {total} members"
    else:
        vi += f": {yes}/{total} thành viên tán thành ({percent_vi(yes, total)} tổng số thành viên)"
        en += f": {yes} of {total} members approve ({percent_en(yes, total)} of all members)"
        if not passed:
            vi += f", cần trên một nửa tổng số ({result.needed})"
            en += f", over half of all ({result.needed}) needed"
    return Sentence(f"{vi}, theo {citation_vi}.", f"{en}, under {citation_en}.")


def slips_sentence(
    result: CommitteeResult, count: SlipCount, *, citation_vi: str, citation_en: str, subject: Subject
) -> Sentence:
    """Written opinions: the same, and how many slips came back. Who kept silent is counted for nothing."""
    vi, en = committee_sentence(
        result, total=count.members, present=count.returned, yes=count.yes, no=count.no,
        citation_vi=citation_vi, citation_en=citation_en, subject=subject,
    )  # fmt: skip
    silent = len(count.outstanding)
    vi = f"Lấy ý kiến bằng phiếu, {count.returned}/{count.members} phiếu trả lời đúng hạn. {vi}"
    en = f"By opinion slips, {count.returned} of {count.members} answered in time. {en}"
    if silent:
        vi += f" {silent} thành viên chưa trả lời, không tính là tán thành."
        en += f" {silent} did not answer, which is no consent."
    return Sentence(vi, en)


def election_sentence(
    result: Elected,
    *,
    votes: Mapping[str, int],
    total: int,
    names: Mapping[str, str],
    post_vi: str,
    post_en: str,
    citation_vi: str,
    citation_en: str,
    voters: Subject = RESOLUTION,
) -> Sentence:
    """Who is elected to which post with how many votes, who is tied, and what comes next."""
    told_vi, told_en = [], []
    for person in result.elected:
        n = votes[person]
        vi = f"{names[person]} trúng cử {post_vi} với {n}/{total} phiếu ({percent_vi(n, total)} tổng số "
        en = f"{names[person]} is elected {post_en} with {n} of {total} votes ({percent_en(n, total)} of all "
        old_vi, old_en = (
            (", do số phiếu ngang nhau và nhiều tuổi hơn", ", the votes being equal, as the older")
            if person in result.by_age
            else ("", "")
        )
        told_vi.append(f"{vi}{voters.voters_vi}){old_vi}, theo {citation_vi}.")
        told_en.append(f"{en}{voters.voters_en}){old_en}, under {citation_en}.")
    after = _after_election(result, votes=votes, names=names)
    return Sentence(" ".join([*told_vi, after.vi]).strip(), " ".join([*told_en, after.en]).strip())


_WHEN_TIED = {
    NextStep.REVOTE_TIED: ("bầu lại trong số những người này", "a vote again among them"),
    NextStep.BODY_DECIDES: ("việc bầu tiếp do tập thể quyết định", "the body decides how to go on"),
}


def _after_election(result: Elected, *, votes: Mapping[str, int], names: Mapping[str, str]) -> Sentence:
    if result.next == NextStep.NONE:
        return Sentence("", "")
    if result.tied:
        who, n = ", ".join(names[each] for each in result.tied), max(votes[each] for each in result.tied)
        vi = f"{who} có số phiếu ngang nhau ({n}) cho {result.open_seats} chức danh còn lại"
        en = f"{who} have equal votes ({n}), seats left: {result.open_seats}"
        then_vi, then_en = _WHEN_TIED[result.next]
        return Sentence(f"{vi}: {then_vi}.", f"{en}: {then_en}.")
    vi = f"Còn {result.open_seats} chức danh chưa bầu được"
    en = f"Seats still open: {result.open_seats}"
    if result.needed > 1:
        vi += f", do không còn ai được trên một nửa tổng số (cần {result.needed} phiếu)"
        en += f", as nobody else has over half of all ({result.needed} votes needed)"
    return Sentence(
        f"{vi}: bầu lại hoặc lập danh sách mới theo quyết định của tập thể.",
        f"{en}: a vote again or a new list, as the body decides.",
    )


_CONSEQUENCES = {
    Consequence.MAY_RESIGN_ELSE_CONFIDENCE_VOTE: (
        "Quá nửa nhưng chưa đến hai phần ba tổng số phiếu đánh giá tín nhiệm thấp: người được lấy phiếu "
        "có thể xin từ chức; nếu không xin từ chức thì Hội đồng nhân dân bỏ phiếu tín nhiệm tại kỳ họp này "
        "hoặc kỳ họp gần nhất, theo {vi}.",
        "Over half, under two thirds of all ballots say low: the person may resign; else the council holds "
        "a vote of confidence at this session or the next, under {en}.",
    ),
    Consequence.PROPOSE_DISMISSAL: (
        "Từ hai phần ba tổng số phiếu trở lên đánh giá tín nhiệm thấp: cơ quan, người có thẩm quyền "
        "giới thiệu trình Hội đồng nhân dân miễn nhiệm tại kỳ họp này hoặc kỳ họp gần nhất, theo {vi}.",
        "Two thirds of all ballots or more say low: who proposed the person puts the release from office "
        "to the council at this session or the next, under {en}.",
    ),
}


def sounding_sentence(
    name: str, result: Sounding, marks: Marks, *, total: int, citation_vi: str, citation_en: str
) -> Sentence:
    """The three levels for one person, and what follows; shares are of all delegates."""
    levels = (
        ("tín nhiệm cao", "high", marks.high),
        ("tín nhiệm", "middle", marks.mid),
        ("tín nhiệm thấp", "low", marks.low),
    )
    vi = ", ".join(f"{vi} {n} phiếu ({percent_vi(n, total)})" for vi, _, n in levels)
    en = ", ".join(f"{en} {n} ({percent_en(n, total)})" for _, en, n in levels)
    vi, en = f"{name}: {vi} trên tổng số {total} đại biểu", f"{name}: {en} of all {total} delegates"
    if result.unmarked:
        vi, en = f"{vi}; {result.unmarked} phiếu không ghi", f"{en}; {result.unmarked} unmarked"
    if result.consequence == Consequence.NONE:
        return Sentence(f"{vi}.", f"{en}.")
    more_vi, more_en = _CONSEQUENCES[result.consequence]
    return Sentence(f"{vi}. {more_vi.format(vi=citation_vi)}", f"{en}. {more_en.format(en=citation_en)}")


def confidence_sentence(
    name: str, *, lost: bool, base: int, no_confidence: int, citation_vi: str, citation_en: str
) -> Sentence:
    """The vote of confidence: over half without it, and the release from office is put to the council."""
    vi = f"{name}: {no_confidence}/{base} phiếu không tín nhiệm ({percent_vi(no_confidence, base)})"
    en = f"{name}: {no_confidence} of {base} without confidence ({percent_en(no_confidence, base)})"
    if lost:
        return Sentence(
            f"{vi}, quá nửa: cơ quan, người có thẩm quyền giới thiệu trình Hội đồng nhân dân miễn nhiệm, "
            f"theo {citation_vi}.",
            f"{en}, over half: who proposed the person puts the release from office to the council, "
            f"under {citation_en}.",
        )
    return Sentence(
        f"{vi}, không quá nửa: tiếp tục giữ chức vụ, theo {citation_vi}.",
        f"{en}, not over half: the person stays in office, under {citation_en}.",
    )


def approval_sentence(name: str, post_vi: str, post_en: str, *, by_vi: str, by_en: str) -> Sentence:
    """After an election to a post that the level above approves: the state in which it stays until then."""
    return Sentence(
        f"{name} thực hiện nhiệm vụ {post_vi} ngay sau khi được bầu; kết quả bầu chờ {by_vi} phê chuẩn.",
        f"{name} acts as {post_en} from the election on; the result awaits the approval of {by_en}.",
    )
