"""Which bytes a Range header asks for, by RFC 9110 section 14."""

from __future__ import annotations

import pytest

from agenda.api.ranges import RangeOutsideFileError, wanted_range

SIZE = 1000


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-499", (0, 499)),
        ("bytes=500-", (500, 999)),
        ("bytes=-200", (800, 999)),
        ("bytes=-5000", (0, 999)),
        ("bytes=990-5000", (990, 999)),
        ("bytes=999-999", (999, 999)),
    ],
)
def test_one_range_is_first_and_last_byte(header: str, expected: tuple[int, int]) -> None:
    assert wanted_range(header, SIZE) == expected


@pytest.mark.parametrize(
    "header",
    [None, "", "bytes=", "bytes=-", "bytes=9-3", "items=0-1", "bytes=0-1,5-6", "bytes=a-b"],
)
def test_what_is_no_single_range_means_the_whole_file(header: str | None) -> None:
    assert wanted_range(header, SIZE) is None


@pytest.mark.parametrize("header", ["bytes=1000-", "bytes=5000-6000", "bytes=-0"])
def test_a_range_outside_the_file_is_refused(header: str) -> None:
    with pytest.raises(RangeOutsideFileError):
        wanted_range(header, SIZE)


def test_a_number_of_a_thousand_digits_is_not_parsed() -> None:
    assert wanted_range(f"bytes=0-{'9' * 1000}", SIZE) is None
