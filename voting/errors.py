"""Why voting refuses: what happened, why (with the figure), and what to do now."""

from __future__ import annotations

from meetings.errors import Refusal


class SittingNotOpen(Refusal):
    code = "voting.sitting_not_open"
    vi = (
        "Chưa có phiên họp nào đang mở nên chưa thể biểu quyết. "
        "Mời chủ tọa mở phiên họp trước, rồi mở biểu quyết."
    )
    en = "No sitting is open, so no vote can be opened. Open the sitting first, then the vote."


class VoteRunning(Refusal):
    """Facts: vote, question."""

    code = "voting.vote_running"
    vi = (
        "Đang có một lượt biểu quyết chưa kết thúc: “{question}”. "
        "Mời kết thúc hoặc hủy lượt đó trước khi mở lượt mới."
    )
    en = "A vote is still open: “{question}”. Close or cancel it before you open another one."


class VoteClosed(Refusal):
    """Facts: time (HH:MM in Asia/Ho_Chi_Minh), state."""

    code = "voting.vote_closed"
    vi = (
        "Lượt biểu quyết đã kết thúc lúc {time}. "
        "Lựa chọn của {xung_ho} không được ghi nhận. Mời theo dõi kết quả trên màn hình."
    )
    en = "The vote closed at {time}. Your choice was not recorded. The result is shown on the screen."


class VoteIsOver(Refusal):
    """What the desk gets for a vote that was closed or cancelled. Facts: time, state."""

    code = "voting.vote_over"
    vi = (
        "Lượt biểu quyết đã khép lại lúc {time}, không thay đổi được nữa. "
        "Nếu Hội đồng quyết định biểu quyết lại, mời mở lượt mới."
    )
    en = (
        "The vote ended at {time} and can no longer be changed. "
        "If the council decides to vote again, open a new vote."
    )


class VoteStillOpen(Refusal):
    code = "voting.vote_still_open"
    vi = (
        "Lượt biểu quyết chưa kết thúc nên chưa có bằng chứng để xuất: trước lúc kết thúc không ai "
        "được biết lựa chọn của đại biểu. Mời quay lại sau khi công bố kết quả."
    )
    en = (
        "The vote has not been closed, so there is no evidence to export: nobody may know the "
        "choices before the closing. Please come back after the result."
    )


class NotCheckedIn(Refusal):
    code = "voting.not_checked_in"
    vi = "{Xung_ho} chưa điểm danh nên chưa thể biểu quyết. Mời {xung_ho} chạm “Điểm danh”."
    en = 'You have not checked in, so you cannot vote yet. Please tap "Check in".'


class CheckedInLate(Refusal):
    """Facts: time (when the vote was opened)."""

    code = "voting.checked_in_late"
    vi = (
        "Lượt biểu quyết này mở lúc {time}, trước khi {xung_ho} điểm danh. "
        "Đề nghị {xung_ho} báo thư ký để chủ tọa bổ sung vào danh sách biểu quyết."
    )
    en = (
        "This vote was opened at {time}, before you checked in. "
        "Please tell the secretary, so that the presiding officer can add you to the voting list."
    )


class VoterNotPresent(Refusal):
    """What the desk gets when it admits somebody who is not in the hall."""

    code = "voting.voter_not_present"
    vi = (
        "Đại biểu này chưa điểm danh nên chưa thể bổ sung vào danh sách biểu quyết. "
        "Mời điểm danh cho đại biểu trước."
    )
    en = "This delegate has not checked in, so they cannot be added. Check them in first."


class RemoteNotCounted(Refusal):
    code = "voting.remote_not_counted"
    vi = (
        "Theo quy chế làm việc, đại biểu dự từ điểm cầu chưa được tính là có mặt nên chưa thể biểu quyết. "
        "Mời đại biểu điểm danh tại hội trường, hoặc báo thư ký kỳ họp."
    )
    en = (
        "By the working rules, delegates at a remote site do not count as present, so they cannot vote. "
        "Please check in in the hall, or tell the secretary."
    )


class NotEligible(Refusal):
    code = "voting.not_eligible"
    vi = (
        "{Xung_ho} không thuộc danh sách biểu quyết của nội dung này. "
        "Nếu có nhầm lẫn, đề nghị báo thư ký kỳ họp."
    )
    en = "You are not on the voting list for this item. If this is a mistake, please tell the secretary."


class Suspended(Refusal):
    code = "voting.suspended"
    vi = (
        "Việc thực hiện nhiệm vụ đại biểu của {xung_ho} đang tạm dừng theo quyết định đã ban hành, "
        "nên {xung_ho} chưa thể biểu quyết. Đề nghị liên hệ Thường trực Hội đồng nhân dân."
    )
    en = (
        "Your duties as a delegate are suspended by decision, so you cannot vote. "
        "Please contact the Standing Board of the council."
    )


class ProxyForbidden(Refusal):
    code = "voting.proxy_forbidden"
    status = 403
    vi = (
        "Đại biểu không được biểu quyết thay đại biểu khác. "
        "Mời từng đại biểu tự biểu quyết trên thiết bị của mình."
    )
    en = "A delegate may not vote for another delegate. Each delegate votes in person, on their own device."


class UnknownChoice(Refusal):
    """Facts: choice."""

    code = "voting.unknown_choice"
    status = 422
    vi = (
        "Lựa chọn gửi lên không có trong lượt biểu quyết này nên không được ghi nhận. "
        "Mời chọn: Tán thành, Không tán thành hoặc Không biểu quyết."
    )
    en = (
        "That choice is not part of this vote and was not recorded. "
        "Please choose: Approve, Not approve or Abstain."
    )


class AlreadyEntitled(Refusal):
    code = "voting.already_entitled"
    vi = (
        "Đại biểu này đã có trong danh sách biểu quyết. "
        "Không cần bổ sung nữa, đại biểu có thể biểu quyết ngay."
    )
    en = "This delegate is on the voting list already. Nothing to do: they can vote right away."


class SecretFormRequired(Refusal):
    code = "voting.secret_form_required"
    vi = (
        "Nội dung này phải bỏ phiếu kín theo chương trình, nên không mở biểu quyết công khai được. "
        "Mời tiến hành bỏ phiếu kín và nhập kết quả kiểm phiếu."
    )
    en = (
        "The agenda says that this item is decided by secret ballot: no open vote can be opened. "
        "Please hold the secret ballot."
    )


class RuleNotSupported(Refusal):
    """Facts: rule."""

    code = "voting.rule_not_supported"
    vi = (
        "Nội dung này áp dụng quy tắc {rule}, không phải quá nửa tổng số đại biểu, "
        "nên không tính được bằng lượt biểu quyết này. Mời kiểm tra lại quy tắc trong chương trình."
    )
    en = (
        "This item is decided by the rule {rule}, not by over half of all delegates, "
        "so this vote cannot count it. Please check the rule in the agenda."
    )


class FormNotForRule(Refusal):
    """Facts: rule, form."""

    code = "voting.form_not_for_rule"
    vi = (
        "Nội dung theo quy tắc {rule} không được quyết định bằng hình thức {form}. "
        "Mời chọn hình thức khác mà quy chế cho phép, rồi mở lại."
    )
    en = "What is decided by {rule} is not decided in the form {form}. Please choose a form the rules allow."


class ReasonMissing(Refusal):
    code = "voting.reason_missing"
    status = 422
    vi = "Hủy một lượt biểu quyết phải nêu lý do để ghi vào biên bản. Mời nhập lý do rồi hủy lại."
    en = "Cancelling a vote needs a reason for the minutes. Please type the reason and try again."


class QuestionMissing(Refusal):
    code = "voting.question_missing"
    status = 422
    vi = "Chưa nêu nội dung biểu quyết nên chưa thể mở. Mời nhập câu hỏi để hội trường đọc được."
    en = "There is no question to vote on. Please type the question that the hall will read."


class NotHands(Refusal):
    code = "voting.not_hands"
    vi = (
        "Lượt này không biểu quyết bằng giơ tay nên không nhập số đếm. "
        "Mời theo dõi số đại biểu đã biểu quyết trên màn hình điều hành."
    )
    en = "This vote is not taken by a show of hands, so no hands are counted. Follow the turnout."


class ByHands(Refusal):
    """What a delegate gets who casts on the tablet while hands are counted."""

    code = "voting.by_hands"
    vi = (
        "Lượt này biểu quyết bằng giơ tay hoặc giơ thẻ, không bấm trên máy. "
        "Mời {xung_ho} giơ tay khi chủ tọa yêu cầu."
    )
    en = "This vote is taken by a show of hands or cards, not on the device. Raise your hand when asked."


class HandsExceed(Refusal):
    """Facts: n (hands entered), p (people who may vote)."""

    code = "voting.hands_exceed"
    vi = (
        "Tổng số tay giơ ({n}) nhiều hơn số đại biểu có mặt được biểu quyết ({p}). "
        "Đề nghị thư ký đếm lại rồi nhập lại."
    )
    en = "The hands add up to {n}, more than the {p} delegates who may vote. Please count and enter again."


class HandsNotCounted(Refusal):
    """Facts: n (secretaries who have entered figures), k (how many are needed)."""

    code = "voting.hands_not_counted"
    vi = (
        "Mới có {n}/{k} thư ký nhập số đếm nên chưa thể kết thúc lượt biểu quyết. "
        "Đề nghị các thư ký kỳ họp đếm và nhập đủ."
    )
    en = "Only {n} of {k} secretaries have entered their count. Ask the session secretaries to enter theirs."


class HandsDisagree(Refusal):
    """Facts: first, second (yes – no – abstain, as two secretaries counted)."""

    code = "voting.hands_disagree"
    vi = (
        "Hai thư ký đếm chưa khớp nhau (tán thành – không tán thành – không biểu quyết: {first} và "
        "{second}). Đề nghị mời giơ tay và đếm lại."
    )
    en = "The two counts differ (approve – not approve – abstain: {first} and {second}). Please count again."


class AlreadyDecided(Refusal):
    """Facts: question, time (HH:MM in Asia/Ho_Chi_Minh)."""

    code = "voting.already_decided"
    vi = (
        "Nội dung “{question}” đã có kết quả công bố lúc {time}. Chỉ Hội đồng mới được quyết định biểu quyết "
        "lại: mời mở lượt “Biểu quyết lại”; khi được thông qua thì mở lại lượt này."
    )
    en = (
        "The result on “{question}” was announced at {time}. Only the council itself decides to vote again: "
        "put “Vote again” to the vote first."
    )


class NothingToRepeat(Refusal):
    code = "voting.nothing_to_repeat"
    status = 422
    vi = (
        "Lượt biểu quyết được nêu chưa có kết quả công bố, hoặc thuộc cuộc họp khác, nên không có gì để biểu "
        "quyết lại. Mời chọn đúng lượt đã công bố."
    )
    en = "The vote that is named has no announced result here, so there is nothing to repeat. Choose another."
