"""The programme and its items over HTTP."""

from __future__ import annotations

from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda.api.fields import ItemFields, NewItem, PlaceFields, RevField
from agenda.api.requests import Answer, actor, answer, key_of
from agenda.commands import agenda


class AddItem(APIView):
    @extend_schema(request=NewItem, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        body = NewItem(data=request.data)
        body.is_valid(raise_exception=True)
        text = dict(body.validated_data)
        parent, before = text.pop("parent"), text.pop("before")
        entry = agenda.add_item(
            meeting_id,
            text=cast(agenda.ItemText, text),
            parent_id=parent,
            before_id=before,
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class EditItem(APIView):
    @extend_schema(request=ItemFields, responses=Answer)
    def post(self, request: Request, item_id: int) -> Response:
        read = RevField(data=request.data)
        read.is_valid(raise_exception=True)
        body = ItemFields(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        entry = agenda.edit_item(
            item_id,
            rev=read.validated_data["rev"],
            text=body.validated_data,
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class MoveItem(APIView):
    @extend_schema(request=PlaceFields, responses=Answer)
    def post(self, request: Request, item_id: int) -> Response:
        body = PlaceFields(data=request.data)
        body.is_valid(raise_exception=True)
        entry = agenda.move_item(
            item_id,
            parent_id=body.validated_data["parent"],
            before_id=body.validated_data["before"],
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class RemoveItem(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, item_id: int) -> Response:
        return answer(agenda.remove_item(item_id, by=actor(request), key=key_of(request)))


class StartItem(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, item_id: int) -> Response:
        return answer(agenda.start_item(item_id, by=actor(request), key=key_of(request)))


class PublishAgenda(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        return answer(agenda.publish_agenda(meeting_id, by=actor(request), key=key_of(request)))
