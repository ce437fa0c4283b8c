"""Each refusal of the agenda has a code of its own and a whole sentence in both languages."""

from __future__ import annotations

import re

import pytest

from agenda import errors
from agenda.intake import errors as intake_errors
from meetings.errors import Refusal

REFUSALS = sorted(
    (
        refusal
        for refusal in (vars(errors) | vars(intake_errors)).values()
        if isinstance(refusal, type) and issubclass(refusal, Refusal) and "code" in vars(refusal)
        and refusal.code.startswith("agenda.")
    ),
    key=lambda refusal: refusal.code,
)  # fmt: skip
CODES = [
    "agenda.already_published",
    "agenda.conversion_failed",
    "agenda.document_late",
    "agenda.document_recalled",
    "agenda.dossier_changed",
    "agenda.empty_agenda",
    "agenda.intake_busy",
    "agenda.item_already_current",
    "agenda.item_changed",
    "agenda.item_in_use",
    "agenda.item_inside_itself",
    "agenda.item_not_planned",
    "agenda.moment_passed",
    "agenda.no_converter",
    "agenda.no_examination_report",
    "agenda.no_group_to_share_with",
    "agenda.no_guest_code",
    "agenda.no_open_sitting",
    "agenda.no_replacement",
    "agenda.no_space",
    "agenda.no_such_page",
    "agenda.nobody_to_remind",
    "agenda.not_a_pdf",
    "agenda.not_approved",
    "agenda.not_draft",
    "agenda.not_issued",
    "agenda.not_published",
    "agenda.not_scheduled",
    "agenda.not_submitted",
    "agenda.not_your_group",
    "agenda.note_broken",
    "agenda.note_outside_page",
    "agenda.note_too_large",
    "agenda.notes_are_personal",
    "agenda.nothing_changed",
    "agenda.nothing_to_bundle",
    "agenda.number_taken",
    "agenda.pdf_bomb",
    "agenda.pdf_damaged",
    "agenda.pdf_empty",
    "agenda.pdf_encrypted",
    "agenda.pdf_signed_and_active",
    "agenda.pdf_too_large",
    "agenda.programme_approved",
    "agenda.programme_empty",
    "agenda.programme_unreadable",
    "agenda.reason_missing",
    "agenda.same_file",
    "agenda.state_secret",
    "agenda.too_many_uploads",
    "agenda.upload_incomplete",
    "agenda.upload_too_long",
    "agenda.wrong_offset",
]
FACTS = {
    "deadline": "28/11/2023",
    "documents": 3,
    "field": "color",
    "form": ".docx",
    "group": "Tổ 1",
    "items": 2,
    "law": "Điều 5 Luật Bảo vệ bí mật nhà nước",
    "law_en": "the law, article 5",
    "level": "MẬT",
    "limit": 256,
    "no": "14",
    "page": 8,
    "pages": 7,
    "points": 20000,
    "reason": "Sai số liệu",
    "received": 1000,
    "sign": "chữ “MẬT” ở trang 1",
    "sign_en": '"MẬT" on page 1',
    "size": 5000,
    "state": "PUBLISHED",
    "time": "07:30 06/12/2023",
    "title": "Tờ trình",
    "version": 2,
    "who": "Thường trực HĐND",
}
ADDRESS = {"xung_ho": "đại biểu", "Xung_ho": "Đại biểu"}


def test_the_codes_are_a_stable_list() -> None:
    assert [refusal.code for refusal in REFUSALS] == CODES


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_speaks_in_whole_sentences(refusal: type[Refusal]) -> None:
    for template in (refusal.vi, refusal.en):
        sentence = template.format(**FACTS, **ADDRESS)

        assert sentence.endswith(".")
        assert len(re.findall(r"[.:;,]\s", sentence + " ")) >= 2, "what happened, and what to do"


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_addresses_nobody_as_ban(refusal: type[Refusal]) -> None:
    assert re.search(r"\bbạn\b", refusal.vi, re.IGNORECASE) is None
