"""What the keeper says no to, as problem documents (RFC 9457) with a sentence for the delegate."""

from __future__ import annotations

# code: status, Vietnamese, English
REFUSALS = {
    "not_found": (
        404,
        "Hòm phiếu chỉ nhận phiếu. Mời đại biểu trở về trang họp.",
        "Only ballots are taken here. Please return to the meeting.",
    ),
    "malformed": (
        422,
        "Phiếu gửi đến không đúng mẫu nên không được bỏ vào hòm. Mời đại biểu tải lại trang và bỏ phiếu lại.",
        "That was no ballot of this form and is not in the box. Please reload the page and vote again.",
    ),
    "unknown_poll": (
        410,
        "Hòm phiếu này không còn: phiếu chưa được nhận. "
        "Đề nghị đại biểu chờ chủ tọa cho bỏ phiếu lại hoặc bỏ phiếu giấy.",
        "This box is no more: the ballot was not taken. Please wait for the repeat, or for paper ballots.",
    ),
    "not_yet": (
        409,
        "Hòm phiếu chưa mở: còn đại biểu đang nhận phiếu. Phiếu sẽ được gửi lại khi hòm mở.",
        "The box is not open yet: others are still receiving their ballots. "
        "Yours is sent again when it opens.",
    ),
    "closed": (
        409,
        "Cuộc bỏ phiếu đã kết thúc, hòm phiếu đã niêm phong. Phiếu này không được nhận; "
        "mời đại biểu theo dõi kết quả.",
        "The voting has ended and the box is sealed. This ballot was not taken; please follow the result.",
    ),
    "no_token": (
        403,
        "Phiếu không có dấu của lượt bỏ phiếu này nên không được nhận. Đề nghị đại biểu báo Ban kiểm phiếu.",
        "The ballot does not bear the stamp of this vote and was not taken. Please tell the tellers.",
    ),
    "superseded": (
        409,
        "Trong hòm đã có phiếu gửi sau của đại biểu; phiếu này không thay được. Mời xem lại lựa chọn.",
        "A later ballot of yours is in the box; this one does not replace it. "
        "Please look at your choice again.",
    ),
    "not_kept": (
        503,
        "Hòm phiếu chưa ghi được phiếu. Thiết bị của đại biểu sẽ gửi lại.",
        "The box could not keep the ballot yet. Your device sends it again.",
    ),
}


def said(code: str, language: str) -> tuple[int, dict[str, object]]:
    """Return the status and the problem document of a refusal."""
    status, vi, en = REFUSALS[code]
    return status, {"code": f"voting.box_{code}", "status": status, "detail": en if language == "en" else vi}
