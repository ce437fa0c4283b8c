"""The demo for the tablets of a room: by HTTPS, in a secure context, at one address of this machine alone."""

from __future__ import annotations

import base64
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from tests.browser import FLAGS, launch_options
from tests.journeys.hall import ROOT, environment
from web.demo.lan_address import address

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.journey, pytest.mark.slow]

# A machine without a network proves all but that its address is not loopback.
HERE = address() or "127.0.0.1"


@pytest.fixture
def room(demo_data: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve a copy of the demo to the room; its address, and its data folder."""
    folder = tmp_path / "data"
    shutil.copytree(demo_data, folder)
    given = {name: value for name, value in environment(folder).items() if name != "ALLOWED_HOSTS"}
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--host", HERE, "--port", "0"],
        cwd=ROOT, env=given | {"LAN_ADDRESS": HERE}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        assert server.stdout
        lines = iter(server.stdout.readline, "")
        yield next(line.split()[1] for line in lines if line.startswith("READY ")), folder
    finally:
        server.terminate()
        server.communicate(timeout=20)


def key_of(folder: Path) -> str:
    """What Chromium names the server's key by, as if its authority had been installed."""
    held = x509.load_pem_x509_certificate((folder / "lan" / "server.pem").read_bytes())
    key = held.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    digest = hashes.Hash(hashes.SHA256())
    digest.update(key)
    return base64.b64encode(digest.finalize()).decode()


def test_a_tablet_that_trusts_the_authority_is_in_a_secure_context_and_takes_part(
    room: tuple[str, Path], browser: Browser
) -> None:
    url, folder = room
    flags = [*FLAGS, f"--ignore-certificate-errors-spki-list={key_of(folder)}"]
    trusting = browser.browser_type.launch(**launch_options() | {"args": flags})  # type: ignore[arg-type]
    try:
        context = trusting.new_context(base_url=url, locale="vi-VN", has_touch=True)
        page = context.new_page()
        page.goto("/sign-in")
        demo = httpx.get(f"{url}/api/demo", verify=trust(folder), timeout=60).json()
        token = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "csrftoken")
        delegate = next(seat["username"] for seat in demo["seats"] if seat["role"] == "DELEGATE")
        signed_in = context.request.post(
            "/api/demo/sign-in",
            data={"username": delegate},
            headers={"X-CSRFToken": token, "Referer": url},
            ignore_https_errors=True,
        )
        assert signed_in.ok, signed_in.text()
        page.goto(f"/m/{demo['meeting']}/seat")
        # The stream over wss told who may check in.
        page.wait_for_selector("[data-act=check-in]")

        assert page.evaluate(
            "[isSecureContext, 'serviceWorker' in navigator, 'subtle' in crypto, location.protocol]"
        ) == [True, True, True, "https:"]
        assert {cookie["name"]: cookie["secure"] for cookie in context.cookies()} == {
            "csrftoken": True,
            "sessionid": True,
        }
    finally:
        trusting.close()


def trust(folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(folder / "lan" / "authority.pem"))


def test_who_does_not_trust_it_and_who_names_another_host_gets_nothing(room: tuple[str, Path]) -> None:
    url, folder = room
    port = urlsplit(url).port

    assert urlsplit(url).hostname == HERE
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/api/demo")
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"http://{HERE}:{port}/api/demo")
    other = httpx.get(
        f"{url}/api/demo", headers={"Host": "hop.dienbien.gov.vn"}, verify=trust(folder), timeout=60
    )
    assert other.status_code == 400
