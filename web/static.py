"""The files of the built client and of the administration, under /static/."""

from __future__ import annotations

from functools import cache
from wsgiref.headers import Headers

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from whitenoise.base import WhiteNoise
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

from web.headers import Answering

# Asked for at the root: a service worker governs the folder that it comes from.
AT_ROOT = ("/sw.js", "/manifest.webmanifest")


class BuiltFiles:
    """WhiteNoise, twice: over Django's finders, and over the client's folder as it is at the moment.

    A file of the client is looked for at each request, three looks into a folder: it may be built, or
    built anew, while the server runs. Whole bodies, because the iterator of WhiteNoise cannot be
    streamed under ASGI; the largest file of the client is about a megabyte.
    """

    def __init__(self, get_response: Answering) -> None:
        self._get_response = get_response
        self._client = WhiteNoise(
            None,
            autorefresh=True,
            allow_all_origins=False,
            mimetypes=settings.WHITENOISE_MIMETYPES,
            immutable_file_test=settings.WHITENOISE_IMMUTABLE_FILE_TEST,
            add_headers_function=_always_ask_again,
        )
        self._client.add_files(str(settings.CLIENT_DIST), prefix=settings.STATIC_URL)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = self._found(request.path_info)
        return self._get_response(request) if found is None else _whole(found, request)

    def _found(self, url: str) -> StaticFile | None:
        if url in AT_ROOT:
            url = settings.STATIC_URL + url[1:]
        # The page itself is the shell's, with its policy.
        if not url.startswith(settings.STATIC_URL) or url.endswith("/index.html"):
            return None
        return _of_the_apps().get(url) or self._client.find_file(url)


@cache
def _of_the_apps() -> dict[str, StaticFile]:
    """Return the files of the administration by address; they change with the installed packages only."""
    files: dict[str, StaticFile] = WhiteNoiseMiddleware(None).files
    return files


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
