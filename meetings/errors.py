"""The refusals of meetings: each has a stable code, facts, and a sentence that says what to do now."""

from typing import ClassVar


class Refusal(Exception):
    """What the platform answers instead of doing it; rendered as RFC 9457 problem+json by `web.errors`.

    `vi` and `en` are `str.format` templates over `facts`; `{xung_ho}` and `{Xung_ho}` (the form of
    address of the body) are supplied by the renderer.
    """

    code: ClassVar[str]
    status: ClassVar[int] = 409
    vi: ClassVar[str]
    en: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts = facts


class NotFound(Refusal):
    code = "meetings.not_found"
    status = 404
    vi = (
        "Không tìm thấy nội dung này, hoặc {xung_ho} không thuộc thành phần được xem. "
        "Mời trở về trang Hôm nay."
    )
    en = "This was not found, or is not open to you. Please return to Today."


class NotAllowed(Refusal):
    code = "meetings.not_allowed"
    status = 403
    vi = "Việc này thuộc thẩm quyền của {organ}. Đề nghị liên hệ {organ} hoặc bàn thư ký."
    en = "Only {organ_en} may do this. Please ask them, or the secretary's desk."


class KeyMissing(Refusal):
    code = "meetings.key_missing"
    status = 400
    vi = "Yêu cầu thiếu mã chống gửi trùng nên chưa được thực hiện. Mời tải lại trang và làm lại."
    en = "The request carries no idempotency key, so nothing was done. Reload the page and try again."


class KeyReused(Refusal):
    code = "meetings.key_reused"
    vi = "Mã chống gửi trùng này đã dùng cho một việc khác. Mời tải lại trang và làm lại."
    en = "This idempotency key was used for something else. Reload the page and try again."


class BadInput(Refusal):
    code = "meetings.bad_input"
    status = 400
    vi = "Thông tin “{field}” còn thiếu hoặc chưa đúng. Mời kiểm tra và gửi lại."
    en = 'The field "{field}" is missing or wrong. Please correct it and send again.'


class BadState(Refusal):
    code = "meetings.bad_state"
    vi = "{what} đang ở trạng thái “{state}” nên chưa thể {act}. Cần ở trạng thái “{wanted}”."
    en = 'The {what_en} is "{state_en}"; to {act_en} it must be "{wanted_en}".'


class NoQuorum(Refusal):
    code = "meetings.no_quorum"
    vi = (
        "Chưa đủ hai phần ba tổng số đại biểu ({n}/{t}, cần {k}). Chưa thể tiến hành. "
        "Đề nghị thư ký kiểm tra điểm danh."
    )
    en = (
        "Two thirds of all delegates are not present ({n}/{t}, need {k}). Cannot proceed. "
        "Please ask the secretary to check attendance."
    )


class AlreadyPresent(Refusal):
    code = "meetings.already_present"
    vi = "{name} đã được điểm danh lúc {time}; không cần điểm danh lại."
    en = "{name} was checked in at {time}; no need to do it again."


class NotPresent(Refusal):
    code = "meetings.not_present"
    vi = (
        "{name} chưa điểm danh ở phiên họp này nên không thể ghi nhận rời phiên họp. "
        "Mời kiểm tra lại danh sách điểm danh."
    )
    en = (
        "{name} has not checked in to this sitting, so leaving cannot be recorded. "
        "Please check the attendance list."
    )


class NotADelegate(Refusal):
    code = "meetings.not_a_delegate"
    status = 403
    vi = "{name} không có tên trong danh sách đại biểu ngày họp. Đề nghị liên hệ bàn thư ký."
    en = "{name} is not on the roster of the day. Please see the secretary's desk."


class SittingAlreadyOpen(Refusal):
    code = "meetings.sitting_already_open"
    vi = "“{name}” đang họp. Hãy kết thúc phiên đó trước khi mở phiên khác."
    en = '"{name}" is under way. Close it before opening another sitting.'


class VoteRunning(Refusal):
    code = "meetings.vote_running"
    vi = "Đang có lượt biểu quyết chưa kết thúc. Hãy kết thúc hoặc hủy lượt biểu quyết trước."
    en = "A vote is still open. Close or cancel it first."


class SittingUnfinished(Refusal):
    """Facts: name, state."""

    code = "meetings.sitting_unfinished"
    vi = "“{name}” {state}. Hãy kết thúc phiên họp đó rồi bế mạc cuộc họp."
    en = '"{name}" is {state_en}. Close that sitting, then close the meeting.'


class RemoteNotAllowed(Refusal):
    code = "meetings.remote_not_allowed"
    vi = (
        "Quy chế làm việc của {body} không cho điểm danh từ điểm cầu. "
        "Mời {xung_ho} điểm danh tại hội trường, hoặc liên hệ bàn thư ký."
    )
    en = (
        "The working rules of {body} do not allow checking in from a remote site. "
        "Please check in in the hall, or ask the secretary's desk."
    )


class NoRules(Refusal):
    """No profile of rules is known for that kind of body on that day. Facts: body, day."""

    code = "meetings.no_rules"
    vi = (
        "Chưa có bộ quy tắc họp cho {body} vào ngày {day} nên chưa thể tiến hành. "
        "Mời kiểm tra ngày khai mạc, hoặc đề nghị quản trị hệ thống bổ sung quy tắc."
    )
    en = (
        "No rules are known for {body} on {day}, so this cannot be done. "
        "Check the opening day, or ask the administrator to add the rules."
    )


class DeviceCutOff(Refusal):
    """The device destroys all that it keeps when it hears this. Facts: at."""

    code = "meetings.device_cut_off"
    status = 403
    vi = (
        "Thiết bị này đã bị ngắt theo yêu cầu của bàn thư ký nên tài liệu lưu trên máy được xóa. "
        "Nếu thiết bị vẫn do {xung_ho} giữ, đề nghị liên hệ bàn hỗ trợ."
    )
    en = (
        "The secretary's desk cut this device off, so what was kept on it is removed. "
        "If you still hold it, please see the help desk."
    )


class DeviceOfAnother(Refusal):
    code = "meetings.device_of_another"
    vi = (
        "Thiết bị này đang giữ bản lưu của người khác nên chưa lưu được tài liệu cho {xung_ho}. "
        "Đề nghị người dùng trước đăng xuất trên thiết bị, hoặc tải lại trang."
    )
    en = (
        "This device keeps the copies of another person, so nothing was kept for you. "
        "Let that person sign out on it, or reload the page."
    )


class NoLease(Refusal):
    code = "meetings.no_lease"
    status = 403
    vi = (
        "{Xung_ho} không còn tham dự cuộc họp nào nên thiết bị không được giữ bản lưu tài liệu. "
        "Nếu có nhầm lẫn, đề nghị liên hệ bàn thư ký."
    )
    en = (
        "You take part in no meeting any more, so this device may keep no copies. "
        "If that is a mistake, please see the secretary's desk."
    )


class AlreadyAsked(Refusal):
    """Facts: time."""

    code = "meetings.already_asked"
    vi = "{Xung_ho} đã đăng ký lúc {time} và đang ở trong danh sách. Không cần đăng ký lại."
    en = "You asked to speak at {time} and are in the queue. There is no need to ask again."


class RequestGone(Refusal):
    """Facts: name, state."""

    code = "meetings.request_gone"
    vi = "Đăng ký của {name} {state}, không còn trong danh sách chờ. Mời chọn người khác trong danh sách."
    en = "The request of {name} is no longer waiting. Please choose another one from the queue."


class SpeakerLeft(Refusal):
    """Facts: name."""

    code = "meetings.speaker_left"
    vi = "{name} hiện không có mặt tại phiên họp. Mời người tiếp theo; đăng ký vẫn được giữ trong danh sách."
    en = "{name} is not in the sitting now. Call the next one; the request stays in the queue."


class NobodySpeaks(Refusal):
    code = "meetings.nobody_speaks"
    vi = "Ý kiến này đã kết thúc. Không cần làm gì thêm; mời xem người đang phát biểu trên màn hình."
    en = "This speech has ended already. Nothing to do; the screen shows who speaks now."


class MeetingNotOn(Refusal):
    """Facts: state, state_en."""

    code = "meetings.meeting_not_on"
    vi = "Cuộc họp {state} nên chưa nhận đăng ký phát biểu. Mời đăng ký sau khi cuộc họp được triệu tập."
    en = "The meeting is {state_en}, so no request to speak is taken. Ask once it has been convened."
