"""Why the agenda refuses: what happened, why, and what to do now."""

from __future__ import annotations

from meetings.errors import Refusal


class EmptyAgenda(Refusal):
    code = "agenda.empty_agenda"
    vi = (
        "Chương trình chưa có nội dung nào nên chưa thể công bố. "
        "Mời thêm ít nhất một nội dung rồi công bố lại."
    )
    en = "The agenda has no item yet, so it cannot be published. Add at least one item first."


class AgendaAlreadyPublished(Refusal):
    code = "agenda.already_published"
    vi = "Chương trình đã được công bố; mỗi lần sửa nội dung sẽ tự đến mọi người. Không cần công bố lại."
    en = "The agenda is published already; each edit reaches everybody by itself. Nothing to do."


class AgendaNotPublished(Refusal):
    code = "agenda.not_published"
    vi = (
        "Chương trình chưa được công bố nên chưa thể tiến hành nội dung này. "
        "Mời thư ký công bố chương trình trước."
    )
    en = "The agenda is not published, so no item can be started. The secretary publishes it first."


class ProgrammeApproved(Refusal):
    """Facts: state, the meeting's."""

    code = "agenda.programme_approved"
    vi = (
        "Chương trình đã được thông qua; thay đổi phải được biểu quyết. "
        "Mời đề nghị chủ tọa đưa việc thay đổi ra biểu quyết."
    )
    en = (
        "The agenda is approved; a change needs a vote. "
        "Please ask the presiding officer to put the change to the vote."
    )


class ItemChanged(Refusal):
    """Facts: current (the item as it is now), fields (names of those that differ)."""

    code = "agenda.item_changed"
    vi = (
        "Nội dung này đã được người khác sửa sau khi {xung_ho} mở ra. Phần đang soạn vẫn còn: "
        "mời so với bản hiện tại rồi lưu lại."
    )
    en = (
        "Somebody else has changed this item since you opened it. What you typed is kept: "
        "please compare it with the item as it is now and save again."
    )


class DossierChanged(Refusal):
    """Facts: current (the dossier as it is now), fields (names of those that differ)."""

    code = "agenda.dossier_changed"
    vi = (
        "Hồ sơ này đã được người khác sửa sau khi {xung_ho} mở ra. Phần đang soạn vẫn còn: "
        "mời so với bản hiện tại rồi lưu lại."
    )
    en = (
        "Somebody else has changed this dossier since you opened it. What you typed is kept: "
        "please compare it with the dossier as it is now and save again."
    )


class NothingChanged(Refusal):
    code = "agenda.nothing_changed"
    vi = "Không có gì khác với bản đang lưu nên không ghi thêm vào nhật ký. Mời sửa rồi lưu."
    en = "Nothing differs from what is saved, so nothing is recorded. Make a change, then save."


class NumberTaken(Refusal):
    """Facts: no."""

    code = "agenda.number_taken"
    vi = "Số hồ sơ {no} đã dùng cho hồ sơ khác của kỳ họp này. Mời chọn số khác."
    en = "Number {no} belongs to another dossier of this meeting. Please choose another number."


class ItemInsideItself(Refusal):
    """Facts: no, title."""

    code = "agenda.item_inside_itself"
    vi = "Không thể đặt nội dung {no} vào bên trong chính nó hoặc mục con của nó. Mời chọn vị trí khác."
    en = "Item {no} cannot be placed inside itself or one of its own items. Choose another place."


class ItemNotPlanned(Refusal):
    """Facts: no, state."""

    code = "agenda.item_not_planned"
    vi = (
        "Nội dung {no} đã hoặc đang được tiến hành nên không gỡ khỏi chương trình được; "
        "nội dung này thuộc về hồ sơ kỳ họp."
    )
    en = "Item {no} has been started, so it stays on the agenda as part of the record."


class ItemInUse(Refusal):
    """Facts: no, items, documents (how many hang on it)."""

    code = "agenda.item_in_use"
    vi = (
        "Nội dung {no} còn {items} mục con và {documents} tài liệu nên chưa gỡ được. "
        "Mời chuyển hoặc gỡ các mục và tài liệu đó trước."
    )
    en = "Item {no} still has {items} items and {documents} documents under it. Move or remove those first."


class ItemAlreadyCurrent(Refusal):
    """Facts: no."""

    code = "agenda.item_already_current"
    vi = "Nội dung {no} đang được tiến hành rồi. Không cần làm gì thêm."
    en = "Item {no} is the current item already. Nothing to do."


class NoOpenSitting(Refusal):
    code = "agenda.no_open_sitting"
    vi = "Chưa có phiên họp nào đang mở nên chưa thể tiến hành nội dung. Mời chủ tọa mở phiên họp trước."
    en = "No sitting is open, so no item can be started. Open the sitting first."


class NotDraft(Refusal):
    """Facts: title, state."""

    code = "agenda.not_draft"
    vi = (
        "Tài liệu “{title}” không còn là dự thảo (đã phát hành hoặc đã gỡ), "
        "nên không sửa, phát hành hay gỡ được nữa. Mời tải lại danh sách tài liệu."
    )
    en = (
        "“{title}” is no longer a draft (issued or removed already), "
        "so it can be neither edited, issued nor removed. Please look at the list again."
    )


class NotSubmitted(Refusal):
    """Facts: title, state."""

    code = "agenda.not_submitted"
    vi = (
        "Tài liệu “{title}” không ở trạng thái chờ duyệt nên không duyệt hay trả lại được. "
        "Mời tải lại danh sách tài liệu đang trình."
    )
    en = (
        "“{title}” is not waiting for approval, so it can be neither approved nor returned. "
        "Please look at the list again."
    )


class NotApproved(Refusal):
    """Facts: title, state."""

    code = "agenda.not_approved"
    vi = (
        "Tài liệu “{title}” chưa được lãnh đạo Văn phòng duyệt nên chưa phát hành được. "
        "Mời trình duyệt, rồi phát hành sau khi được duyệt."
    )
    en = (
        "“{title}” is not approved by the head of the office, so it cannot be issued. "
        "Submit it for approval first, then issue it."
    )


class NotIssued(Refusal):
    """Facts: title, state."""

    code = "agenda.not_issued"
    vi = (
        "Tài liệu “{title}” không ở trạng thái đang phát hành nên không thu hồi được. "
        "Nếu là dự thảo, mời gỡ dự thảo; nếu đã thu hồi, không cần làm gì thêm."
    )
    en = (
        "“{title}” is not in circulation, so it cannot be recalled. "
        "If it is a draft, remove it; if it was recalled already, nothing is to do."
    )


class NotScheduled(Refusal):
    """Facts: title."""

    code = "agenda.not_scheduled"
    vi = "Tài liệu “{title}” không được hẹn giờ phát hành nên không có gì để bỏ hẹn. Mời tải lại danh sách."
    en = "“{title}” is not due to be issued at a time, so nothing was undone. Please look at the list again."


class MomentPassed(Refusal):
    """Facts: time (HH:MM DD/MM/YYYY in Asia/Ho_Chi_Minh)."""

    code = "agenda.moment_passed"
    status = 422
    vi = "Thời điểm hẹn phát hành {time} đã qua. Mời chọn thời điểm khác, hoặc phát hành ngay."
    en = "The time {time} for the issue has passed. Choose a later one, or issue the papers now."


class DocumentLate(Refusal):
    """Facts: deadline (DD/MM/YYYY), the last day on which papers reach the delegates in time."""

    code = "agenda.document_late"
    vi = (
        "Đã quá hạn gửi tài liệu ({deadline}). Cần ý kiến của Thường trực HĐND (trước khai mạc) "
        "hoặc Chủ tọa (trong kỳ họp) để phát hành tài liệu bổ sung. Mời ghi rõ ai cho phép rồi phát hành lại."
    )
    en = (
        "The document deadline ({deadline}) has passed. The Standing Board (before the opening) or the "
        "presiding officer (during the session) must allow a late document. Say who did, then issue it."
    )


class NoReplacement(Refusal):
    """Facts: title."""

    code = "agenda.no_replacement"
    vi = (
        "Không còn bản thay này của “{title}” đang chờ duyệt: bản đó đã được duyệt, trả lại hoặc thay bằng "
        "tệp khác. Mời xem lại danh sách tài liệu."
    )
    en = (
        "This new version of “{title}” no longer waits for approval: it was approved, returned, or another "
        "file took its place. Please look at the list again."
    )


class DocumentRecalled(Refusal):
    """Facts: title, who (decided so), reason."""

    code = "agenda.document_recalled"
    status = 410
    vi = "Tài liệu “{title}” đã được thu hồi theo quyết định của {who}, không mở được nữa. Lý do: {reason}."
    en = "“{title}” was recalled by decision of {who}, so it can no longer be opened. Reason: {reason}."


class NotYourGroup(Refusal):
    """Facts: group."""

    code = "agenda.not_your_group"
    status = 403
    vi = "Tài liệu này chỉ dành cho {group}. Nếu {xung_ho} cần tài liệu, đề nghị liên hệ bàn thư ký."
    en = "This document is only for {group}. If you need it, please ask the secretary's desk."


class ReasonMissing(Refusal):
    code = "agenda.reason_missing"
    status = 422
    vi = "Việc này phải nêu lý do để ghi vào nhật ký kỳ họp. Mời nhập lý do rồi làm lại."
    en = "This needs a reason for the record. Please type the reason and try again."


class SameFile(Refusal):
    """Facts: title, version."""

    code = "agenda.same_file"
    vi = (
        "Tệp này giống hệt bản {version} đang dùng của tài liệu “{title}” nên không tạo bản mới. "
        "Mời chọn đúng tệp cần thay."
    )
    en = (
        "This file is the same as version {version} of “{title}”, so no new version was made. "
        "Please choose the file that should replace it."
    )


class NoExaminationReport(Refusal):
    """Facts: title (of the dossier)."""

    code = "agenda.no_examination_report"
    vi = (
        "Dự thảo chưa có báo cáo thẩm tra nên chưa thể đưa ra biểu quyết: “{title}”. "
        "Mời phát hành báo cáo thẩm tra, hoặc ghi nhận hồ sơ được miễn thẩm tra."
    )
    en = (
        "The draft has no examination report and cannot be put to the vote: “{title}”. "
        "Issue the report, or record that this dossier needs none."
    )


class NoteBroken(Refusal):
    """Facts: field (what is missing, unknown or no number)."""

    code = "agenda.note_broken"
    status = 422
    vi = (
        "Ghi chú thiếu hoặc sai phần “{field}” nên chưa được lưu lên máy chủ; các ghi chú khác vẫn được lưu. "
        "Mời xóa ghi chú này và viết lại."
    )
    en = (
        'The note lacks "{field}", or holds something else there, so the server did not keep it; '
        "the others are kept. Delete this note and write it again."
    )


class NoteTooLarge(Refusal):
    """Facts: limit (kB), points."""

    code = "agenda.note_too_large"
    status = 422
    vi = (
        "Ghi chú dài quá {points} điểm hoặc {limit} kB nên chưa được lưu lên máy chủ. "
        "Mời viết thành nhiều nét hoặc nhiều ghi chú ngắn hơn."
    )
    en = (
        "The note has more than {points} points or {limit} kB, so the server did not keep it. "
        "Write several shorter strokes or notes."
    )


class NoteOutsidePage(Refusal):
    code = "agenda.note_outside_page"
    status = 422
    vi = "Ghi chú nằm ngoài trang giấy nên chưa được lưu lên máy chủ. Mời viết lại trong trang."
    en = "The note lies outside the page, so the server did not keep it. Write it again on the page."


class NotesArePersonal(Refusal):
    code = "agenda.notes_are_personal"
    status = 403
    vi = (
        "Tài khoản dùng chung của điểm cầu, màn hình và tài khoản quản trị không giữ ghi chú riêng. "
        "Mời đăng nhập bằng tài khoản của đại biểu để ghi chú."
    )
    en = (
        "The shared accounts of sites and displays, and the administrator, keep no personal notes. "
        "Sign in with an account of your own to write notes."
    )


class NoGroupToShareWith(Refusal):
    code = "agenda.no_group_to_share_with"
    vi = (
        "{Xung_ho} chưa được xếp vào tổ này nên ghi chú vẫn để riêng. "
        "Mời chia sẻ với tổ khác, hoặc đề nghị bàn thư ký xếp tổ."
    )
    en = (
        "You are in no such group, so the note stays private. "
        "Share it with another group, or ask the secretary's desk to put you into one."
    )


class NoSuchPage(Refusal):
    """Facts: page, pages."""

    code = "agenda.no_such_page"
    status = 422
    vi = "Tài liệu này chỉ có {pages} trang, không có trang {page}. Mời chọn trang khác."
    en = "This paper has {pages} pages, so there is no page {page}. Please choose another page."


class NobodyToRemind(Refusal):
    code = "agenda.nobody_to_remind"
    vi = "Mọi người nhận tài liệu đều đã mở bản mới nhất nên không cần nhắc ai. Mời xem lại danh sách đã đọc."
    en = "All whom the papers are for have opened them, so nobody is reminded. Look at the list of readers."


class NothingToBundle(Refusal):
    code = "agenda.nothing_to_bundle"
    vi = "Không có tài liệu nào {xung_ho} đọc được để gộp. Mời chọn tài liệu khác, hoặc chờ phát hành."
    en = "There is no paper you may read to bundle. Choose other papers, or wait until they are issued."


class NoGuestCode(Refusal):
    code = "agenda.no_guest_code"
    vi = "Cuộc họp chưa có mã cho khách mời. Mời tạo mã trước, rồi in để đặt tại bàn."
    en = "The meeting has no code for guests. Make one first, then print it for the tables."


class ProgrammeUnreadable(Refusal):
    """Facts: reason (what is wrong with the file, for the help desk)."""

    code = "agenda.programme_unreadable"
    status = 422
    vi = (
        "Không đọc được tệp này như một chương trình Word (.docx) hay Excel (.xlsx). "
        "Mời mở tệp, lưu lại ở dạng .docx hoặc .xlsx rồi thử lại, hoặc nhập chương trình bằng tay."
    )
    en = (
        "This file cannot be read as a Word (.docx) or Excel (.xlsx) programme. "
        "Open it, save it anew in one of these forms and try again, or type the programme in."
    )


class ProgrammeEmpty(Refusal):
    code = "agenda.programme_empty"
    status = 422
    vi = (
        "Trong tệp không tìm thấy nội dung chương trình nào. "
        "Mời chọn tệp có bảng hoặc danh sách nội dung, hoặc nhập chương trình bằng tay."
    )
    en = "No item was found in this file. Choose one with a table or a list of items, or type them in."
