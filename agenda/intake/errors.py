"""Why a file is not taken in, beside what is wrong with a PDF (`agenda.errors.PdfRefused`)."""

from __future__ import annotations

from meetings.errors import Refusal


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
