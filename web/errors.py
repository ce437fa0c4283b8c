"""What is refused before any app is asked, and the one form of all refusals: RFC 9457 problem+json."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.html import escape
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from meetings.errors import NotFound, Refusal

PROBLEM = "application/problem+json"
PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<title>{title}</title>
<p>{detail}</p>
</html>
"""


class SignInNeeded(Refusal):
    code = "web.sign_in_needed"
    status = 401
    vi = "{Xung_ho} chưa đăng nhập, hoặc phiên đăng nhập đã hết hạn. Mời đăng nhập lại."
    en = "You are not signed in, or your session has ended. Please sign in again."


class WrongCredentials(Refusal):
    code = "web.wrong_credentials"
    status = 401
    vi = "Tên đăng nhập hoặc mật khẩu chưa đúng. Mời kiểm tra và nhập lại, hoặc liên hệ bàn hỗ trợ."
    en = "The user name or the password is wrong. Please check and try again, or see the help desk."


class AccountLocked(Refusal):
    code = "web.account_locked"
    status = 429
    vi = (
        "Tài khoản tạm khóa do nhập sai nhiều lần. Đề nghị liên hệ bàn hỗ trợ tại hội trường, "
        "hoặc thử lại sau {minutes} phút."
    )
    en = (
        "The account is locked after wrong attempts. Please see the help desk in the hall, "
        "or try again in {minutes} minutes."
    )


class CsrfFailed(Refusal):
    code = "web.csrf_failed"
    status = 403
    vi = "Trang này đã mở quá lâu nên yêu cầu chưa được thực hiện. Mời tải lại trang và làm lại."
    en = "This page has been open too long, so nothing was done. Reload the page and try again."


class NotPermitted(Refusal):
    code = "web.not_permitted"
    status = 403
    vi = "{Xung_ho} không có quyền làm việc này. Đề nghị liên hệ người quản trị hệ thống."
    en = "You may not do this. Please see the administrator of the system."


class BadFields(Refusal):
    """`fields` maps the path of a field in the body to what is wrong with it."""

    code = "web.bad_fields"
    status = 400
    vi = "Thông tin gửi lên còn thiếu hoặc chưa đúng: {names}. Mời kiểm tra và gửi lại."
    en = "Something is missing or wrong: {names}. Please correct it and send again."


class Malformed(Refusal):
    code = "web.malformed"
    status = 400
    vi = "Không đọc được dữ liệu gửi lên nên yêu cầu chưa được thực hiện. Mời tải lại trang và làm lại."
    en = "The request could not be read, so nothing was done. Reload the page and try again."


class MediaTypeUnsupported(Refusal):
    code = "web.media_type_unsupported"
    status = 415
    vi = "Kiểu dữ liệu “{media_type}” không được nhận ở đây. Đề nghị gửi JSON, hoặc biểu mẫu khi nộp tệp."
    en = 'Data of the type "{media_type}" is not accepted here. Send JSON, or a form when handing in a file.'


class MediaTypeNotOffered(Refusal):
    code = "web.media_type_not_offered"
    status = 406
    vi = "Địa chỉ này chỉ trả lời bằng JSON. Đề nghị yêu cầu kiểu application/json."
    en = "This address answers in JSON only. Ask for application/json."


class MethodNotOffered(Refusal):
    code = "web.method_not_offered"
    status = 405
    vi = "Địa chỉ này không nhận thao tác {method}. Mời tải lại trang và làm lại."
    en = "This address does not take {method}. Reload the page and try again."


class NoSuchAddress(Refusal):
    code = "web.no_such_address"
    status = 404
    vi = "Không có địa chỉ này. Mời trở về trang Hôm nay."
    en = "There is no such address. Please return to Today."


class TooManyRequests(Refusal):
    code = "web.too_many_requests"
    status = 429
    vi = "Có quá nhiều yêu cầu trong một lúc. Mời thử lại sau {seconds} giây."
    en = "Too many requests at a time. Please try again in {seconds} seconds."


class BodyTooLarge(Refusal):
    code = "web.body_too_large"
    status = 413
    vi = "Dữ liệu gửi lên lớn hơn {mib} MiB nên không được nhận. Mời chia nhỏ hoặc nén tệp rồi gửi lại."
    en = (
        "The upload is larger than {mib} MiB and was not accepted. Split or compress the file and send again."
    )


class DemoNotLoaded(Refusal):
    code = "web.demo_not_loaded"
    status = 503
    vi = "Chưa có dữ liệu trình diễn. Hãy chạy `manage.py load_demo` rồi tải lại trang."
    en = "The demo has not been loaded. Run `manage.py load_demo`, then reload the page."


class NoSuchSeat(Refusal):
    code = "web.no_such_seat"
    status = 404
    vi = "Không có ghế “{username}” trong kỳ họp trình diễn. Mời chọn một ghế trong danh sách."
    en = 'There is no seat "{username}" in the demo. Please choose one of the list.'


class ServerFailed(Refusal):
    code = "web.server_failed"
    status = 500
    vi = (
        "Máy chủ gặp lỗi ngoài dự kiến nên chưa thực hiện được. "
        "Mời làm lại; nếu vẫn lỗi, đề nghị liên hệ bàn hỗ trợ."
    )
    en = "The server met an unexpected error. Please try again; if it stays, see the help desk."


def problem(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Render what a view of the API raised; None (and so a 500) for what is nobody's refusal."""
    refusal = _refusal_of(exc, context["request"])
    if refusal is None:
        return None
    language = language_of(context["request"].headers)
    return Response(
        document(refusal, language),
        status=refusal.status,
        content_type=PROBLEM,
        headers=_headers(refusal) | {"Content-Language": language},
    )


def document(refusal: Refusal, language: str) -> dict[str, Any]:
    """Return the members of RFC 9457, with our `code` and `facts` beside them."""
    template = refusal.en if language == "en" else refusal.vi
    form = str(refusal.facts.get("xung_ho", "đại biểu"))
    said = template.format(**{"xung_ho": form, "Xung_ho": form[:1].upper() + form[1:]} | refusal.facts)
    return {
        "type": f"urn:nghi-truong:{refusal.code}",
        "code": refusal.code,
        "title": said.split(". ")[0],
        "detail": said,
        "status": refusal.status,
        "facts": refusal.facts,
    }


def language_of(headers: Mapping[str, str]) -> str:
    return "en" if headers.get("Accept-Language", "vi").lower().startswith("en") else "vi"


def _headers(refusal: Refusal) -> dict[str, str]:
    if refusal.status == 401:
        # RFC 9110 wants a scheme named; this one makes no browser ask for a password by itself.
        return {"WWW-Authenticate": "Session"}
    if isinstance(refusal, TooManyRequests):
        return {"Retry-After": str(refusal.facts["seconds"])}
    return {}


def _refusal_of(exc: Exception, request: Request) -> Refusal | None:
    match exc:
        case Refusal():
            return exc
        case Http404() | exceptions.NotFound():
            return NotFound()
        case exceptions.NotAuthenticated() | exceptions.AuthenticationFailed():
            return SignInNeeded()
        case exceptions.PermissionDenied() if str(exc.detail).startswith("CSRF Failed"):
            return CsrfFailed()
        case exceptions.PermissionDenied() | PermissionDenied():
            return NotPermitted()
        case exceptions.ValidationError():
            fields = _fields(exc.detail)
            return BadFields(names=", ".join(fields), fields=fields)
        case exceptions.ParseError():
            return Malformed()
        case exceptions.UnsupportedMediaType():
            return MediaTypeUnsupported(media_type=request.content_type)
        case exceptions.NotAcceptable():
            return MediaTypeNotOffered()
        case exceptions.MethodNotAllowed():
            return MethodNotOffered(method=request.method)
        case exceptions.Throttled():
            return TooManyRequests(seconds=int(getattr(exc, "wait", None) or 1))
    return None


def _fields(detail: Any, path: str = "") -> dict[str, list[str]]:
    """Flatten what DRF says: `{"items": [{}, {"title": [...]}]}` becomes `{"items.1.title": [...]}`."""
    if isinstance(detail, Mapping):
        named = list(detail.items())
    elif isinstance(detail, list) and any(isinstance(each, (dict, list)) for each in detail):
        named = list(enumerate(detail))
    else:
        said = detail if isinstance(detail, list) else [detail]
        return {path or "body": [str(each) for each in said]}
    found: dict[str, list[str]] = {}
    for name, inner in named:
        if inner:
            place = path if name == "non_field_errors" else f"{path}.{name}" if path else str(name)
            found |= _fields(inner, place)
    return found


# -- outside the views of the API ------------------------------------------------------------------


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer with the problem itself under /api/, with a plain page elsewhere (the administration)."""
    language = language_of(request.headers)
    said = document(refusal, language)
    if f"{request.path_info}/".startswith("/api/"):
        response: HttpResponse = JsonResponse(said, status=refusal.status, content_type=PROBLEM)
    else:
        page = PAGE.format(language=language, title=escape(said["title"]), detail=escape(said["detail"]))
        response = HttpResponse(page, status=refusal.status)
    for name, value in _headers(refusal).items():
        response[name] = value
    response["Content-Language"] = language
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return refuse(request, CsrfFailed())


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    return refuse(request, AccountLocked(minutes=settings.LOCKED_MINUTES))


def no_such_address(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refuse(request, NoSuchAddress())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refuse(request, Malformed())


def not_permitted(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return refuse(request, NotPermitted())


def server_failed(request: HttpRequest) -> HttpResponse:
    return refuse(request, ServerFailed())
