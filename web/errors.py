"""The one exception handler: a Refusal becomes RFC 9457 problem+json in the person's language."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler

from meetings.errors import Refusal


def problem(exc: Exception, context: dict[str, Any]) -> Response | None:
    if not isinstance(exc, Refusal):
        return exception_handler(exc, context)
    wanted = context["request"].headers.get("Accept-Language", "vi")
    template = exc.en if wanted.startswith("en") else exc.vi
    form = str(exc.facts.get("xung_ho", "đại biểu"))
    said = template.format(**{"xung_ho": form, "Xung_ho": form[:1].upper() + form[1:]} | exc.facts)
    body = {
        "type": f"urn:nghi-truong:{exc.code}",
        "code": exc.code,
        "title": said.split(". ")[0],
        "detail": said,
    }
    return Response(
        body | {"status": exc.status, "facts": exc.facts},
        status=exc.status,
        content_type="application/problem+json",
    )
