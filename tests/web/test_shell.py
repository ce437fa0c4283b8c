"""The client's one page, its files, and the policy that all pages are under."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage
from pathlib import Path

import pytest
from django.test import Client, override_settings

from meetings.models import Person
from tests.signaling.hall import served

pytestmark = pytest.mark.django_db

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; "
    "connect-src 'self' ws://testserver; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE = b'<!doctype html><html lang="vi"><script type="module" src="/static/assets/main-B1x_9-Zq.js"></script>'
FOREVER = "max-age=315360000, public, immutable"


@pytest.fixture
def dist(tmp_path: Path) -> Iterator[Path]:
    """A client as Vite leaves it."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_bytes(PAGE)
    (folder / "sw.js").write_text("self.oninstall = () => {}")
    (folder / "manifest.webmanifest").write_text("{}")
    (folder / "assets" / "main-B1x_9-Zq.js").write_text("console.log(1)")
    (folder / "assets" / "pdf.worker-DkQ0aB2c.mjs").write_text("export {}")
    (folder / "assets" / "openjpeg-DkQ0aB2c.wasm").write_bytes(b"\0asm")
    (folder / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "secret.txt").write_text("secret")
    with override_settings(CLIENT_DIST=folder):
        yield folder


@pytest.mark.parametrize(
    "where",
    ["/", "/sign-in", "/m/1/seat", "/m/1/hall", "/administration", "/apiary", "/m/api/x", "/Điện-Biên"],
)
def test_every_address_that_is_not_somebody_elses_shows_the_page(dist: Path, where: str) -> None:
    answer = Client().get(where)

    assert (answer.status_code, answer.content) == (200, PAGE)
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/html; charset=utf-8", "no-cache")
    assert "csrftoken" in answer.cookies


@pytest.mark.parametrize(
    ("where", "status"),
    [("/static/nowhere.js", 404), ("/static", 404), ("/ws/meetings/1/stream", 404), ("/admin", 301)],
)
def test_what_belongs_to_others_is_left_to_them(dist: Path, where: str, status: int) -> None:
    assert Client().get(where).status_code == status


def test_the_page_is_only_read(dist: Path) -> None:
    assert Client().post("/").status_code == 405


def test_the_page_is_under_a_policy_without_exceptions(dist: Path) -> None:
    answer = Client().get("/m/1/seat")

    assert "unsafe-inline" not in POLICY
    assert "'unsafe-eval'" not in POLICY
    assert {name: answer[name] for name in (
        "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy",
        "Cross-Origin-Opener-Policy", "Permissions-Policy",
    )} == {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": (
            "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()"
        ),
    }  # fmt: skip


@override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
def test_over_https_the_stream_is_encrypted_too(dist: Path) -> None:
    answer = Client().get("/", headers={"X-Forwarded-Proto": "https", "Host": "localhost"})

    assert " connect-src 'self' wss://localhost;" in answer["Content-Security-Policy"]


def test_an_answer_of_the_api_may_load_nothing() -> None:
    answer = Client().get("/api/me")

    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert (answer["X-Content-Type-Options"], answer["X-Frame-Options"]) == ("nosniff", "DENY")


@pytest.mark.parametrize(
    ("where", "kind", "cache"),
    [
        ("/static/assets/main-B1x_9-Zq.js", 'text/javascript; charset="utf-8"', FOREVER),
        ("/static/assets/pdf.worker-DkQ0aB2c.mjs", 'text/javascript; charset="utf-8"', FOREVER),
        ("/static/assets/openjpeg-DkQ0aB2c.wasm", "application/wasm", FOREVER),
        ("/static/favicon.svg", "image/svg+xml", "max-age=60, public"),
        ("/sw.js", 'text/javascript; charset="utf-8"', "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/static/admin/css/base.css", 'text/css; charset="utf-8"', "max-age=60, public"),
    ],
)
def test_a_built_file_has_its_type_and_its_time(dist: Path, where: str, kind: str, cache: str) -> None:
    answer = Client().get(where)

    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, kind, cache)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.cookies == {}


def test_a_file_compressed_beforehand_goes_out_as_it_is(dist: Path) -> None:
    (dist / "assets" / "main-B1x_9-Zq.js.gz").write_bytes(b"\x1f\x8b")

    answer = Client().get("/static/assets/main-B1x_9-Zq.js", headers={"Accept-Encoding": "gzip"})

    assert (answer.content, answer["Content-Encoding"], answer["Vary"]) == (
        b"\x1f\x8b",
        "gzip",
        "Accept-Encoding",
    )


def test_a_file_that_did_not_change_is_not_sent_again(dist: Path) -> None:
    client = Client()
    tag = client.get("/static/favicon.svg")["ETag"]

    again = client.get("/static/favicon.svg", headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "where",
    [
        "/static/../secret.txt",
        "/static/%2e%2e/secret.txt",
        "/static/assets/../../secret.txt",
        "/static//secret.txt",
    ],
)
def test_nothing_beside_the_built_client_is_served(dist: Path, where: str) -> None:
    assert Client().get(where).status_code == 404


def test_the_page_comes_with_its_policy_or_not_at_all(dist: Path) -> None:
    assert Client().get("/static/index.html").status_code == 404


def test_a_client_built_while_the_server_runs_is_found(dist: Path) -> None:
    client = Client()
    missing = client.get("/static/assets/later-AAAAbbbb.js").status_code

    (dist / "assets" / "later-AAAAbbbb.js").write_text("1")

    assert (missing, client.get("/static/assets/later-AAAAbbbb.js").content) == (404, b"1")


def test_without_a_client_the_page_says_how_to_build_it(tmp_path: Path) -> None:
    with override_settings(CLIENT_DIST=tmp_path / "nowhere"):
        answer = Client().get("/m/1/seat")

    assert answer.status_code == 503
    assert "Hãy chạy <code>make client</code>" in answer.content.decode()


def test_without_a_client_there_is_no_service_worker(tmp_path: Path) -> None:
    """Else a browser would take the page for one."""
    with override_settings(CLIENT_DIST=tmp_path / "nowhere"):
        answers = [Client().get(where) for where in ("/sw.js", "/manifest.webmanifest", "/m/1/x.map")]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_the_administration_asks_for_a_sign_in_of_its_own(dist: Path) -> None:
    answer = Client().get("/admin/", follow=True)

    assert answer.redirect_chain == [("/admin/login/?next=/admin/", 302)]
    assert "Quản trị Nghị Trường" in answer.content.decode()


def test_a_delegate_does_not_enter_the_administration(dist: Path) -> None:
    client = Client()
    client.force_login(Person.objects.create(username="lo-van-an", full_name="Lò Văn An"))

    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"


def asked(url: str) -> tuple[bytes, HTTPMessage]:
    with urllib.request.urlopen(url) as answer:
        return answer.read(), answer.headers


@pytest.mark.django_db(transaction=True)
def test_a_real_server_sends_files_whole_and_complains_of_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with served(tmp_path / "data") as url:
        body, headers = asked(f"{url}/static/admin/css/base.css")

    assert int(headers["Content-Length"]) == len(body) > 10_000
    assert "Warning" not in capfd.readouterr().err
