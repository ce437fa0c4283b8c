"""How the acts and phases of the table of powers are called, and what a parameter is about."""

from __future__ import annotations

from meetings.rulebook.powers import Act, Phase

PHASES = {
    Phase.BEFORE: ("trước khai mạc", "before the opening"),
    Phase.SITTING: ("trong phiên họp", "during a sitting"),
    Phase.AFTER: ("sau khi công bố kết quả", "after the result is announced"),
}
ACTS = {
    Act.PROPOSE_PROGRAMME: ("dự kiến chương trình", "propose the programme"),
    Act.APPROVE_PROGRAMME: ("thông qua chương trình", "approve the programme"),
    Act.CHANGE_PROGRAMME: ("thay đổi chương trình", "change the programme"),
    Act.ALLOW_LATE_DOCUMENT: ("cho phép tài liệu quá hạn", "allow a late document"),
    Act.OPEN_VOTE: ("mở biểu quyết", "open a vote"),
    Act.CLOSE_VOTE: ("kết thúc biểu quyết", "close a vote"),
    Act.BREAK_OFF_VOTE: ("hủy lượt biểu quyết đang mở", "break off an open vote"),
    Act.ANNOUNCE_RESULT: ("công bố kết quả", "announce a result"),
    Act.VOTE_AGAIN: ("biểu quyết lại", "vote again on the same question"),
    Act.PROPOSE_CLOSED_SITTING: ("đề nghị họp kín", "propose to sit in private"),
    Act.DECIDE_CLOSED_SITTING: ("quyết định họp kín", "decide to sit in private"),
    Act.CARRY_OUT_CLOSED_SITTING: ("chuyển sang họp kín", "go into closed sitting"),
    Act.COUNT_HANDS: ("đếm người giơ tay, giơ thẻ", "count raised hands"),
    Act.ESTABLISH_TELLERS: ("thành lập Ban kiểm phiếu", "establish the tellers"),
    Act.DECIDE_CANDIDATES: ("quyết định danh sách người ứng cử", "decide the list of candidates"),
    Act.PROPOSE_CANDIDATE: ("giới thiệu, ứng cử", "propose a candidate"),
    Act.COUNT_BALLOTS: ("kiểm phiếu kín", "count secret ballots"),
    Act.SEAL_FIGURES: ("niêm phong số liệu kiểm phiếu", "seal the tellers' figures"),
    Act.ANNOUNCE_FIGURES: ("công bố kết quả kiểm phiếu", "announce the tellers' figures"),
    Act.RECOUNT: ("kiểm phiếu lại", "recount"),
    Act.GIVE_FLOOR: ("mời và dừng phát biểu", "give and take the floor"),
    Act.SET_TIME_LIMIT: ("định thời gian phát biểu theo nội quy", "set time limits within the session rules"),
    Act.HAND_OVER_CONDUCT: ("giao quyền điều hành", "hand over the conduct"),
    Act.ASK_FOR_SLIPS: ("quyết định lấy ý kiến bằng phiếu", "ask for opinion slips"),
    Act.COUNT_SLIPS: ("tổng hợp phiếu lấy ý kiến", "count opinion slips"),
    Act.CERTIFY_RESOLUTION: ("ký chứng thực nghị quyết", "certify resolutions"),
    Act.NUMBER_AND_SEND: ("cấp số, đóng dấu, gửi văn bản", "number, stamp and send"),
    Act.SIGN_MINUTES: ("ký biên bản", "sign minutes"),
    Act.ALLOW_PUBLICATION: ("cho phép công bố", "allow the publication"),
    Act.PUBLISH: ("công bố", "publish"),
}
