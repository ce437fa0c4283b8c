"""One range of bytes of a file, as RFC 9110 section 14 asks for it."""

from __future__ import annotations

import re

ONE_RANGE = re.compile(r"\Abytes=(\d{0,18})-(\d{0,18})\Z")


class RangeOutsideFileError(Exception):
    """The range lies outside the file: answer 416 with its true length."""


def wanted_range(header: str | None, size: int) -> tuple[int, int] | None:
    """Return first and last byte (both included), or None for the whole file.

    A range that is malformed, in another unit, or one of several, may be ignored (section 14.2):
    the whole file is a right answer to it, and the reader asks for single ranges only.
    """
    match = ONE_RANGE.match(header.strip()) if header else None
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        length = min(int(last), size)
        if length == 0:
            raise RangeOutsideFileError
        return size - length, size - 1
    start, end = int(first), min(int(last or size), size - 1)
    if last and int(last) < int(first):
        return None
    if start >= size:
        raise RangeOutsideFileError
    return start, end
