"""Where a ticket is fetched."""

from django.urls import path

from signaling.api import Tickets

urlpatterns = [path("meetings/<int:meeting_id>/tickets", Tickets.as_view())]
