"""The demo for the tablets of a room: whom its authority may certify, what it prints, what it serves."""

from __future__ import annotations

import ipaddress
import ssl
import stat
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from web.demo import lan, trust
from web.demo.lan_address import is_local
from web.management.commands.demo import welcome

ROOT = Path(__file__).parents[2]
ADDRESS = "192.168.1.20"


def read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def test_the_certificate_is_for_the_address_alone_and_valid_as_long_as_browsers_take(tmp_path: Path) -> None:
    path, _ = lan.certificate(tmp_path, ADDRESS)

    made = read(path)
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    use = made.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert names.get_values_for_type(x509.IPAddress) == [ipaddress.ip_address(ADDRESS)]
    assert names.get_values_for_type(x509.DNSName) == []
    assert list(use) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert made.not_valid_after_utc - made.not_valid_before_utc == timedelta(days=397)
    assert made.not_valid_before_utc < datetime.now(UTC)
    made.verify_directly_issued_by(lan.authority_of(tmp_path))


def test_the_authority_is_made_once_and_may_certify_no_site_of_the_internet(tmp_path: Path) -> None:
    lan.certificate(tmp_path, ADDRESS)
    first = lan.authority_of(tmp_path)
    lan.certificate(tmp_path, "10.1.2.3")

    assert lan.authority_of(tmp_path) == first
    limits = first.extensions.get_extension_for_class(x509.NameConstraints)
    allowed = limits.value.permitted_subtrees or []
    networks = [each.value for each in allowed if isinstance(each, x509.IPAddress)]
    assert limits.critical
    assert all(is_local(str(network.network_address)) for network in networks)
    assert [each.value for each in allowed if isinstance(each, x509.DNSName)] == ["invalid"]


def test_the_keys_are_read_by_their_owner_alone(tmp_path: Path) -> None:
    lan.certificate(tmp_path / "lan", ADDRESS)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "lan").glob("*.key")}
    assert modes == {"authority.key": 0o600, "server.key": 0o600}


def test_the_certificate_is_kept_for_the_same_address_and_made_anew_for_another(tmp_path: Path) -> None:
    first = read(lan.certificate(tmp_path, ADDRESS)[0])
    same = read(lan.certificate(tmp_path, ADDRESS)[0])
    other = read(lan.certificate(tmp_path, "192.168.1.21")[0])

    assert first == same
    assert first != other


def test_the_certificate_is_made_anew_before_it_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(lan.certificate(tmp_path, ADDRESS)[0])
    later = datetime.now(UTC) + timedelta(days=370)
    monkeypatch.setattr(lan, "now", lambda: later)

    assert read(lan.certificate(tmp_path, ADDRESS)[0]) != first


def test_a_certificate_of_another_authority_is_not_used(tmp_path: Path) -> None:
    first = read(lan.certificate(tmp_path, ADDRESS)[0])
    (tmp_path / "authority.pem").unlink()

    second = read(lan.certificate(tmp_path, ADDRESS)[0])

    assert first != second
    second.verify_directly_issued_by(lan.authority_of(tmp_path))


def test_python_too_takes_the_certificate_when_it_trusts_the_authority(tmp_path: Path) -> None:
    certificate, key = lan.certificate(tmp_path, "127.0.0.1")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)
    client = ssl.create_default_context(cafile=str(tmp_path / "authority.pem"))

    assert handshake(client, server, "127.0.0.1") is True
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(client, server, "127.0.0.2")
    with pytest.raises(ssl.SSLCertVerificationError):
        handshake(ssl.create_default_context(), server, "127.0.0.1")


def handshake(client: ssl.SSLContext, server: ssl.SSLContext, name: str) -> bool:
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ours = client.wrap_bio(to_client, to_server, server_hostname=name)
    theirs = server.wrap_bio(to_server, to_client, server_side=True)
    done = {ours: False, theirs: False}
    for _ in range(6):
        for side in (ours, theirs):
            try:
                side.do_handshake()
                done[side] = True
            except ssl.SSLWantReadError:
                pass
    return all(done.values())


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("192.168.1.20", True), ("10.0.0.1", True), ("172.31.0.1", True), ("127.0.0.1", True),
        ("172.32.0.1", False), ("8.8.8.8", False), ("0.0.0.0", False), ("dienbien.gov.vn", False), ("", False),
    ],
)  # fmt: skip
def test_what_is_in_the_room_and_what_is_not(address: str, local: bool) -> None:
    assert is_local(address) is local


def test_the_page_without_tls_explains_hands_out_the_authority_and_leads_on(tmp_path: Path) -> None:
    lan.certificate(tmp_path, "127.0.0.1")
    server = lan.explain("127.0.0.1", 0, "https://127.0.0.1:8443", tmp_path)
    address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        page = urllib.request.urlopen(f"{address}/trust").read().decode()
        given = urllib.request.urlopen(f"{address}/nghi-truong.crt")
        root = urllib.request.urlopen(f"{address}/")
        led = urllib.request.build_opener(Unled).open(f"{address}/m/1/seat")
    finally:
        server.shutdown()
        server.server_close()

    authority = lan.authority_of(tmp_path)
    assert lan.fingerprint(authority) in page
    assert "Android" in page
    assert "iPad" in page
    assert "Windows" in page
    assert 'href="https://127.0.0.1:8443"' in page
    assert given.headers["Content-Type"] == "application/x-x509-ca-cert"
    assert x509.load_der_x509_certificate(given.read()) == authority
    assert root.url == f"{address}/trust"
    assert (led.status, led.headers["Location"]) == (302, "https://127.0.0.1:8443")


class Unled(urllib.request.HTTPRedirectHandler):
    """Stays where it is sent away from."""

    def http_error_302(self, request, response, code, message, headers):  # type: ignore[no-untyped-def]
        return response


def test_the_page_lets_no_address_write_into_it() -> None:
    assert "<script" not in trust.page('https://"><script>', "AB")


def test_the_terminal_shows_a_code_the_fingerprint_and_a_warning() -> None:
    said = welcome("http://192.168.1.20:8001/trust", ":".join(["AB"] * 32))

    assert "http://192.168.1.20:8001/trust" in said
    assert said.count("AB") == 32
    assert "BẤT KỲ AI trong mạng này ngồi vào BẤT KỲ ghế nào" in said
    assert sum(line.count("█") + line.count("▀") + line.count("▄") > 8 for line in said.splitlines()) > 10


def test_the_address_of_the_room_is_told_by_the_machines_own_python() -> None:
    ran = subprocess.run(
        [sys.executable, "-I", ROOT / "web/demo/lan_address.py"], capture_output=True, text=True, check=False
    )

    if ran.returncode:  # a machine without a network says so
        assert ran.stderr.startswith("Máy này chưa có địa chỉ")
    else:
        assert is_local(ran.stdout.strip())
