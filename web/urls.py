"""Where everything is reached: the API, the administration, and for all else the client's one page."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path, re_path
from drf_spectacular.views import SpectacularAPIView

from web import errors, session
from web.demo import api as demo
from web.health import HealthView
from web.shell import shell

urlpatterns = [
    path("api/", include("meetings.urls")),
    path("api/", include("agenda.urls")),
    path("api/", include("voting.urls")),
    path("api/", include("signaling.urls")),
    path("api/me", session.WhoAmI.as_view()),
    path("api/session", session.SignIn.as_view()),
    path("api/session/end", session.SignOut.as_view()),
    path("api/session/end-everywhere", session.SignOutEverywhere.as_view()),
    path("api/demo", demo.Demo.as_view()),
    path("api/demo/sign-in", demo.TakeSeat.as_view()),
    path("api/demo/hall", demo.RunHall.as_view()),
    path("api/health", HealthView.as_view()),
    path("api/schema", SpectacularAPIView.as_view()),
    re_path(r"^api(?:/.*)?$", errors.no_such_address),
    path("admin/", admin.site.urls),
    # No screen has a dot in its address: a file that is not there is missing, not the page.
    re_path(r"^(?!(?:admin|static|ws)(?:/|$))(?!.*\.\w+/?$)", shell),
]

handler400 = errors.bad_request
handler403 = errors.not_permitted
handler404 = errors.no_such_address
handler500 = errors.server_failed
