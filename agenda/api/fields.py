"""What the bodies of the requests hold; values come out as plain JSON, fit for a command."""

from __future__ import annotations

import unicodedata
from typing import Any

from rest_framework import serializers

from agenda.models import Circulation, DocumentKind, ItemKind, Stage, VoteForm


class Text(serializers.CharField):
    """Trimmed and in NFC: the same Vietnamese word is the same bytes wherever it was typed."""

    def to_internal_value(self, data: Any) -> str:
        return unicodedata.normalize("NFC", super().to_internal_value(data))


class TimeOfDay(serializers.TimeField):
    def to_internal_value(self, value: Any) -> str:  # type: ignore[override]
        return f"{super().to_internal_value(value):%H:%M}"


class CalendarDay(serializers.DateField):
    def to_internal_value(self, value: Any) -> str:  # type: ignore[override]
        return super().to_internal_value(value).isoformat()


class StageFields(serializers.Serializer[Any]):
    dossier = serializers.IntegerField(min_value=1)
    stage = serializers.ChoiceField(choices=Stage.choices)


class ItemFields(serializers.Serializer[Any]):
    title = Text(max_length=1000)
    kind = serializers.ChoiceField(choices=ItemKind.choices)
    day = serializers.IntegerField(min_value=1, max_value=30, required=False)
    starts_at = TimeOfDay(required=False, allow_null=True)
    minutes = serializers.IntegerField(min_value=0, max_value=1440, required=False)
    presenter = Text(max_length=300, required=False, allow_blank=True)
    vote_form = serializers.ChoiceField(choices=VoteForm.choices, required=False, allow_null=True)
    vote_rule = Text(max_length=60, required=False, allow_null=True)
    dossiers = StageFields(many=True, required=False)


class PlaceFields(serializers.Serializer[Any]):
    # DRF takes the fields out of the class: its own attribute of that name stays what it is.
    parent = serializers.IntegerField(  # type: ignore[assignment]
        min_value=1, required=False, allow_null=True, default=None
    )
    before = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class NewItem(ItemFields, PlaceFields):
    pass


class RevField(serializers.Serializer[Any]):
    rev = serializers.IntegerField(min_value=1)


class DossierFields(serializers.Serializer[Any]):
    no = Text(max_length=20, required=False)
    title = Text(max_length=1000)
    legal_normative = serializers.BooleanField(required=False)
    examined_by = Text(max_length=200, required=False, allow_blank=True)


class DocumentFields(serializers.Serializer[Any]):
    title = Text(max_length=1000)
    kind = serializers.ChoiceField(choices=DocumentKind.choices)
    number = Text(max_length=60, required=False, allow_blank=True)
    issuer = Text(max_length=200, required=False, allow_blank=True)
    dated = CalendarDay(required=False, allow_null=True)
    circulation = serializers.ChoiceField(choices=Circulation.choices)


class Upload(DocumentFields):
    """A multipart body. Neither the name nor the type that comes with the file is believed."""

    file = serializers.FileField()
    item = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)
    dossier = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["item"] and attrs["dossier"]:
            raise serializers.ValidationError("item, dossier: một trong hai / one of the two")
        return attrs


class Issue(serializers.Serializer[Any]):
    documents = serializers.ListField(
        child=serializers.IntegerField(min_value=1), allow_empty=False, max_length=500
    )
