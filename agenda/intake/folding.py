"""Words without their marks: how they are searched for, and told apart from others."""

from __future__ import annotations

import unicodedata


class Lower(dict[int, str]):
    """Maps each letter to lower case, one for one: places in the text stay what they are."""

    def __missing__(self, code: int) -> str:
        self[code] = self.base(chr(code)).lower()[:1]
        return self[code]

    def base(self, letter: str) -> str:
        return letter


class Folded(Lower):
    """Takes the marks away as well."""

    def base(self, letter: str) -> str:
        return "d" if letter in "đĐ" else unicodedata.normalize("NFD", letter)[:1]


LOWER, FOLDED = Lower(), Folded()


def fold(text: str) -> str:
    """Return lower case without marks, of the same length as the composed text."""
    return unicodedata.normalize("NFC", text).translate(FOLDED)
