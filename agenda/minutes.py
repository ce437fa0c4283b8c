"""How the events of the agenda read in the Record, from what was true at that moment."""

from __future__ import annotations

from datetime import datetime

from agenda.models import Circulation, DocumentKind
from meetings import clock
from meetings.history import Entry
from meetings.minutes import Names, Words, register

FIELDS = {
    "title": ("tên", "title"),
    "kind": ("loại", "kind"),
    "day": ("ngày", "day"),
    "starts_at": ("giờ bắt đầu", "starting time"),
    "minutes": ("thời lượng", "length"),
    "presenter": ("người trình bày", "presenter"),
    "vote_form": ("hình thức biểu quyết", "form of vote"),
    "vote_rule": ("quy tắc biểu quyết", "rule of vote"),
    "dossiers": ("hồ sơ", "dossiers"),
    "no": ("số", "number"),
    "legal_normative": ("văn bản quy phạm pháp luật", "legal-normative"),
    "examined_by": ("cơ quan thẩm tra", "examining committee"),
    "number": ("số, ký hiệu", "number"),
    "issuer": ("cơ quan ban hành", "issuing body"),
    "dated": ("ngày văn bản", "date"),
    "circulation": ("phạm vi lưu hành", "circulation"),
    "item": ("nội dung", "item"),
    "dossier": ("hồ sơ", "dossier"),
}
KINDS_EN = {
    DocumentKind.SUBMISSION: "the submission",
    DocumentKind.APPRAISAL_REPORT: "the appraisal report",
    DocumentKind.DRAFT_RESOLUTION: "the draft resolution",
    DocumentKind.EXAMINATION_REPORT: "the examination report",
}


def item_added(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=f"Thêm nội dung {of['number']}: {of['title']}.",
        en=f"Item {of['number']} was added: {of['title']}.",
    )


def programme_filled(entry: Entry, names: Names) -> Words:
    titles = entry.facts["titles"]
    return Words(
        vi=f"Thêm {len(titles)} nội dung vào chương trình: {'; '.join(titles)}.",
        en=f"{len(titles)} items were added to the agenda: {'; '.join(titles)}.",
    )


def item_edited(entry: Entry, names: Names) -> Words:
    of = entry.facts
    vi, en = changed_fields(entry)
    return Words(
        vi=f"Sửa nội dung {of['number']} ({vi}): {of['title']}.",
        en=f"Item {of['number']} was edited ({en}): {of['title']}.",
    )


def item_moved(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=f"Chuyển nội dung {of['number_before']} thành nội dung {of['number']}: {of['title']}.",
        en=f"Item {of['number_before']} became item {of['number']}: {of['title']}.",
    )


def item_removed(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=f"Gỡ nội dung {of['number']} khỏi chương trình: {of['title']}.",
        en=f"Item {of['number']} was taken off the agenda: {of['title']}.",
    )


def agenda_published(entry: Entry, names: Names) -> Words:
    items = len(entry.facts["items"])
    return Words(
        vi=f"Công bố chương trình gồm {items} nội dung.",
        en=f"The agenda was published with {items} items.",
    )


def item_started(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=f"Bắt đầu nội dung {of['number']}: {of['title']}.",
        en=f"Item {of['number']} began: {of['title']}.",
    )


def dossier_added(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=f"Lập hồ sơ số {of['no']}: {of['title']}.",
        en=f"Dossier {of['no']} was opened: {of['title']}.",
    )


def dossier_edited(entry: Entry, names: Names) -> Words:
    of = entry.facts
    vi, en = changed_fields(entry)
    return Words(
        vi=f"Sửa hồ sơ số {of['no']} ({vi}): {of['title']}.",
        en=f"Dossier {of['no']} was edited ({en}): {of['title']}.",
    )


def dossier_moved(entry: Entry, names: Names) -> Words:
    of = entry.facts
    if not of["before_no"]:
        return Words(
            vi=f"Xếp hồ sơ số {of['no']} xuống cuối danh sách hồ sơ: {of['title']}.",
            en=f"Dossier {of['no']} was put last: {of['title']}.",
        )
    return Words(
        vi=f"Xếp hồ sơ số {of['no']} trước hồ sơ số {of['before_no']}: {of['title']}.",
        en=f"Dossier {of['no']} was put before dossier {of['before_no']}: {of['title']}.",
    )


def dossier_exempted(entry: Entry, names: Names) -> Words:
    of = entry.facts
    kinds = [DocumentKind(kind) for kind in of["exempt"]]
    if not kinds:
        return Words(
            vi=f"Hồ sơ số {of['no']} phải có đủ tài liệu như quy định: {of['title']}.",
            en=f"Dossier {of['no']} needs all its papers again: {of['title']}.",
        )
    vi = ", ".join(kind.label.lower() for kind in kinds)
    en = ", ".join(KINDS_EN.get(kind, kind.value) for kind in kinds)
    return Words(
        vi=f"Hồ sơ số {of['no']} được miễn {vi}: {of['title']}.",
        en=f"Dossier {of['no']} need not have {en}: {of['title']}.",
    )


def document_uploaded(entry: Entry, names: Names) -> Words:
    of = entry.facts
    cleaned = sum(count for count in of["removed"].values() if isinstance(count, int))
    vi, en = harmless_said(entry, names)
    return Words(
        vi=f"Tải lên dự thảo tài liệu “{of['title']}” ({of['pages']} trang"
        + (f", đã loại bỏ {cleaned} thành phần động)." if cleaned else ").")
        + vi,
        en=f"Draft document “{of['title']}” was uploaded ({of['pages']} pages"
        + (f", {cleaned} active parts removed)." if cleaned else ").")
        + en,
    )


def harmless_said(entry: Entry, names: Names) -> tuple[str, str]:
    """Who answers for a word like a secrecy mark, `MAT (tr. 1)` in the facts; nothing where there is none."""
    words, _, page = entry.facts.get("harmless", "").rpartition(" (tr. ")
    if not words:
        return "", ""
    who, page = names.person(entry.by_id), page.rstrip(")")
    return (
        f" {who} xác nhận chữ “{words}” ở trang {page} không phải dấu độ mật.",
        f" {who} confirmed that “{words}” on page {page} is no mark of secrecy.",
    )


def document_edited(entry: Entry, names: Names) -> Words:
    of = entry.facts
    vi, en = changed_fields(entry)
    return Words(
        vi=f"Sửa dự thảo tài liệu “{of['title']}” ({vi})"
        + (", phải trình duyệt lại." if of["withdrawn"] else "."),
        en=f"Draft document “{of['title']}” was edited ({en})"
        + (", and needs approval anew." if of["withdrawn"] else "."),
    )


def documents_submitted(entry: Entry, names: Names) -> Words:
    vi, en = counted(entry)
    return Words(vi=f"Trình duyệt {vi}.", en=f"Submitted for approval: {en}.")


def documents_approved(entry: Entry, names: Names) -> Words:
    vi, en = counted(entry)
    return Words(vi=f"Duyệt {vi}.", en=f"Approved: {en}.")


def documents_returned(entry: Entry, names: Names) -> Words:
    vi, en = counted(entry)
    reason = ended(entry.facts["reason"])
    return Words(vi=f"Trả lại {vi}. Lý do: {reason}", en=f"Returned: {en}. Reason: {reason}")


def documents_scheduled(entry: Entry, names: Names) -> Words:
    vi, en = counted(entry)
    at, group = local_time(entry.facts["at"]), entry.facts["group_name"]
    return Words(
        vi=f"Hẹn phát hành lúc {at}" + (f" cho {group}" if group else "") + f": {vi}.",
        en=f"To be issued at {at}" + (f" to {group}" if group else "") + f": {en}.",
    )


def document_unscheduled(entry: Entry, names: Names) -> Words:
    of = entry.facts
    at = local_time(of["at"])
    if of["reason"]:
        return Words(
            vi=f"“{of['title']}” không phát hành lúc {at} như đã hẹn. {of['reason']}",
            en=f"“{of['title']}” was not issued at {at} as it was scheduled. {of['reason']}",
        )
    return Words(
        vi=f"Bỏ hẹn phát hành “{of['title']}” lúc {at}.",
        en=f"“{of['title']}” is no longer to be issued at {at}.",
    )


def documents_issued(entry: Entry, names: Names) -> Words:
    of = entry.facts
    titles = "; ".join(of["titles"])
    count = len(of["documents"])
    public = of["circulation"] == Circulation.PUBLIC
    # Entries of the first version know neither groups nor who allowed a late issue.
    group, consent = of.get("group_name", ""), of.get("consent", "")
    if group:
        to_vi, to_en = f"trước cho {group}", f"to {group} first"
    else:
        to_vi = "công khai" if public else "cho đại biểu"
        to_en = "to the public" if public else "to the delegates"
    papers = "1 document was" if count == 1 else f"{count} documents were"
    vi, en = f"Phát hành {count} tài liệu {to_vi}", f"{papers} issued {to_en}"
    if of["late"]:
        vi, en = f"{vi}, quá hạn gửi", f"{en}, after the deadline"
    if consent:
        vi, en = f"{vi} (cho phép: {consent})", f"{en} (allowed by: {consent})"
    return Words(vi=f"{vi}: {titles}.", en=f"{en}: {titles}.")


def document_replaced(entry: Entry, names: Names) -> Words:
    of = entry.facts
    vi = f"Thay “{of['title']}” bằng bản {of['version']} ({of['pages']} trang)"
    en = f"“{of['title']}” was replaced by version {of['version']} ({of['pages']} pages)"
    said_vi, said_en = harmless_said(entry, names)
    if of["reason"]:
        reason = ended(of["reason"])
        return Words(vi=f"{vi}. Lý do: {reason}{said_vi}", en=f"{en}. Reason: {reason}{said_en}")
    return Words(vi=f"{vi}.{said_vi}", en=f"{en}.{said_en}")


def replacement_proposed(entry: Entry, names: Names) -> Words:
    of = entry.facts
    said_vi, said_en = harmless_said(entry, names)
    reason = ended(of["reason"])
    return Words(
        vi=f"Trình duyệt bản {of['version']} thay “{of['title']}” ({of['pages']} trang). "
        f"Lý do: {reason}{said_vi}",
        en=f"Version {of['version']} of “{of['title']}” was submitted for approval ({of['pages']} pages). "
        f"Reason: {reason}{said_en}",
    )


def replacement_returned(entry: Entry, names: Names) -> Words:
    title, reason = entry.facts["title"], ended(entry.facts["reason"])
    return Words(
        vi=f"Trả lại bản thay của “{title}”. Lý do: {reason}",
        en=f"The new version of “{title}” was returned. Reason: {reason}",
    )


def replacement_withdrawn(entry: Entry, names: Names) -> Words:
    title = entry.facts["title"]
    return Words(
        vi=f"Rút bản thay của “{title}”; bản đang dùng giữ nguyên.",
        en=f"The new version of “{title}” was taken back; the present one stays.",
    )


def document_recalled(entry: Entry, names: Names) -> Words:
    of = entry.facts
    reason = ended(of["reason"])
    return Words(
        vi=f"Thu hồi tài liệu “{of['title']}” theo quyết định của {of['who']}. Lý do: {reason}",
        en=f"“{of['title']}” was recalled by decision of {of['who']}. Reason: {reason}",
    )


def document_removed(entry: Entry, names: Names) -> Words:
    title = entry.facts["title"]
    return Words(vi=f"Gỡ dự thảo tài liệu “{title}”.", en=f"Draft document “{title}” was removed.")


def counted(entry: Entry) -> tuple[str, str]:
    """How many papers, and which."""
    titles = entry.facts["titles"]
    named = "; ".join(titles)
    papers = "1 document" if len(titles) == 1 else f"{len(titles)} documents"
    return f"{len(titles)} tài liệu: {named}", f"{papers}: {named}"


def ended(reason: str) -> str:
    """What somebody typed, as the end of a sentence."""
    return f"{reason.rstrip('. ')}."


def local_time(at: str) -> str:
    """`16:00 05/12/2023`, in Vietnam, of a moment as the journal writes it."""
    return f"{datetime.fromisoformat(at).astimezone(clock.LOCAL):%H:%M %d/%m/%Y}"


def reminders_sent(entry: Entry, names: Names) -> Words:
    people, papers = len(entry.facts["persons"]), len(entry.facts["documents"])
    return Words(
        vi=f"Nhắc {people} người đọc {papers} tài liệu chưa mở.",
        en=f"{number_of(people, 'person was', 'people were')} reminded of "
        f"{number_of(papers, 'unread document', 'unread documents')}.",
    )


def reminder_given(entry: Entry, names: Names) -> Words:
    papers = len(entry.facts["documents"])
    return Words(
        vi=f"Văn phòng nhắc đọc {papers} tài liệu.",
        en=f"The office asks to read {number_of(papers, 'document', 'documents')}.",
    )


def reminder_seen(entry: Entry, names: Names) -> Words:
    return Words(vi="Đã xem lời nhắc đọc tài liệu.", en="The reminder to read was seen.")


def guest_code_made(entry: Entry, names: Names) -> Words:
    if entry.facts["renewed"]:
        return Words(
            vi="Đổi mã cho khách mời; mã cũ hết hiệu lực.",
            en="The code for guests was renewed; the old one ends.",
        )
    return Words(vi="Tạo mã cho khách mời.", en="A code for guests was made.")


def guest_code_withdrawn(entry: Entry, names: Names) -> Words:
    return Words(vi="Thu mã cho khách mời.", en="The code for guests was withdrawn.")


def number_of(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def changed_fields(entry: Entry) -> tuple[str, str]:
    words = [FIELDS[name] for name in entry.facts["after"]]
    return ", ".join(vi for vi, _ in words), ", ".join(en for _, en in words)


def register_all() -> None:
    for kind, words in (
        ("agenda.item_added", item_added),
        ("agenda.programme_filled", programme_filled),
        ("agenda.item_edited", item_edited),
        ("agenda.item_moved", item_moved),
        ("agenda.item_removed", item_removed),
        ("agenda.item_started", item_started),
        ("agenda.agenda_published", agenda_published),
        ("agenda.dossier_added", dossier_added),
        ("agenda.dossier_edited", dossier_edited),
        ("agenda.dossier_moved", dossier_moved),
        ("agenda.dossier_exempted", dossier_exempted),
        ("agenda.document_uploaded", document_uploaded),
        ("agenda.document_edited", document_edited),
        ("agenda.documents_submitted", documents_submitted),
        ("agenda.documents_approved", documents_approved),
        ("agenda.documents_returned", documents_returned),
        ("agenda.documents_scheduled", documents_scheduled),
        ("agenda.document_unscheduled", document_unscheduled),
        ("agenda.document_replaced", document_replaced),
        ("agenda.replacement_proposed", replacement_proposed),
        ("agenda.replacement_returned", replacement_returned),
        ("agenda.replacement_withdrawn", replacement_withdrawn),
        ("agenda.document_recalled", document_recalled),
        ("agenda.documents_issued", documents_issued),
        ("agenda.document_removed", document_removed),
        ("agenda.reminders_sent", reminders_sent),
        ("agenda.reminder_given", reminder_given),
        ("agenda.reminder_seen", reminder_seen),
        ("agenda.guest_code_made", guest_code_made),
        ("agenda.guest_code_withdrawn", guest_code_withdrawn),
    ):
        register(kind, words)
