"""Why a file is not taken in: what is wrong with it, what it may not hold, or that there is no room."""

from __future__ import annotations

from meetings.errors import Refusal


class PdfRefused(Refusal):
    """What the cleaning of an uploaded file may say; nothing of such a file is kept."""

    status = 422


class NotAPdf(PdfRefused):
    code = "agenda.not_a_pdf"
    vi = "Tệp này không phải là PDF, dù tên tệp ghi thế nào. Mời xuất văn bản ra PDF rồi tải lên lại."
    en = "This file is not a PDF, whatever its name says. Export the paper as PDF and try again."


class PdfEncrypted(PdfRefused):
    code = "agenda.pdf_encrypted"
    vi = "Tệp PDF có mật khẩu hoặc bị khóa nên hệ thống không kiểm tra được. Mời bỏ mật khẩu rồi tải lên lại."
    en = "The PDF is encrypted, so it cannot be checked. Remove its password and try again."


class PdfDamaged(PdfRefused):
    code = "agenda.pdf_damaged"
    vi = "Tệp PDF bị hỏng hoặc tải lên chưa trọn vẹn. Mời tải lên lại hoặc xuất lại tệp."
    en = "The PDF is damaged or incomplete. Upload it again, or export it anew."


class PdfEmpty(PdfRefused):
    code = "agenda.pdf_empty"
    vi = "Tệp PDF không có trang nào. Mời kiểm tra lại tệp rồi tải lên."
    en = "The PDF has no page. Please check the file and upload it again."


class PdfTooLarge(PdfRefused):
    code = "agenda.pdf_too_large"
    vi = (
        "Tệp PDF vượt giới hạn về dung lượng hoặc số trang. "
        "Mời giảm độ phân giải bản quét hoặc tách thành nhiều tệp."
    )
    en = "The PDF is over the limit of size or pages. Scan it at a lower resolution or split it."


class PdfBomb(PdfRefused):
    code = "agenda.pdf_bomb"
    vi = (
        "Tệp PDF phình ra quá mức khi mở nên bị dừng lại để bảo vệ hệ thống. "
        "Mời in lại văn bản ra PDF rồi tải lên."
    )
    en = (
        "The PDF grows beyond all measure when opened, so it was stopped to protect the system. "
        "Print the paper to PDF again and upload that."
    )


class PdfSignedAndActive(PdfRefused):
    """Facts: removed (what would have to go)."""

    code = "agenda.pdf_signed_and_active"
    vi = (
        "Tệp PDF đã ký số nhưng có chứa nội dung tự chạy; gỡ đi thì chữ ký số không còn giá trị. "
        "Mời xuất lại tệp không có nội dung đó rồi ký lại."
    )
    en = (
        "The PDF is signed but holds active content; removing it would break the signature. "
        "Export it without that content and sign it again."
    )


PDF_REFUSALS: dict[str, type[PdfRefused]] = {
    refused.code: refused
    for refused in (
        NotAPdf,
        PdfEncrypted,
        PdfDamaged,
        PdfEmpty,
        PdfTooLarge,
        PdfBomb,
        PdfSignedAndActive,
    )
}


class StateSecret(Refusal):
    """Facts: level, page and words (null when the uploader declared it), declared, law.

    Nothing of the file is kept. Unless it was declared it may be sent again with `harmless`.
    """

    code = "agenda.state_secret"
    status = 422
    vi = (
        "Tài liệu có độ mật {level} ({sign}) nên không được đưa lên hệ thống nối mạng này, theo {law}; "
        "tệp không được lưu lại. Đề nghị xử lý theo quy định bảo vệ bí mật nhà nước. "
        "Nếu đó không phải là dấu độ mật, mời xác nhận rồi tải lên lại."
    )
    en = (
        "The paper bears the secrecy level {level} ({sign_en}), so it may not be put on this networked "
        "system, by {law_en}; nothing of it was kept. Handle it under the rules on state secrets. "
        "If that is not a secrecy mark, confirm so and upload it again."
    )


class IntakeBusy(Refusal):
    """Facts: limit (seconds). The file was not found wanting: the machine had no time for it."""

    code = "agenda.intake_busy"
    vi = (
        "Máy chủ đang bận nên chưa kiểm tra xong tệp trong {limit} giây; tệp không bị coi là có lỗi. "
        "Mời đợi một lát rồi thử lại."
    )
    en = (
        "The server is busy and could not check the file within {limit} seconds; nothing was found wrong "
        "with it. Wait a moment, then try again."
    )


class NoSpace(Refusal):
    """Facts: free (bytes), when it is known."""

    code = "agenda.no_space"
    status = 507
    vi = (
        "Máy chủ không còn đủ chỗ trống trên đĩa nên chưa nhận được tệp; các tài liệu đã có vẫn nguyên vẹn. "
        "Đề nghị báo người quản trị giải phóng dung lượng, rồi tải lên lại."
    )
    en = (
        "The server's disk is full, so the file was not taken in; all papers that were there are whole. "
        "Ask the administrator to free some space, then upload it again."
    )


class WrongOffset(Refusal):
    """Facts: received (bytes that the server has: where to go on)."""

    code = "agenda.wrong_offset"
    vi = "Phần gửi lên không nối tiếp phần đã nhận ({received} byte). Mời gửi tiếp từ vị trí đó."
    en = "This part does not follow what was received ({received} bytes). Go on from there."


class UploadTooLong(Refusal):
    """Facts: size (what was announced)."""

    code = "agenda.upload_too_long"
    status = 422
    vi = "Tệp gửi lên dài hơn {size} byte đã báo trước nên phần này không được nhận. Mời tải lại tệp từ đầu."
    en = "More came than the {size} bytes that were announced, so this part was dropped. Upload it anew."


class UploadIncomplete(Refusal):
    """Facts: received, size."""

    code = "agenda.upload_incomplete"
    vi = "Tệp mới nhận được {received} trong {size} byte nên chưa mở được. Mời gửi tiếp phần còn lại."
    en = "Only {received} of {size} bytes have come, so the file cannot be opened yet. Send the rest first."


class TooManyUploads(Refusal):
    """Facts: limit."""

    code = "agenda.too_many_uploads"
    vi = (
        "Đang có quá nhiều tệp tải lên dở dang (tối đa {limit}). "
        "Mời hoàn tất hoặc bỏ bớt các tệp đó rồi tải tiếp."
    )
    en = "Too many uploads are under way (at most {limit}). Finish or drop some of them first."


class NoConverter(Refusal):
    """Facts: form (".docx", ".xlsx", ".pptx")."""

    code = "agenda.no_converter"
    status = 422
    vi = (
        "Máy chủ chưa cài LibreOffice nên không chuyển được tệp {form} sang PDF. "
        "Mời mở tệp, chọn “Xuất ra PDF”, rồi tải lên bản PDF."
    )
    en = (
        "LibreOffice is not installed on the server, so a {form} file cannot be converted. "
        "Open it, export it as PDF, and upload the PDF."
    )


class ConversionFailed(Refusal):
    """Facts: form."""

    code = "agenda.conversion_failed"
    status = 422
    vi = (
        "Không chuyển được tệp {form} này sang PDF trong giới hạn thời gian và bộ nhớ. "
        "Mời mở tệp, chọn “Xuất ra PDF”, rồi tải lên bản PDF."
    )
    en = (
        "This {form} file could not be converted within the limits of time and memory. "
        "Open it, export it as PDF, and upload the PDF."
    )
