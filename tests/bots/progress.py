"""What people see while the bots play: a bar on a terminal, lines where there is none."""

from __future__ import annotations

import sys
from typing import TextIO

WIDTH = 24


class Progress:
    """`step` begins the next of `steps`; `part` moves within it."""

    def __init__(self, steps: int, out: TextIO = sys.stderr) -> None:
        self._steps, self._done, self._text, self._out = steps, -1, "", out
        self._live = out.isatty()

    def step(self, text: str) -> None:
        self._done += 1
        self._text = text
        if not self._live:
            print(f"  {text}", file=self._out, flush=True)
        self._draw(0.0)

    def part(self, done: int, of: int) -> None:
        self._draw(done / of if of else 0.0, f" {done}/{of}")

    def end(self) -> None:
        if self._live:
            print("\r\033[K", end="", file=self._out, flush=True)

    def _draw(self, part: float, counted: str = "") -> None:
        if not self._live:
            return
        full = min((self._done + part) / self._steps, 1.0)
        bar = "█" * round(full * WIDTH)
        print(
            f"\r\033[K  {bar:░<{WIDTH}} {full:4.0%}  {self._text}{counted}",
            end="",
            file=self._out,
            flush=True,
        )
