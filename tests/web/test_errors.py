"""Whatever refuses, Django, DRF or we: one form, a code of its own, a sentence that says what to do."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from rest_framework import exceptions, serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from meetings.errors import BadState, Refusal
from meetings.models import Person
from web import errors

pytestmark = pytest.mark.django_db

REFUSALS = sorted(
    (
        refusal
        for refusal in vars(errors).values()
        if isinstance(refusal, type) and refusal.__module__ == "web.errors" and issubclass(refusal, Refusal)
    ),
    key=lambda refusal: refusal.code,
)
FACTS = {"minutes": 15, "names": "title", "media_type": "text/xml", "method": "PUT", "seconds": 9, "mib": 1}
ADDRESS = {"xung_ho": "đại biểu", "Xung_ho": "Đại biểu", "username": "lo-van-an"}


class Line(serializers.Serializer[Any]):
    title = serializers.CharField()


class Form(serializers.Serializer[Any]):
    day = serializers.DateField()
    lines = Line(many=True)


class Impatient(BaseThrottle):
    def allow_request(self, request: Request, view: APIView) -> bool:
        return False

    def wait(self) -> float:
        return 9.4


class Probe(APIView):
    """Takes a form; raises what its name in the address says."""

    permission_classes = (AllowAny,)

    def post(self, request: Request) -> Response:
        Form(data=request.data).is_valid(raise_exception=True)
        return Response({})


class Throttled(Probe):
    throttle_classes = (Impatient,)


class Forbidden(Probe):
    def get(self, request: Request) -> Response:
        raise exceptions.PermissionDenied


class Comrade(Probe):
    def get(self, request: Request) -> Response:
        refusal = errors.SignInNeeded(xung_ho="đồng chí")
        raise refusal


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a secret of the server")


def suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("a secret of the server")


urlpatterns = [
    path("api/probe", Probe.as_view()),
    path("api/throttled", Throttled.as_view()),
    path("api/forbidden", Forbidden.as_view()),
    path("api/comrade", Comrade.as_view()),
    path("api/broken", broken),
    path("api/suspicious", suspicious),
    path("broken", broken),
    path("", include("web.urls")),
]
handler400 = errors.bad_request
handler404 = errors.no_such_address
handler500 = errors.server_failed


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_the_codes_are_a_stable_list() -> None:
    assert [refusal.code for refusal in REFUSALS] == [
        "web.account_locked",
        "web.bad_fields",
        "web.body_too_large",
        "web.csrf_failed",
        "web.demo_not_loaded",
        "web.malformed",
        "web.media_type_not_offered",
        "web.media_type_unsupported",
        "web.method_not_offered",
        "web.no_such_address",
        "web.no_such_seat",
        "web.not_permitted",
        "web.server_failed",
        "web.sign_in_needed",
        "web.too_many_requests",
        "web.wrong_credentials",
    ]


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_speaks_in_whole_sentences(refusal: type[Refusal]) -> None:
    for template in (refusal.vi, refusal.en):
        sentence = template.format(**FACTS, **ADDRESS)

        assert sentence.endswith(".")
        assert re.search(r"\bbạn\b", sentence, re.IGNORECASE) is None


@pytest.mark.parametrize(
    ("method", "where"),
    [
        ("get", "/api/today"),
        ("get", "/api/meetings/1/snapshot"),
        ("post", "/api/sittings/1/check-in"),
        ("post", "/api/votes/1/ballots"),
        ("post", "/api/meetings/1/tickets"),
        ("get", "/api/documents/1/file"),
    ],
)
def test_without_signing_in_nothing_is_answered(client: Client, method: str, where: str) -> None:
    answer = getattr(client, method)(where)

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer["WWW-Authenticate"] == "Session"
    assert answer.json() == {
        "type": "urn:nghi-truong:web.sign_in_needed",
        "code": "web.sign_in_needed",
        "title": "Đại biểu chưa đăng nhập, hoặc phiên đăng nhập đã hết hạn",
        "detail": "Đại biểu chưa đăng nhập, hoặc phiên đăng nhập đã hết hạn. Mời đăng nhập lại.",
        "status": 401,
        "facts": {},
    }


@pytest.mark.parametrize(
    ("accept", "language", "title"),
    [
        ("", "vi", "Không có địa chỉ này"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi", "Không có địa chỉ này"),
        ("en-US,en;q=0.9", "en", "There is no such address"),
        ("EN", "en", "There is no such address"),
        ("fr", "vi", "Không có địa chỉ này"),
    ],
)
def test_it_speaks_the_language_that_is_asked_for(
    client: Client, accept: str, language: str, title: str
) -> None:
    answer = client.get("/api/nowhere", headers={"Accept-Language": accept})

    assert (answer["Content-Language"], answer.json()["title"]) == (language, title)


@pytest.mark.parametrize("where", ["/api", "/api/", "/api/nowhere", "/api/me/", "/api/meetings/one/record"])
def test_an_address_that_is_not_there_is_a_problem_and_never_a_page(client: Client, where: str) -> None:
    for answer in (client.get(where), client.post(where)):
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
        assert answer.json()["code"] == "web.no_such_address"


@override_settings(ROOT_URLCONF=__name__)
def test_each_field_is_named_with_what_is_wrong(client: Client) -> None:
    body = {"day": "hôm qua", "lines": [{"title": "Khai mạc"}, {}]}

    said = client.post("/api/probe", body, content_type="application/json").json()

    assert (said["code"], said["status"]) == ("web.bad_fields", 400)
    assert list(said["facts"]["fields"]) == ["day", "lines.1.title"]
    assert said["detail"] == (
        "Thông tin gửi lên còn thiếu hoặc chưa đúng: day, lines.1.title. Mời kiểm tra và gửi lại."
    )


@pytest.mark.parametrize("body", ["[1, 2]", '"chữ"', "null"])
@override_settings(ROOT_URLCONF=__name__)
def test_a_body_that_is_no_object_is_a_bad_field(client: Client, body: str) -> None:
    answer = client.post("/api/probe", body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "web.bad_fields")


@pytest.mark.parametrize("body", ["{", b"\xff", '{"day": 1}}'])
@override_settings(ROOT_URLCONF=__name__)
def test_a_body_that_cannot_be_read_is_malformed(client: Client, body: str | bytes) -> None:
    answer = client.post("/api/probe", body, content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "web.malformed")


@override_settings(ROOT_URLCONF=__name__)
def test_a_type_of_data_that_is_not_taken_is_named(client: Client) -> None:
    answer = client.post("/api/probe", "<a/>", content_type="text/xml")

    assert (answer.status_code, answer.json()["code"]) == (415, "web.media_type_unsupported")
    assert answer.json()["facts"] == {"media_type": "text/xml"}


def test_who_wants_no_json_is_told_that_there_is_nothing_else(client: Client) -> None:
    answer = client.get("/api/me", headers={"Accept": "text/csv"})

    assert (answer.status_code, answer.json()["code"]) == (406, "web.media_type_not_offered")


def test_a_method_that_is_not_offered_is_named(client: Client) -> None:
    client.force_login(Person.objects.create(username="lo-van-an", full_name="Lò Văn An"))

    answer = client.delete("/api/today")

    assert (answer.status_code, answer.json()["code"]) == (405, "web.method_not_offered")
    assert answer.json()["facts"] == {"method": "DELETE"}
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


@override_settings(ROOT_URLCONF=__name__)
def test_who_asks_too_often_is_told_how_long_to_wait(client: Client) -> None:
    answer = client.post("/api/throttled", {})

    assert (answer.status_code, answer.json()["code"]) == (429, "web.too_many_requests")
    assert answer["Retry-After"] == "10"
    assert answer.json()["detail"] == "Có quá nhiều yêu cầu trong một lúc. Mời thử lại sau 10 giây."


@override_settings(ROOT_URLCONF=__name__)
def test_what_nobody_permits_says_whom_to_ask(client: Client) -> None:
    answer = client.get("/api/forbidden")

    assert (answer.status_code, answer.json()["code"]) == (403, "web.not_permitted")
    assert answer.json()["title"] == "Đại biểu không có quyền làm việc này"


@override_settings(ROOT_URLCONF=__name__)
def test_a_body_addresses_its_members_in_its_own_form(client: Client) -> None:
    assert client.get("/api/comrade").json()["detail"] == (
        "Đồng chí chưa đăng nhập, hoặc phiên đăng nhập đã hết hạn. Mời đăng nhập lại."
    )


@pytest.mark.parametrize(
    ("where", "status", "code"),
    [("/api/broken", 500, "web.server_failed"), ("/api/suspicious", 400, "web.malformed")],
)
@override_settings(ROOT_URLCONF=__name__)
def test_an_error_of_the_server_gives_nothing_away(
    client: Client, where: str, status: int, code: str
) -> None:
    answer = client.get(where)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "secret" not in answer.content.decode()


@override_settings(ROOT_URLCONF=__name__)
def test_outside_the_api_it_is_a_plain_page(client: Client) -> None:
    answer = client.get("/broken")

    assert (answer.status_code, answer["Content-Type"]) == (500, "text/html; charset=utf-8")
    assert "<p>Máy chủ gặp lỗi ngoài dự kiến nên chưa thực hiện được." in answer.content.decode()


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    answer = client.get("/api/me", headers={"Host": "evil.example"})

    assert (answer.status_code, answer.json()["code"]) == (400, "web.malformed")


def test_what_a_person_typed_is_no_html_in_a_page() -> None:
    request = HttpRequest()
    request.path_info = "/admin/"

    page = errors.refuse(request, errors.NoSuchSeat(username="<script>")).content.decode()

    assert "<script>" not in page
    assert "“&lt;script&gt;”" in page


def test_braces_in_a_fact_stay_what_they_are() -> None:
    refusal = BadState(
        what="Phiên họp", state="{x}", act="mở", wanted="y", what_en="", state_en="", act_en="", wanted_en=""
    )

    assert errors.document(refusal, "vi")["title"] == "Phiên họp đang ở trạng thái “{x}” nên chưa thể mở"
