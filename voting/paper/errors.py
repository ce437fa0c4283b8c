"""Why a vote on paper refuses: what happened, why (with the figure), and what to do now."""

from __future__ import annotations

from meetings.errors import Refusal


class TooFewTellers(Refusal):
    """Facts: n, k."""

    code = "voting.too_few_tellers"
    status = 422
    vi = "Ban kiểm phiếu mới có {n} người, cần ít nhất {k}. Mời bổ sung thành viên rồi mở biểu quyết."
    en = "The tellers' board has {n} members; it needs at least {k}. Add members, then open the vote."


class TellerNotDelegate(Refusal):
    """Facts: name."""

    code = "voting.teller_not_delegate"
    status = 422
    vi = "{name} không phải đại biểu đương nhiệm nên không tham gia Ban kiểm phiếu được. Mời chọn người khác."
    en = "{name} is no delegate in office and cannot be a teller. Please choose somebody else."


class HeadNotOnBoard(Refusal):
    code = "voting.head_not_on_board"
    status = 422
    vi = "Trưởng ban phải là một thành viên trong danh sách Ban kiểm phiếu. Mời chọn lại Trưởng ban."
    en = "The head must be one of the tellers on the list. Please choose the head again."


class TellerIsSubject(Refusal):
    """Facts: name."""

    code = "voting.teller_is_subject"
    vi = (
        "Người ứng cử, người được lấy phiếu không thể là thành viên Ban kiểm phiếu: {name}. "
        "Mời bỏ tên khỏi danh sách, hoặc biểu quyết thành lập Ban kiểm phiếu khác."
    )
    en = (
        "A candidate or subject cannot be a teller: {name}. Take the name off the list, or establish another "
        "board by an open vote."
    )


class NoTellersBoard(Refusal):
    code = "voting.no_tellers_board"
    vi = (
        "Chưa có Ban kiểm phiếu nên chưa thể bỏ phiếu kín. "
        "Mời biểu quyết công khai thành lập Ban kiểm phiếu trước."
    )
    en = "There is no tellers' board yet. Establish one by an open vote, then open the secret ballot."


class NobodyOnTheList(Refusal):
    code = "voting.nobody_on_the_list"
    status = 422
    vi = "Danh sách trên phiếu chưa có tên ai. Mời nhập người ứng cử hoặc người được lấy phiếu rồi mở lại."
    en = "Nobody is on the list. Enter the candidates or subjects, then open the vote."


class TwiceOnTheList(Refusal):
    """Facts: name."""

    code = "voting.twice_on_the_list"
    status = 422
    vi = "{name} có tên hai lần trong danh sách. Mời bỏ bớt một dòng."
    en = "{name} is on the list twice. Please remove one line."


class NoSeats(Refusal):
    """Facts: n (names)."""

    code = "voting.no_seats"
    status = 422
    vi = "Số người được bầu phải từ 1 đến số người trong danh sách ({n}). Mời nhập lại số người được bầu."
    en = "The number of seats must be from 1 to the number of names ({n}). Please enter it again."


class NotTheTied(Refusal):
    """Facts: names."""

    code = "voting.not_the_tied"
    status = 422
    vi = "Vòng này chỉ bầu lại trong số những người có số phiếu ngang nhau: {names}. Mời lập lại danh sách."
    en = "This round is among the tied alone: {names}. Please make the list of them."


class TooManyRounds(Refusal):
    """Facts: k."""

    code = "voting.too_many_rounds"
    vi = (
        "Chức danh này đã bầu {k} vòng trong kỳ họp, hết số vòng theo quy chế. "
        "Đề nghị Hội đồng quyết định để kỳ họp sau."
    )
    en = "{k} rounds were held in this session, as many as the rules allow. Leave it to the next session."


class NotOnPaper(Refusal):
    code = "voting.not_on_paper"
    vi = "Lượt này không bỏ phiếu bằng phiếu giấy nên không có bước này. Mời thao tác ở màn hình biểu quyết."
    en = "This vote is not taken on paper, so there is no such step. Use the voting screen."


class OnPaper(Refusal):
    """What somebody gets who casts, closes or cancels as if the vote were electronic."""

    code = "voting.on_paper"
    vi = (
        "Lượt này bỏ phiếu kín bằng phiếu giấy: đại biểu bỏ phiếu vào hòm, Ban kiểm phiếu kiểm và công bố. "
        "Mời làm theo các bước của bỏ phiếu giấy."
    )
    en = "This vote is on paper: ballots go into the box and the tellers count them. Follow the paper steps."


class NotTeller(Refusal):
    code = "voting.not_teller"
    status = 403
    vi = "Việc này thuộc Ban kiểm phiếu của lượt bỏ phiếu này. Đề nghị liên hệ Ban kiểm phiếu."
    en = "Only the tellers of this vote may do this. Please ask the tellers."


class NotHead(Refusal):
    """Facts: name."""

    code = "voting.not_head"
    status = 403
    vi = "Chỉ Trưởng Ban kiểm phiếu ({name}) công bố kết quả. Đề nghị Trưởng ban thực hiện."
    en = "Only the head of the tellers ({name}) announces the result. Please ask the head."


class OutOfOrder(Refusal):
    """Facts: wanted, wanted_en."""

    code = "voting.out_of_order"
    vi = "Chưa đến bước này, hoặc bước này đã làm. Bước tiếp theo: {wanted}. Mời làm đúng thứ tự."
    en = "It is not the turn of this step, or it is done. Next: {wanted_en}. Please keep the order."


class NumberMissing(Refusal):
    code = "voting.number_missing"
    status = 422
    vi = "Bước này phải ghi số phiếu. Mời đếm và nhập số phiếu."
    en = "This step needs the number of ballots. Please count and enter it."


class ReceiverMissing(Refusal):
    code = "voting.receiver_missing"
    status = 422
    vi = "Bàn giao phiếu phải ghi tên người nhận. Mời nhập họ tên người nhận phiếu đã niêm phong."
    en = "Handing over needs a name. Please enter who receives the sealed ballots."


class IssuedExceed(Refusal):
    """Facts: n, p."""

    code = "voting.issued_exceed"
    vi = (
        "Số phiếu phát ra ({n}) nhiều hơn số đại biểu được bỏ phiếu ({p}). Phiếu hỏng đã đổi không tính hai "
        "lần. Đề nghị Ban kiểm phiếu đếm lại."
    )
    en = (
        "{n} ballots issued to {p} delegates who may vote. A spoilt ballot that was exchanged is not counted "
        "twice. The tellers must recount."
    )


class BallotsUnbalanced(Refusal):
    """Facts: r, i."""

    code = "voting.ballot_balance"
    vi = "Số phiếu thu về ({r}) nhiều hơn số phiếu phát ra ({i}). Đề nghị Ban kiểm phiếu kiểm tra lại."
    en = "Ballots returned ({r}) exceed ballots issued ({i}). The tellers must recheck."


class SheetUnbalanced(Refusal):
    """Facts: v, i, r."""

    code = "voting.sheet_unbalanced"
    status = 422
    vi = (
        "Phiếu hợp lệ ({v}) và phiếu không hợp lệ ({i}) cộng lại không bằng số phiếu thu về ({r}). "
        "Đề nghị kiểm lại rồi nhập lại."
    )
    en = "Valid ({v}) and invalid ({i}) ballots do not add up to those returned ({r}). Please recount."


class LineExceeds(Refusal):
    """Facts: name, n, v."""

    code = "voting.line_exceeds"
    status = 422
    vi = "Số phiếu ghi cho {name} ({n}) nhiều hơn số phiếu hợp lệ ({v}). Đề nghị kiểm lại dòng này."
    en = "{name} has {n} marks on {v} valid ballots. Please recount this line."


class TooManyNames(Refusal):
    """Facts: n, v, s, k."""

    code = "voting.too_many_names"
    status = 422
    vi = (
        "Tổng số phiếu đồng ý ({n}) vượt mức tối đa {k} của {v} phiếu hợp lệ, mỗi phiếu bầu không quá {s} "
        "người. Phiếu bầu quá số người là phiếu không hợp lệ: đề nghị kiểm lại."
    )
    en = (
        "{n} votes exceed the {k} that {v} valid ballots with {s} names each can hold. A ballot with more "
        "names is invalid: please recount."
    )


class SheetIncomplete(Refusal):
    """Facts: n."""

    code = "voting.sheet_incomplete"
    status = 422
    vi = "Bản kiểm phiếu phải ghi đủ {n} người có tên trên phiếu, đúng các ô của phiếu. Mời nhập đủ."
    en = "The sheet must hold the {n} names on the ballot, with the boxes of the ballot. Please complete it."


class TwoTellersEnter(Refusal):
    """Facts: names."""

    code = "voting.two_tellers_enter"
    vi = (
        "Hai thành viên đã nhập bản kiểm phiếu của mình: {names}. "
        "Nếu cần kiểm lại, mời chính hai người này nhập lại."
    )
    en = "Two tellers have entered their sheets: {names}. To count again, the same two enter again."


class SheetsMissing(Refusal):
    """Facts: n."""

    code = "voting.sheets_missing"
    vi = "Mới có {n}/2 bản kiểm phiếu nên chưa thể công bố. Đề nghị hai thành viên nhập đủ."
    en = "Only {n} of 2 sheets were entered, so nothing can be announced. Ask two tellers to enter theirs."


class SheetsDiffer(Refusal):
    code = "voting.sheets_differ"
    vi = "Hai bản kiểm phiếu chưa khớp nên chưa thể công bố. Đề nghị hai thành viên kiểm lại chỗ khác nhau."
    en = "The two sheets differ, so nothing can be announced. Ask the two to recount where they differ."


class CastingBegun(Refusal):
    code = "voting.casting_begun"
    vi = (
        "Đã phát phiếu nên danh sách không thay đổi được nữa. "
        "Nếu phải thay đổi, mời chủ tọa dừng vòng bỏ phiếu (nêu lý do) và mở vòng mới."
    )
    en = "Ballots were handed out, so the list stands. To change it, break the round off and open another."


class AlreadyWithdrawn(Refusal):
    """Facts: name."""

    code = "voting.already_withdrawn"
    vi = "{name} đã rút tên khỏi danh sách. Không cần thao tác nữa."
    en = "{name} has withdrawn already. Nothing to do."


class DecisionMissing(Refusal):
    code = "voting.decision_missing"
    status = 422
    vi = "Bổ sung tên vào danh sách phải theo quyết định của Hội đồng. Mời ghi rõ quyết định đó."
    en = "A name is added by decision of the council alone. Please write down which decision."


class NotAnnounced(Refusal):
    code = "voting.not_announced"
    vi = "Kết quả kiểm phiếu chưa được công bố nên chưa có biên bản. Mời quay lại sau khi Trưởng ban công bố."
    en = "The result was not announced yet, so there are no tellers' minutes. Come back after it."
