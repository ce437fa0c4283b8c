"""What is read aloud, word for word."""

from __future__ import annotations

from datetime import date

import pytest

from voting.counting import (
    RULES,
    ElectionRules,
    Marks,
    Sentence,
    SixStates,
    Slip,
    Subject,
    approval_sentence,
    committee_decision,
    committee_sentence,
    confidence_sentence,
    count_slips,
    election,
    election_sentence,
    majority_verdict,
    slips_sentence,
    sounding,
    sounding_sentence,
    verdict_sentence,
)

LAW = {"citation_vi": "khoản 2 Điều 35", "citation_en": "clause 2, article 35"}


def majority(
    code: str, yes: int, total: int = 50, *, quorate: bool = True, absent: int = 0, name: str = ""
) -> Sentence:
    rule = RULES[code]
    states = SixStates(yes=yes, no=total - yes - absent, abstain=0, not_cast=0, absent=absent, not_eligible=0)
    verdict = majority_verdict(states, rule.majority, quorate=quorate)
    subject = rule.subject.about(name) if name else rule.subject
    return verdict_sentence(states, verdict, subject=subject, **LAW)


@pytest.mark.parametrize(
    ("code", "yes", "name", "vi", "en"),
    [
        (
            "HDND.RESOLUTION", 26, "",
            "Nghị quyết được thông qua: 26/50 đại biểu tán thành (52,00% tổng số đại biểu), theo khoản 2 Điều 35.",
            "The resolution is adopted: 26 of 50 delegates approve (52.00% of all delegates), under clause 2, article 35.",
        ),
        (
            "HDND.RESOLUTION", 25, "",
            "Nghị quyết chưa được thông qua: 25/50 đại biểu tán thành (50,00% tổng số đại biểu), "
            "cần trên một nửa tổng số (26), theo khoản 2 Điều 35.",
            "The resolution is not adopted: 25 of 50 delegates approve (50.00% of all delegates), "
            "over half of all (26) needed, under clause 2, article 35.",
        ),
        (
            "HDND.AGENDA", 50, "",
            "Chương trình kỳ họp được thông qua: 50/50 đại biểu tán thành (100,00% tổng số đại biểu), theo khoản 2 Điều 35.",
            "The programme of the session is adopted: 50 of 50 delegates approve (100.00% of all delegates), "
            "under clause 2, article 35.",
        ),
        (
            "HDND.VOTE_AGAIN", 30, "",
            "Việc biểu quyết lại được thông qua: 30/50 đại biểu tán thành (60,00% tổng số đại biểu), theo khoản 2 Điều 35.",
            "The motion to vote again is adopted: 30 of 50 delegates approve (60.00% of all delegates), "
            "under clause 2, article 35.",
        ),
        (
            "HDND.RECALL_DELEGATE", 33, "Lò Văn A",
            "Việc bãi nhiệm đại biểu Lò Văn A chưa được thông qua: 33/50 đại biểu tán thành (66,00% tổng số đại biểu), "
            "cần ít nhất hai phần ba tổng số (34), theo khoản 2 Điều 35.",
            "The removal of the delegate Lò Văn A is not adopted: 33 of 50 delegates approve (66.00% of all delegates), "
            "at least two thirds of all (34) needed, under clause 2, article 35.",
        ),
        (
            "HDND.UNDERSTRENGTH", 33, "",
            "Nghị quyết chưa được thông qua: 33/50 đại biểu tán thành (66,00% tổng số đại biểu), "
            "cần trên hai phần ba tổng số (34), theo khoản 2 Điều 35.",
            "The resolution is not adopted: 33 of 50 delegates approve (66.00% of all delegates), "
            "over two thirds of all (34) needed, under clause 2, article 35.",
        ),
        (
            "PARTY.RESOLUTION", 26, "",
            "Nghị quyết được thông qua: 26/50 ủy viên tán thành (52,00% tổng số ủy viên), theo khoản 2 Điều 35.",
            "The resolution is adopted: 26 of 50 members approve (52.00% of all members), under clause 2, article 35.",
        ),
    ],
)  # fmt: skip
def test_a_vote_by_majority_names_what_is_decided(code: str, yes: int, name: str, vi: str, en: str) -> None:
    assert majority(code, yes, name=name) == Sentence(vi, en)


def test_without_quorum_the_sentence_says_that_and_no_more() -> None:
    assert majority("HDND.RESOLUTION", 33, quorate=False, absent=17) == Sentence(
        "Nghị quyết chưa được thông qua: có mặt 33/50 đại biểu, chưa đủ số để biểu quyết, theo khoản 2 Điều 35.",
        "The resolution is not adopted: 33 of 50 delegates are present, too few to vote, under clause 2, article 35.",
    )


def test_what_is_not_named_is_a_resolution() -> None:
    states = SixStates(26, 24, 0, 0, 0, 0)

    assert verdict_sentence(states, majority_verdict(states), **LAW) == majority("HDND.RESOLUTION", 26)


PLAN = Subject("Kế hoạch đầu tư công", "The plan of public investment", "thành viên", "members")


def committee(yes: int, no: int, chair: str = "yes", present: int = 24) -> Sentence:
    result = committee_decision(total=24, present=present, yes=yes, no=no, abstain=0, chair=chair)
    return committee_sentence(result, total=24, present=present, yes=yes, no=no, subject=PLAN, **LAW)


@pytest.mark.parametrize(
    ("given", "vi", "en"),
    [
        (
            (13, 11),
            "Kế hoạch đầu tư công được thông qua: 13/24 thành viên tán thành (54,17% tổng số thành viên), theo khoản 2 Điều 35.",
            "The plan of public investment is adopted: 13 of 24 members approve (54.17% of all members), "
            "under clause 2, article 35.",
        ),
        (
            (10, 12),
            "Kế hoạch đầu tư công chưa được thông qua: 10/24 thành viên tán thành (41,67% tổng số thành viên), "
            "cần trên một nửa tổng số (13), theo khoản 2 Điều 35.",
            "The plan of public investment is not adopted: 10 of 24 members approve (41.67% of all members), "
            "over half of all (13) needed, under clause 2, article 35.",
        ),
        (
            (12, 12),
            "Kế hoạch đầu tư công được thông qua theo ý kiến của Chủ tịch, do biểu quyết ngang nhau: 12 tán thành, "
            "12 không tán thành trong tổng số 24 thành viên, theo khoản 2 Điều 35.",
            "The plan of public investment is adopted by the side of the chair, the votes being equal: 12 approve, "
            "12 do not, of 24 members, under clause 2, article 35.",
        ),
        (
            (12, 12, "no"),
            "Kế hoạch đầu tư công chưa được thông qua theo ý kiến của Chủ tịch, do biểu quyết ngang nhau: 12 tán thành, "
            "12 không tán thành trong tổng số 24 thành viên, theo khoản 2 Điều 35.",
            "The plan of public investment is not adopted by the side of the chair, the votes being equal: 12 approve, "
            "12 do not, of 24 members, under clause 2, article 35.",
        ),
        (
            (15, 0, "yes", 15),
            "Kế hoạch đầu tư công chưa được thông qua: có mặt 15/24 thành viên, chưa đủ hai phần ba tổng số thành viên để họp.",
            "The plan of public investment is not adopted: 15 of 24 members are present, fewer than two thirds.",
        ),
    ],
)
def test_a_committee_tells_its_majority_or_the_side_of_its_chair(given: tuple, vi: str, en: str) -> None:  # type: ignore[type-arg]
    assert committee(*given) == Sentence(vi, en)


@pytest.mark.parametrize(
    ("answers", "vi", "en"),
    [
        (
            2,
            "Lấy ý kiến bằng phiếu, 2/3 phiếu trả lời đúng hạn. Kế hoạch đầu tư công được thông qua: 2/3 thành viên "
            "tán thành (66,67% tổng số thành viên), theo khoản 2 Điều 35. 1 thành viên chưa trả lời, không tính là tán thành.",
            "By opinion slips, 2 of 3 answered in time. The plan of public investment is adopted: 2 of 3 members "
            "approve (66.67% of all members), under clause 2, article 35. 1 did not answer, which is no consent.",
        ),
        (
            3,
            "Lấy ý kiến bằng phiếu, 3/3 phiếu trả lời đúng hạn. Kế hoạch đầu tư công được thông qua: 3/3 thành viên "
            "tán thành (100,00% tổng số thành viên), theo khoản 2 Điều 35.",
            "By opinion slips, 3 of 3 answered in time. The plan of public investment is adopted: 3 of 3 members "
            "approve (100.00% of all members), under clause 2, article 35.",
        ),
    ],
)
def test_opinion_slips_tell_who_kept_silent(answers: int, vi: str, en: str) -> None:
    sent = [Slip(member, "YES", 1) for member in range(answers)]
    count = count_slips(range(3), sent, deadline=10, now=11)

    assert slips_sentence(count.decision(chair="yes"), count, subject=PLAN, **LAW) == Sentence(vi, en)


NAMES = {"A": "Lò Văn A", "B": "Giàng Thị B", "C": "Nguyễn Văn C"}
BORN = {"A": date(1970, 1, 1), "B": date(1975, 1, 1), "C": date(1980, 1, 1)}
POST = {"post_vi": "Phó Chủ tịch UBND tỉnh", "post_en": "deputy chair of the People's Committee"}


def elected(
    seats: int, yes: dict[str, int], *, revote: bool = False, born: bool = True, party: bool = False
) -> Sentence:
    result = election(base=50, seats=seats, yes=yes, revote=revote, born=BORN if born else {})
    more = {"voters": RULES["PARTY.ELECTION"].subject} if party else {}
    return election_sentence(result, votes=yes, total=50, names=NAMES, **POST, **LAW, **more)


@pytest.mark.parametrize(
    ("sentence", "vi", "en"),
    [
        (
            elected(1, {"A": 37}),
            "Lò Văn A trúng cử Phó Chủ tịch UBND tỉnh với 37/50 phiếu (74,00% tổng số đại biểu), theo khoản 2 Điều 35.",
            "Lò Văn A is elected deputy chair of the People's Committee with 37 of 50 votes (74.00% of all delegates), "
            "under clause 2, article 35.",
        ),
        (
            elected(1, {"A": 37}, party=True),
            "Lò Văn A trúng cử Phó Chủ tịch UBND tỉnh với 37/50 phiếu (74,00% tổng số ủy viên), theo khoản 2 Điều 35.",
            "Lò Văn A is elected deputy chair of the People's Committee with 37 of 50 votes (74.00% of all members), "
            "under clause 2, article 35.",
        ),
        (
            elected(2, {"A": 40, "B": 28, "C": 28}),
            "Lò Văn A trúng cử Phó Chủ tịch UBND tỉnh với 40/50 phiếu (80,00% tổng số đại biểu), theo khoản 2 Điều 35. "
            "Giàng Thị B, Nguyễn Văn C có số phiếu ngang nhau (28) cho 1 chức danh còn lại: bầu lại trong số những người này.",
            "Lò Văn A is elected deputy chair of the People's Committee with 40 of 50 votes (80.00% of all delegates), "
            "under clause 2, article 35. "
            "Giàng Thị B, Nguyễn Văn C have equal votes (28), seats left: 1: a vote again among them.",
        ),
        (
            elected(1, {"A": 30, "B": 30}, revote=True),
            "Lò Văn A trúng cử Phó Chủ tịch UBND tỉnh với 30/50 phiếu (60,00% tổng số đại biểu), "
            "do số phiếu ngang nhau và nhiều tuổi hơn, theo khoản 2 Điều 35.",
            "Lò Văn A is elected deputy chair of the People's Committee with 30 of 50 votes (60.00% of all delegates), "
            "the votes being equal, as the older, under clause 2, article 35.",
        ),
        (
            elected(1, {"A": 30, "B": 30}, revote=True, born=False),
            "Lò Văn A, Giàng Thị B có số phiếu ngang nhau (30) cho 1 chức danh còn lại: việc bầu tiếp do tập thể quyết định.",
            "Lò Văn A, Giàng Thị B have equal votes (30), seats left: 1: the body decides how to go on.",
        ),
        (
            elected(2, {"A": 30, "B": 20}),
            "Lò Văn A trúng cử Phó Chủ tịch UBND tỉnh với 30/50 phiếu (60,00% tổng số đại biểu), theo khoản 2 Điều 35. "
            "Còn 1 chức danh chưa bầu được, do không còn ai được trên một nửa tổng số (cần 26 phiếu): "
            "bầu lại hoặc lập danh sách mới theo quyết định của tập thể.",
            "Lò Văn A is elected deputy chair of the People's Committee with 30 of 50 votes (60.00% of all delegates), "
            "under clause 2, article 35. "
            "Seats still open: 1, as nobody else has over half of all (26 votes needed): "
            "a vote again or a new list, as the body decides.",
        ),
    ],
)
def test_an_election_tells_who_is_elected_and_what_comes_next(sentence: Sentence, vi: str, en: str) -> None:
    assert sentence == Sentence(vi, en)


def test_where_one_vote_is_enough_nobody_is_said_to_need_half() -> None:
    yes = {"B": 0, "C": 0}
    rules = ElectionRules(tie_needs_majority=False)
    result = election(base=50, seats=1, yes=yes, revote=True, rules=rules)

    assert election_sentence(result, votes=yes, total=50, names=NAMES, **POST, **LAW) == Sentence(
        "Còn 1 chức danh chưa bầu được: bầu lại hoặc lập danh sách mới theo quyết định của tập thể.",
        "Seats still open: 1: a vote again or a new list, as the body decides.",
    )


def test_two_of_two_are_over_half_and_said_so() -> None:
    nobody = election(base=2, seats=1, yes={})

    assert election_sentence(nobody, votes={}, total=2, names=NAMES, **POST, **LAW).vi == (
        "Còn 1 chức danh chưa bầu được, do không còn ai được trên một nửa tổng số (cần 2 phiếu): "
        "bầu lại hoặc lập danh sách mới theo quyết định của tập thể."
    )


def sounded(high: int, mid: int, low: int, ballots: int = 48) -> Sentence:
    result = sounding(total=50, ballots=ballots, high=high, mid=mid, low=low)
    return sounding_sentence("Lò Văn A", result, Marks(high, mid, low), total=50, **LAW)


@pytest.mark.parametrize(
    ("marks", "vi", "en"),
    [
        (
            (43, 5, 0),
            "Lò Văn A: tín nhiệm cao 43 phiếu (86,00%), tín nhiệm 5 phiếu (10,00%), tín nhiệm thấp 0 phiếu (0,00%) "
            "trên tổng số 50 đại biểu.",
            "Lò Văn A: high 43 (86.00%), middle 5 (10.00%), low 0 (0.00%) of all 50 delegates.",
        ),
        (
            (10, 12, 25),
            "Lò Văn A: tín nhiệm cao 10 phiếu (20,00%), tín nhiệm 12 phiếu (24,00%), tín nhiệm thấp 25 phiếu (50,00%) "
            "trên tổng số 50 đại biểu; 1 phiếu không ghi. Quá nửa nhưng chưa đến hai phần ba tổng số phiếu đánh giá "
            "tín nhiệm thấp: người được lấy phiếu có thể xin từ chức; nếu không xin từ chức thì Hội đồng nhân dân "
            "bỏ phiếu tín nhiệm tại kỳ họp này hoặc kỳ họp gần nhất, theo khoản 2 Điều 35.",
            "Lò Văn A: high 10 (20.00%), middle 12 (24.00%), low 25 (50.00%) of all 50 delegates; 1 unmarked. "
            "Over half, under two thirds of all ballots say low: the person may resign; else the council holds "
            "a vote of confidence at this session or the next, under clause 2, article 35.",
        ),
        (
            (6, 10, 32),
            "Lò Văn A: tín nhiệm cao 6 phiếu (12,00%), tín nhiệm 10 phiếu (20,00%), tín nhiệm thấp 32 phiếu (64,00%) "
            "trên tổng số 50 đại biểu. Từ hai phần ba tổng số phiếu trở lên đánh giá tín nhiệm thấp: cơ quan, người có "
            "thẩm quyền giới thiệu trình Hội đồng nhân dân miễn nhiệm tại kỳ họp này hoặc kỳ họp gần nhất, "
            "theo khoản 2 Điều 35.",
            "Lò Văn A: high 6 (12.00%), middle 10 (20.00%), low 32 (64.00%) of all 50 delegates. "
            "Two thirds of all ballots or more say low: who proposed the person puts the release from office "
            "to the council at this session or the next, under clause 2, article 35.",
        ),
    ],
)
def test_each_person_has_a_sentence_with_what_follows(marks: tuple[int, int, int], vi: str, en: str) -> None:
    assert sounded(*marks) == Sentence(vi, en)


@pytest.mark.parametrize(
    ("lost", "no", "vi", "en"),
    [
        (
            True, 25,
            "Lò Văn A: 25/48 phiếu không tín nhiệm (52,08%), quá nửa: cơ quan, người có thẩm quyền giới thiệu trình "
            "Hội đồng nhân dân miễn nhiệm, theo khoản 2 Điều 35.",
            "Lò Văn A: 25 of 48 without confidence (52.08%), over half: who proposed the person puts the release "
            "from office to the council, under clause 2, article 35.",
        ),
        (
            False, 24,
            "Lò Văn A: 24/48 phiếu không tín nhiệm (50,00%), không quá nửa: tiếp tục giữ chức vụ, theo khoản 2 Điều 35.",
            "Lò Văn A: 24 of 48 without confidence (50.00%), not over half: the person stays in office, "
            "under clause 2, article 35.",
        ),
    ],
)  # fmt: skip
def test_a_vote_of_confidence_says_whether_it_is_lost(lost: bool, no: int, vi: str, en: str) -> None:
    assert confidence_sentence("Lò Văn A", lost=lost, base=48, no_confidence=no, **LAW) == Sentence(vi, en)


def test_an_election_that_the_level_above_approves_says_that_it_waits() -> None:
    assert approval_sentence(
        "Lò Văn A", **POST, by_vi="Thủ tướng Chính phủ", by_en="the Prime Minister"
    ) == Sentence(
        "Lò Văn A thực hiện nhiệm vụ Phó Chủ tịch UBND tỉnh ngay sau khi được bầu; kết quả bầu chờ "
        "Thủ tướng Chính phủ phê chuẩn.",
        "Lò Văn A acts as deputy chair of the People's Committee from the election on; the result awaits the approval "
        "of the Prime Minister.",
    )
