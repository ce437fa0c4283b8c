"""Becomes another program within limits: `python -I limited.py MEMORY CPU_SECONDS FILE_BYTES PROGRAM …`."""

from __future__ import annotations

import os
import resource
import sys


def main(memory: str, cpu: str, size: str, *program: str) -> None:
    for kind, value in (
        (resource.RLIMIT_AS, int(memory)),
        (resource.RLIMIT_CPU, int(cpu)),
        (resource.RLIMIT_FSIZE, int(size)),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))
    os.execvp(program[0], program)  # noqa: S606  one of two fixed names, by convert.py


if __name__ == "__main__":
    main(*sys.argv[1:])
