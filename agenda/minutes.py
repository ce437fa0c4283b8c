"""How the events of the agenda read in the Record, from what was true at that moment."""

from __future__ import annotations

from agenda.models import Circulation
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
}


def item_added(entry: Entry, names: Names) -> Words:
    of = entry.facts
    return Words(
        vi=f"Thêm nội dung {of['number']}: {of['title']}.",
        en=f"Item {of['number']} was added: {of['title']}.",
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


def document_uploaded(entry: Entry, names: Names) -> Words:
    of = entry.facts
    cleaned = sum(count for count in of["removed"].values() if isinstance(count, int))
    return Words(
        vi=f"Tải lên dự thảo tài liệu “{of['title']}” ({of['pages']} trang"
        + (f", đã loại bỏ {cleaned} thành phần động)." if cleaned else ")."),
        en=f"Draft document “{of['title']}” was uploaded ({of['pages']} pages"
        + (f", {cleaned} active parts removed)." if cleaned else ")."),
    )


def documents_issued(entry: Entry, names: Names) -> Words:
    of = entry.facts
    titles = "; ".join(of["titles"])
    count = len(of["documents"])
    public = of["circulation"] == Circulation.PUBLIC
    vi = f"Phát hành {count} tài liệu {'công khai' if public else 'cho đại biểu'}"
    papers = "1 document was" if count == 1 else f"{count} documents were"
    en = f"{papers} issued {'to the public' if public else 'to the delegates'}"
    if of["late"]:
        vi, en = f"{vi}, quá hạn gửi", f"{en}, after the deadline"
    return Words(vi=f"{vi}: {titles}.", en=f"{en}: {titles}.")


def document_removed(entry: Entry, names: Names) -> Words:
    title = entry.facts["title"]
    return Words(vi=f"Gỡ dự thảo tài liệu “{title}”.", en=f"Draft document “{title}” was removed.")


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
        ("agenda.item_edited", item_edited),
        ("agenda.item_moved", item_moved),
        ("agenda.item_removed", item_removed),
        ("agenda.item_started", item_started),
        ("agenda.agenda_published", agenda_published),
        ("agenda.dossier_added", dossier_added),
        ("agenda.dossier_edited", dossier_edited),
        ("agenda.document_uploaded", document_uploaded),
        ("agenda.documents_issued", documents_issued),
        ("agenda.document_removed", document_removed),
        ("agenda.reminders_sent", reminders_sent),
        ("agenda.reminder_given", reminder_given),
        ("agenda.reminder_seen", reminder_seen),
        ("agenda.guest_code_made", guest_code_made),
        ("agenda.guest_code_withdrawn", guest_code_withdrawn),
    ):
        register(kind, words)
