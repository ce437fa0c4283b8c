"""Where everything is reached."""

from django.urls import include, path

urlpatterns = [
    path("api/", include("meetings.urls")),
    path("api/", include("agenda.urls")),
    path("api/", include("voting.urls")),
    path("api/", include("signaling.urls")),
]
