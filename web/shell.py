"""The one page of the client; which screen it shows, the client decides from the address."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

NOT_BUILT = """<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>Chưa có giao diện</title>
<h1>Giao diện chưa được dựng</h1>
<p>Máy chủ đang chạy, nhưng chưa có các tệp của giao diện.
Hãy chạy <code>make client</code> trong thư mục của dự án, rồi tải lại trang này.</p>
</html>
"""


@require_safe
@ensure_csrf_cookie
def shell(request: HttpRequest) -> HttpResponse:
    try:
        page = HttpResponse((Path(settings.CLIENT_DIST) / "index.html").read_bytes())
    except FileNotFoundError:
        page = HttpResponse(NOT_BUILT, status=503)
    page["Cache-Control"] = "no-cache"
    return page
