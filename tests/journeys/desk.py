"""What the journeys of the desk share: its screen, its menus, papers as an office sends them."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from uuid import uuid4

from PIL import Image
from playwright.sync_api import Locator, Page
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from agenda.stamp import FONTS
from tests.journeys.hall import Hall

PART = 4 * 1024 * 1024


def desk(hall: Hall, tab: str, role: str = "SECRETARY", **size: int) -> Page:
    return hall.screen(hall.usernames(role)[0], f"{hall.place('desk')}?tab={tab}", **size)


def of_menu(page: Page, title: str, name: str) -> None:
    """Choose an act from the menu of the paper with this title."""
    line(page, title).locator("[data-act=menu]").click()
    page.locator(f".entry[data-act={name}]").click()


def line(page: Page, title: str) -> Locator:
    return page.locator("[data-paper]").filter(has_text=title).first


def official(path: Path, number: str, heading: str, abstract: str) -> Path:
    """A first page as decree 30/2020 lays it out, with letters that can be read."""
    pdfmetrics.registerFont(TTFont("Tinos", FONTS / "Tinos-Regular.ttf"))
    drawing = Canvas(str(path))
    drawing.setFont("Tinos", 13)
    drawing.drawCentredString(150, 780, "ỦY BAN NHÂN DÂN")
    drawing.drawCentredString(150, 762, "TỈNH ĐIỆN BIÊN")
    drawing.drawCentredString(150, 740, f"Số: {number}")
    drawing.drawCentredString(430, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    drawing.drawCentredString(430, 762, "Độc lập - Tự do - Hạnh phúc")
    drawing.drawCentredString(430, 740, "Điện Biên, ngày 20 tháng 11 năm 2023")
    drawing.drawCentredString(297, 690, heading)
    drawing.drawCentredString(297, 670, abstract)
    drawing.drawString(72, 620, "Kính gửi: Hội đồng nhân dân tỉnh.")
    drawing.showPage()
    drawing.save()
    return path


def large(path: Path) -> Path:
    """A PDF that goes in three parts: a picture of noise, which no filter makes smaller."""
    noise = Image.frombytes("RGB", (1700, 1700), random.Random(4).randbytes(3 * 1700 * 1700))
    drawing = Canvas(str(path))
    drawing.drawImage(ImageReader(noise), 72, 200, 450, 450)
    drawing.showPage()
    drawing.save()
    return path


def put_in(page: Page, *paths: Path) -> None:
    page.locator("[data-upload-input]").set_input_files(list(paths))


def newest(hall: Hall) -> dict[str, object]:
    papers = hall.snapshot(hall.voice(hall.usernames("SECRETARY")[0]))["document"].values()
    found: dict[str, object] = max(papers, key=lambda each: int(each["id"]))
    return found


def with_approval(hall: Hall) -> None:
    """Have the body ask for approval, before anybody has looked at the meeting."""
    with sqlite3.connect(hall.server.folder / "nghi-truong.sqlite3", timeout=20) as database:
        database.execute("UPDATE meetings_body SET issue_needs_approval = 1")


def keeps(hall: Hall, username: str, document: str, version: int = 1) -> str:
    """Have a tablet of this person take a copy; return the tablet's id."""
    device, voice = str(uuid4()), hall.voice(username)
    voice.post(f"/api/devices/{device}/lease", {"name": "Máy tính bảng"})
    voice.post(f"/api/devices/{device}/copies", {"taken": [{"document": int(document), "version": version}]})
    return device
