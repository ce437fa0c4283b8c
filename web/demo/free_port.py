"""Tell at once, before the long work, that a port is taken: `python3 web/demo/free_port.py PORT`.

Runs on the machine's own Python, before anything is installed.
"""

from __future__ import annotations

import socket
import sys


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def main(given: str) -> int:
    if not (given.isdigit() and 0 < int(given) < 65536):
        sys.stderr.write(f"PORT={given} không phải là số cổng (1–65535).\n")
        return 2
    if not is_free(int(given)):
        sys.stderr.write(
            f"Cổng {given} đang bận. Hãy dừng chương trình đang dùng cổng này, "
            f"hoặc chọn cổng khác: make demo PORT={(int(given) + 1) % 65536 or 8000}\n"
        )
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
