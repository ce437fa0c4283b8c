"""The demo for the tablets of one room: HTTPS by an authority of this checkout, and a page that explains it.

Camera, service worker and WebCrypto need a secure context, and no authority of the world certifies an
address like 192.168.1.20. So this one is made here, once; a tablet trusts it after a few taps. It may
certify private addresses alone: whoever steals its key can stand in for no site of the Internet.
"""

from __future__ import annotations

import ipaddress
import threading
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from web.demo import trust
from web.demo.lan_address import LOCAL

DAYS = 397
"""No browser takes a certificate that is valid for longer."""
AUTHORITY_DAYS = 3 * 365
RENEWED_BEFORE = timedelta(days=30)

Pair = tuple[ec.EllipticCurvePrivateKey, x509.Certificate]


def certificate(folder: Path, address: str) -> tuple[Path, Path]:
    """Return the files of the certificate and of its key, good for this address.

    The authority is made once; the certificate anew for another address, and before it ends.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    key_file, certificate_file = folder / "server.key", folder / "server.pem"
    authority = kept(folder / "authority.key", folder / "authority.pem") or made_authority(folder)
    held = kept(key_file, certificate_file)
    if held is None or not still_good(held[1], address, authority[1]):
        key = ec.generate_private_key(ec.SECP256R1())
        issued = issue(key, address, authority)
        write_key(key_file, key)
        certificate_file.write_bytes(pem(issued))
    return certificate_file, key_file


def authority_of(folder: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())


def fingerprint(of: x509.Certificate) -> str:
    """Return what a tablet shows of it, to be compared with the terminal."""
    return of.fingerprint(hashes.SHA256()).hex(":").upper()


def kept(key_file: Path, certificate_file: Path) -> Pair | None:
    try:
        key = serialization.load_pem_private_key(key_file.read_bytes(), None)
        held = x509.load_pem_x509_certificate(certificate_file.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or held.not_valid_after_utc <= now():
        return None
    return key, held


def still_good(held: x509.Certificate, address: str, authority: x509.Certificate) -> bool:
    names = held.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    covers = ipaddress.ip_address(address) in names.get_values_for_type(x509.IPAddress)
    lasts = held.not_valid_after_utc - now() > RENEWED_BEFORE
    return covers and lasts and held.issuer == authority.subject and is_signed_by(held, authority)


def is_signed_by(held: x509.Certificate, authority: x509.Certificate) -> bool:
    try:
        held.verify_directly_issued_by(authority)
    except Exception:  # any of several: whatever is wrong with it, a new one is made
        return False
    return True


def made_authority(folder: Path) -> Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Nghị Trường"),
            x509.NameAttribute(
                NameOID.COMMON_NAME, f"Nghị Trường, trình diễn ({now():%d/%m/%Y}, {key_id(key)[:4].hex()})"
            ),
        ]
    )
    subtrees = [x509.IPAddress(ipaddress.ip_network(network)) for network in LOCAL]
    builder = (
        dated(AUTHORITY_DAYS)
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage(signs_certificates=True), critical=True)
        # Among the names of hosts it may certify only one that cannot exist (RFC 2606).
        .add_extension(x509.NameConstraints([*subtrees, x509.DNSName("invalid")], None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier(key_id(key)), critical=False)
    )
    made = builder.sign(key, hashes.SHA256())
    write_key(folder / "authority.key", key)
    (folder / "authority.pem").write_bytes(pem(made))
    return key, made


def issue(key: ec.EllipticCurvePrivateKey, address: str, authority: Pair) -> x509.Certificate:
    signing_key, signer = authority
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
    builder = (
        dated(DAYS)
        # No host's name: some check a common name as if it were one.
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Máy chủ trình diễn")]))
        .issuer_name(signer.subject)
        .public_key(key.public_key())
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier(key_id(key)), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False
        )
    )
    return builder.sign(signing_key, hashes.SHA256())


def dated(days: int) -> x509.CertificateBuilder:
    """Begin a day early: the clock of a tablet may be behind."""
    begins = now() - timedelta(days=1)
    builder = x509.CertificateBuilder().serial_number(x509.random_serial_number())
    return builder.not_valid_before(begins).not_valid_after(begins + timedelta(days=days))


def usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def key_id(key: ec.EllipticCurvePrivateKey) -> bytes:
    return x509.SubjectKeyIdentifier.from_public_key(key.public_key()).digest


def pem(of: x509.Certificate) -> bytes:
    return of.public_bytes(serialization.Encoding.PEM)


def write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def now() -> datetime:
    """Return the true time: the demo's clock stands in 2023, where no certificate of today is valid."""
    return datetime.now(UTC)


def explain(host: str, port: int, entry: str, folder: Path) -> ThreadingHTTPServer:
    """Serve, without TLS, the page that says how to trust; every other address leads to the entry.

    Raises OSError when the port is taken.
    """
    authority = authority_of(folder)
    pages = {
        "/trust": ("text/html; charset=utf-8", trust.page(entry, fingerprint(authority)).encode()),
        "/trust.css": ("text/css; charset=utf-8", trust.STYLE.encode()),
        "/nghi-truong.crt": (
            "application/x-x509-ca-cert",
            authority.public_bytes(serialization.Encoding.DER),
        ),
    }

    class Explaining(BaseHTTPRequestHandler):
        server_version, sys_version = "", ""

        def do_GET(self) -> None:
            found = pages.get(self.path.partition("?")[0])
            if found is None:
                self.send_response(HTTPStatus.FOUND)
                self.send_header("Location", entry if self.path not in ("/", "") else "/trust")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            kind, body = found
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'self'")
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the terminal shows what the people at it need."""

    server = ThreadingHTTPServer((host, port), Explaining)
    threading.Thread(target=server.serve_forever, name="trust-page", daemon=True).start()
    return server
