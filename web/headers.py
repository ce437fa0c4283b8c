"""What the headers of a request are believed about, and what the headers of every answer forbid."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase

Answering = Callable[[HttpRequest], HttpResponseBase]

# pdf.js decodes scans in WebAssembly; nothing else than our own files runs, and nothing inline.
PAGE = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; "
    "connect-src 'self' {elsewhere}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ANSWER = "default-src 'none'; frame-ancestors 'none'"
DEVICES = "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(), usb=()"


def policy(get_response: Answering) -> Answering:
    """Set the policies an answer does not bring itself (the file of a document does).

    The innermost middleware, and synchronous: so all of them run in one visit to a thread. Were it
    capable of both, each would cross to the thread and back on its own.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path_info.startswith("/api/"):
            response.headers.setdefault("Content-Security-Policy", ANSWER)
            response.headers.setdefault("Cache-Control", "no-store")
        else:
            response.headers.setdefault("Content-Security-Policy", PAGE.format(elsewhere=_elsewhere(request)))
            response.headers.setdefault("Permissions-Policy", DEVICES)
        response.headers.setdefault("X-Frame-Options", "DENY")
        return response

    return answer


def _elsewhere(request: HttpRequest) -> str:
    """The origin of the stream, which browsers before 2022 do not count as 'self', and the ballot box's."""
    secure, host = request.is_secure(), request.get_host()
    socket = f"{'wss' if secure else 'ws'}://{host}"
    keeper = str(settings.KEEPER_ORIGIN)
    if keeper.startswith(":"):
        keeper = f"{'https' if secure else 'http'}://{split_domain_port(host)[0]}{keeper}"
    return f"{socket} {keeper}".strip()


def address_of(request: HttpRequest) -> str:
    """Return where the request comes from: of X-Forwarded-For only what our own proxies wrote."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if 0 < settings.PROXIES <= len(hops):
        return str(hops[-settings.PROXIES])
    return str(request.META.get("REMOTE_ADDR", ""))
