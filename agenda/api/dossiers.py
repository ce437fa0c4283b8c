"""The dossiers over HTTP."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda.api.fields import BeforeField, DossierFields, Exempted, RevField
from agenda.api.requests import Answer, actor, answer, key_of
from agenda.commands import dossiers


class AddDossier(APIView):
    @extend_schema(request=DossierFields, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        body = DossierFields(data=request.data)
        body.is_valid(raise_exception=True)
        entry = dossiers.add_dossier(
            meeting_id, text=body.validated_data, by=actor(request), key=key_of(request)
        )
        return answer(entry)


class EditDossier(APIView):
    @extend_schema(request=DossierFields, responses=Answer)
    def post(self, request: Request, dossier_id: int) -> Response:
        read = RevField(data=request.data)
        read.is_valid(raise_exception=True)
        body = DossierFields(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        entry = dossiers.edit_dossier(
            dossier_id,
            rev=read.validated_data["rev"],
            text=body.validated_data,
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class MoveDossier(APIView):
    @extend_schema(request=BeforeField, responses=Answer)
    def post(self, request: Request, dossier_id: int) -> Response:
        body = BeforeField(data=request.data)
        body.is_valid(raise_exception=True)
        entry = dossiers.move_dossier(
            dossier_id, before_id=body.validated_data["before"], by=actor(request), key=key_of(request)
        )
        return answer(entry)


class ExemptDossier(APIView):
    """`kinds` is the whole list of papers that the dossier need not have."""

    @extend_schema(request=Exempted, responses=Answer)
    def post(self, request: Request, dossier_id: int) -> Response:
        body = Exempted(data=request.data)
        body.is_valid(raise_exception=True)
        entry = dossiers.exempt_dossier(
            dossier_id, kinds=body.validated_data["kinds"], by=actor(request), key=key_of(request)
        )
        return answer(entry)
