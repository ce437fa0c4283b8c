"""Why a secret electronic ballot is refused: what happened, and what to do now."""

from __future__ import annotations

from meetings.errors import Refusal


class NotAdopted(Refusal):
    """Facts: body."""

    code = "voting.electronic_secret_not_adopted"
    vi = (
        "{body} chưa có quyết định áp dụng bỏ phiếu kín bằng phương tiện điện tử nên chưa thể mở. "
        "Mời bỏ phiếu kín bằng phiếu giấy, hoặc ghi nhận quyết định áp dụng (số, ngày) rồi mở lại."
    )
    en = (
        "{body} has not adopted secret ballots by electronic means. "
        "Please vote on paper, or record the decision that adopts them (number, date) and open again."
    )


class CitationMissing(Refusal):
    code = "voting.adoption_needs_citation"
    status = 422
    vi = (
        "Ghi nhận việc áp dụng bỏ phiếu kín điện tử phải nêu văn bản (số, điều khoản) và ngày quyết định, "
        "không sau hôm nay. Mời nhập đủ rồi ghi lại."
    )
    en = (
        "To record that electronic secrecy was adopted, name the decision (number, clause) and its day, "
        "not after today. Please complete both and record it again."
    )


class BallotIsSecret(Refusal):
    """An act of open votes on a vote by secret ballot."""

    code = "voting.ballot_is_secret"
    vi = (
        "Lượt này bỏ phiếu kín nên không biểu quyết hay kết thúc theo cách công khai. "
        "Mời dùng phiếu kín trên màn hình, hoặc niêm phong và mở hòm phiếu."
    )
    en = (
        "This vote is by secret ballot: nobody casts or closes it as an open one. "
        "Please use the secret ballot on the screen, or seal and open the box."
    )


class BoxAway(Refusal):
    code = "voting.box_away"
    status = 503
    vi = (
        "Hòm phiếu điện tử chưa trả lời nên chưa làm được việc này; chưa có gì thay đổi. "
        "Mời thử lại sau ít phút, hoặc bỏ phiếu kín bằng phiếu giấy."
    )
    en = (
        "The electronic ballot box does not answer, so nothing was done and nothing has changed. "
        "Please try again shortly, or vote on paper."
    )


class BoxLost(Refusal):
    code = "voting.box_lost"
    vi = (
        "Hòm phiếu điện tử đã khởi động lại và khóa của nó chỉ nằm trong bộ nhớ, nên lượt bỏ phiếu này "
        "không kiểm được nữa và không có giá trị. Mời cho bỏ phiếu lại, hoặc bỏ phiếu giấy."
    )
    en = (
        "The electronic ballot box was restarted and its key was in memory only: "
        "this vote cannot be counted and is void. Please hold it again, or vote on paper."
    )


class BlindedMalformed(Refusal):
    code = "voting.blinded_malformed"
    status = 422
    vi = "Yêu cầu nhận phiếu không đúng mẫu nên chưa phát phiếu. Mời tải lại trang để nhận phiếu."
    en = "The request for a ballot has another form; none was issued. Please reload the page."


class TokenTaken(Refusal):
    code = "voting.token_taken"
    vi = (
        "{Xung_ho} đã nhận phiếu của lượt này trên một thiết bị khác hoặc trước khi xóa dữ liệu trình duyệt. "
        "Mỗi đại biểu chỉ nhận một phiếu. Mời dùng thiết bị đó, hoặc báo Ban kiểm phiếu để bỏ phiếu giấy."
    )
    en = (
        "You have received your ballot for this vote on another device, or before its data was erased. "
        "Each delegate receives one. Please use that device, or ask the tellers for a paper ballot."
    )


class IssuingEnded(Refusal):
    code = "voting.issuing_ended"
    vi = (
        "Việc phát phiếu đã kết thúc, nay chỉ bỏ phiếu. "
        "Đại biểu chưa nhận phiếu đề nghị báo Ban kiểm phiếu để bỏ phiếu giấy."
    )
    en = "Ballots are no longer issued, only cast. If you have none, please ask the tellers for paper."


class NobodyHasBallot(Refusal):
    code = "voting.nobody_has_ballot"
    vi = "Chưa đại biểu nào nhận phiếu nên chưa thể bắt đầu bỏ phiếu. Mời chờ các thiết bị nhận phiếu."
    en = "Nobody has received a ballot yet, so casting cannot begin. Please wait for the devices."


class StillIssuing(Refusal):
    code = "voting.still_issuing"
    vi = (
        "Phiếu còn đang được phát, chưa bắt đầu bỏ phiếu, nên chưa niêm phong được hòm. "
        "Mời kết thúc phát phiếu, hoặc hủy lượt này."
    )
    en = (
        "Ballots are still being issued and casting has not begun, so the box cannot be sealed. "
        "Please end the issuing, or cancel this vote."
    )


class BoxNotSealed(Refusal):
    code = "voting.box_not_sealed"
    vi = "Hòm phiếu chưa niêm phong, hoặc đã mở rồi. Mời niêm phong hòm trước khi mở để kiểm phiếu."
    en = "The box is not sealed, or was opened already. Please seal it before it is opened and counted."


class BoxStillKept(Refusal):
    code = "voting.box_still_kept"
    vi = "Hòm phiếu của lượt này vẫn còn nguyên, nên lượt bỏ phiếu không vô hiệu. Mời tiếp tục."
    en = "The box of this vote is still there, so the vote is not void. Please go on."
