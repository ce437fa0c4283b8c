"""From the bytes that came to a paper that may be kept: cleaned, read, looked at for marks of secrecy."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from agenda import intake
from agenda.intake import convert, first_page, secrecy
from agenda.intake.reading import ReadPage, lines_seen, pages_in, write_pages


@dataclass(frozen=True)
class Prepared:
    """`pages` may be without text: a scan that nobody recognised."""

    report: intake.CleanReport
    pages: list[ReadPage]

    @property
    def mark(self) -> secrecy.Mark | None:
        first = self.pages[: secrecy.FIRST_PAGES]
        return secrecy.mark_in([(page.text, seen(page)) for page in first])

    @property
    def proposal(self) -> first_page.Proposal:
        """What the first page says of the paper, where it was measured or not."""
        page = self.pages[0] if self.pages else None
        if page is None:
            return first_page.Proposal()
        lines = lines_seen(page) or [first_page.Line(line) for line in page.text.splitlines()]
        return first_page.propose(lines)

    @property
    def searchable(self) -> bool:
        return any(page.text for page in self.pages)


def prepare(path: Path) -> Prepared:
    """Make beside the file what may be kept of it: its name with .clean, .pages and .report.

    An office file becomes a PDF first; a scan is recognised where that can be done. Raises PdfRefused,
    IntakeBusy, NoConverter, ConversionFailed; then nothing is left beside it.
    """
    try:
        if form := convert.form_of(path):
            convert.make_pdf(path, form)
        report, pages = cleaned(path)
        # One changed byte would break a signature.
        if not report.signed and convert.needs_recognition(pages) and convert.recognise(report.path, path):
            report, pages = cleaned(path)
    except BaseException:
        forget(path)
        raise
    told = {name: value for name, value in asdict(report).items() if name != "path"}
    beside(path, "report").write_text(json.dumps(told), encoding="utf-8")
    return Prepared(report, pages)


def cleaned(path: Path) -> tuple[intake.CleanReport, list[ReadPage]]:
    report = intake.clean(path)
    write_pages([(report.path, beside(path, "pages"))])
    return report, pages_in(beside(path, "pages")) or []


def prepared_before(path: Path) -> Prepared | None:
    """Return what an earlier `prepare` left beside the file, if it came to its end."""
    if not beside(path, "report").exists():
        return None
    told = json.loads(beside(path, "report").read_text(encoding="utf-8"))
    told["outline"] = tuple(intake.Bookmark(**line) for line in told["outline"])
    report = intake.CleanReport(path=beside(path, "clean"), **told)
    return Prepared(report, pages_in(beside(path, "pages")) or [])


def forget(path: Path) -> None:
    """Remove what was made beside the file, the report first: without it the rest is nothing."""
    for kind in ("report", "pages", "clean"):
        beside(path, kind).unlink(missing_ok=True)


def beside(path: Path, kind: str) -> Path:
    return path.with_name(f"{path.name}.{kind}")


def seen(page: ReadPage) -> list[str]:
    """Return the lines as they are seen, close print and print with wide blanks."""
    return [line.text for gap in (1.0, 3.0) for line in lines_seen(page, gap)]
