"""Signing in and out, and who one is."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect, ensure_csrf_cookie
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings import writer
from meetings.commands.people import end_sessions
from meetings.models import Person
from web.errors import AccountLocked, WrongCredentials

BACKEND = "django.contrib.auth.backends.ModelBackend"


class PersonShown(serializers.Serializer[Any]):
    id = serializers.CharField()
    username = serializers.CharField()
    full_name = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Person.Kind.choices)


class Me(serializers.Serializer[Any]):
    """Who one is; `administrator` opens /admin/, `demo` says that seats are free to take."""

    person = PersonShown(allow_null=True)
    demo = serializers.BooleanField()
    administrator = serializers.BooleanField()


class Credentials(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=1000, trim_whitespace=False)


class Anyone(APIView):
    """For those who have not signed in too; DRF itself asks for a CSRF token only once there is a session."""

    permission_classes = (AllowAny,)


@method_decorator(ensure_csrf_cookie, name="dispatch")
class WhoAmI(Anyone):
    @extend_schema(responses=Me)
    def get(self, request: Request) -> Response:
        return me(request)


@method_decorator(csrf_protect, name="dispatch")
class SignIn(Anyone):
    @extend_schema(request=Credentials, responses=Me)
    def post(self, request: Request) -> Response:
        given = Credentials(data=request.data)
        given.is_valid(raise_exception=True)
        username = unicodedata.normalize("NFC", given.validated_data["username"])
        asked = request._request  # the request that Django's sign-in and the count of attempts know
        person = authenticate(asked, username=username, password=given.validated_data["password"])
        if not isinstance(person, Person):
            if getattr(asked, "axes_locked_out", False):
                raise AccountLocked(minutes=settings.LOCKED_MINUTES)
            raise WrongCredentials
        return enter(request, person)


@method_decorator(csrf_protect, name="dispatch")
class SignOut(Anyone):
    @extend_schema(request=None, responses=Me)
    def post(self, request: Request) -> Response:
        return leave(request)


@method_decorator(csrf_protect, name="dispatch")
class SignOutEverywhere(Anyone):
    @extend_schema(request=None, responses=Me)
    def post(self, request: Request) -> Response:
        if isinstance(request.user, Person):
            end_sessions(request.user.pk)
        return leave(request)


def enter(request: Request, person: Person) -> Response:
    """Begin a session. Its writes wait in the writers' queue: a hall signs in while a vote runs."""
    with writer.transaction():
        login(request._request, person, backend=BACKEND)
    request.user = person
    return me(request)


def leave(request: Request) -> Response:
    with writer.transaction():
        logout(request._request)
    request.user = request._request.user
    return me(request)


def me(request: Request) -> Response:
    person = request.user if isinstance(request.user, Person) else None
    shown = {
        "person": person and PersonShown(person).data,
        "demo": settings.DEMO,
        "administrator": bool(person and person.is_staff),
    }
    return Response(shown)
