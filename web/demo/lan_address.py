"""Tell this machine's address in the local network: `python3 web/demo/lan_address.py`.

Runs on the machine's own Python, before anything is installed.
"""

from __future__ import annotations

import ipaddress
import socket
import sys

LOCAL = (
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "100.64.0.0/10",  # behind the provider's own translation (RFC 6598)
    "192.0.2.0/24",  # kept for examples (RFC 5737); laboratories use it
)
"""The networks that no address of the Internet is in."""


def is_local(given: str) -> bool:
    try:
        return any(ipaddress.ip_address(given) in ipaddress.ip_network(network) for network in LOCAL)
    except ValueError:
        return False


def address() -> str | None:
    """Return the address that the way out of this machine begins at; nothing is sent. None: no network."""
    # Any address beyond the local network would do: the first is kept for examples (RFC 5737).
    for far in ("198.51.100.1", "10.255.255.255"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((far, 9))
            except OSError:
                continue
            found = str(probe.getsockname()[0])
        if is_local(found):
            return found
    return None


def main() -> int:
    found = address()
    if found is None:
        sys.stderr.write(
            "Máy này chưa có địa chỉ trong mạng nội bộ. Hãy nối mạng, hoặc chỉ rõ: "
            "make demo LAN=1 LAN_ADDRESS=192.168.1.20\n"
        )
        return 2
    sys.stdout.write(f"{found}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
