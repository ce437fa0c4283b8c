"""A thick Vietnamese paper for the benches: 300 pages, 30 MB, text on every page, photographs on every third."""

from __future__ import annotations

import io
import random
from pathlib import Path

from PIL import Image
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from agenda.stamp import FONTS

PHRASES = (
    "ngân sách địa phương",
    "dự toán thu, chi",
    "phân bổ vốn đầu tư công",
    "kế hoạch trung hạn",
    "nghị quyết của Hội đồng nhân dân",
    "các huyện, thị xã, thành phố",
    "nhiệm vụ và giải pháp",
    "phát triển kinh tế, xã hội",
    "quốc phòng, an ninh",
    "bảo đảm tiến độ",
    "công trình giao thông, thủy lợi",
    "trường học, trạm y tế",
    "giảm tỷ lệ hộ nghèo",
    "nâng độ che phủ rừng",
    "xây dựng nông thôn mới",
    "đạt 97,4% kế hoạch",
)
PICTURE = (900, 620)
LINES = 38


def picture(chance: random.Random) -> io.BytesIO:
    """Return a photograph's worth of bytes, different each time so that no reader keeps one for all."""
    wide, high = PICTURE
    grain = Image.frombytes("RGB", (wide // 2, high // 2), chance.randbytes(wide // 2 * (high // 2) * 3))
    stored = io.BytesIO()
    grain.resize(PICTURE, Image.Resampling.BICUBIC).save(stored, "JPEG", quality=80)
    return stored


def thick_pdf(path: Path, pages: int = 300, seed: int = 4) -> Path:
    """Write the paper; its size is what the pictures make of it, about 100 kB a page."""
    chance = random.Random(seed)
    # Pictures as they are: written in letters they would be a quarter longer.
    rl_config.useA85 = 0
    for name in ("Tinos-Regular", "Tinos-Bold"):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))
    canvas = Canvas(str(path), pagesize=A4, pageCompression=1)
    canvas.setTitle("Báo cáo tổng hợp")
    wide, high = A4
    for page in range(1, pages + 1):
        if page % 20 == 1:
            canvas.bookmarkPage(f"p{page}")
            canvas.addOutlineEntry(f"Phần {page // 20 + 1}. Kết quả thực hiện", f"p{page}")
        canvas.setFont("Tinos-Bold", 14)
        canvas.drawString(70, high - 70, f"Mục {page}. Kết quả thực hiện nhiệm vụ")
        canvas.setFont("Tinos-Regular", 12.5)
        top = high - 100
        if page % 3 == 0:
            canvas.drawImage(ImageReader(picture(chance)), 70, top - 300, 455, 300)
            top -= 320
        lines = int((top - 60) // 17.5)
        for line in range(min(LINES, lines)):
            canvas.drawString(70, top - line * 17.5, " ".join(chance.choices(PHRASES, k=4)))
        canvas.drawCentredString(wide / 2, 34, str(page))
        canvas.showPage()
    canvas.save()
    return path
