"""The files of the built client and of the administration, under /static/."""

from __future__ import annotations

from pathlib import Path
from wsgiref.headers import Headers

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from web.headers import Answering

# Asked for at the root: a service worker governs the folder that it comes from.
AT_ROOT = ("/sw.js", "/manifest.webmanifest")


class BuiltFiles:
    """WhiteNoise over Django's finders, and over the client's folder as it is at the moment.

    The finders are read once, at the start. A file of the client is looked for at each request: it may
    be built, or built anew, while the server runs. Whole bodies, because the iterator of WhiteNoise
    cannot be streamed under ASGI; the largest file of the client is about a megabyte.
    """

    def __init__(self, get_response: Answering) -> None:
        self._get_response = get_response
        self._noise = WhiteNoiseMiddleware(get_response)
        self._noise.directories = [(f"{Path(settings.CLIENT_DIST).resolve()}/", settings.STATIC_URL)]
        self._noise.add_headers_function = _always_ask_again

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        url = request.path_info
        found = self._noise.files.get(url) or self._of_the_client(url)
        return self._get_response(request) if found is None else _whole(found, request)

    def _of_the_client(self, url: str) -> StaticFile | None:
        if url in AT_ROOT:
            url = settings.STATIC_URL + url[1:]
        # The page itself is the shell's, with its policy.
        if not url.startswith(settings.STATIC_URL) or url.endswith("/index.html"):
            return None
        found: StaticFile | None = self._noise.find_file(url)
        return found


def _whole(found: StaticFile, request: HttpRequest) -> HttpResponse:
    answer = found.get_response(request.method, request.META)
    body = b""
    if answer.file is not None:
        with answer.file as file:
            body = file.read()
    response = HttpResponse(body, status=int(answer.status))
    del response["Content-Type"]
    for name, value in answer.headers:
        response[name] = value
    return response


def _always_ask_again(headers: Headers, path: str, url: str) -> None:
    if url.endswith(AT_ROOT):
        headers["Cache-Control"] = "no-cache"
