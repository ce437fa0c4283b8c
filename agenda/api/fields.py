"""What the bodies of the requests hold; values come out as plain JSON, fit for a command."""

from __future__ import annotations

import unicodedata
from typing import Any

from rest_framework import serializers

from agenda.intake.secrecy import LEVELS
from agenda.models import Circulation, DocumentKind, ItemKind, Stage, VoteForm

SECRECY = [(level.code, level.label) for level in LEVELS]

# Papers that a dossier is asked for, unless it is spared them.
NEEDABLE = [
    (kind.value, kind.label)
    for kind in (
        DocumentKind.SUBMISSION,
        DocumentKind.APPRAISAL_REPORT,
        DocumentKind.DRAFT_RESOLUTION,
        DocumentKind.EXAMINATION_REPORT,
    )
]


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


class BeforeField(serializers.Serializer[Any]):
    before = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class PlaceFields(BeforeField):
    # DRF takes the fields out of the class: its own attribute of that name stays what it is.
    parent = serializers.IntegerField(  # type: ignore[assignment]
        min_value=1, required=False, allow_null=True, default=None
    )


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


class FileFields(serializers.Serializer[Any]):
    """The file itself (multipart), or the id of an upload. Neither its name nor its type is believed."""

    file = serializers.FileField(required=False)
    upload = serializers.UUIDField(required=False)
    # `secrecy`: the level that the uploader names; `harmless`: a word like a mark of it is none.
    secrecy = serializers.ChoiceField(choices=SECRECY, required=False, allow_blank=True, default="")
    harmless = serializers.BooleanField(required=False, default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("file" in attrs) == ("upload" in attrs):
            raise serializers.ValidationError({"file": "file, upload: một trong hai / one of the two"})
        return attrs


class Upload(DocumentFields, FileFields):
    item = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)
    dossier = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["item"] and attrs["dossier"]:
            raise serializers.ValidationError("item, dossier: một trong hai / one of the two")
        return super().validate(attrs)


class EditedPlace(serializers.Serializer[Any]):
    """Where a paper goes; with neither of the two it stays where it is."""

    item = serializers.IntegerField(min_value=1, required=False, allow_null=True)
    dossier = serializers.IntegerField(min_value=1, required=False, allow_null=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs.get("item") and attrs.get("dossier"):
            raise serializers.ValidationError("item, dossier: một trong hai / one of the two")
        return attrs


class EditedDocument(DocumentFields, EditedPlace):
    pass


class Papers(serializers.Serializer[Any]):
    documents = serializers.ListField(
        child=serializers.IntegerField(min_value=1), allow_empty=False, max_length=500
    )


class Moment(serializers.DateTimeField):
    def to_internal_value(self, value: Any) -> str:  # type: ignore[override]
        return super().to_internal_value(value).isoformat()


class Issue(Papers):
    """`at`: not now but then; `group`: to that delegate group first; `late_consent`: who let it be late."""

    at = Moment(required=False, allow_null=True, default=None)
    group = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)
    late_consent = Text(max_length=500, required=False, allow_blank=True, default="")


class Reason(serializers.Serializer[Any]):
    reason = Text(max_length=500, required=False, allow_blank=True, default="")


class Returned(Papers, Reason):
    pass


class Recalled(Reason):
    """`decided_by`: whose decision it is, in words; without it, the organ of who recalls."""

    decided_by = Text(max_length=200, required=False, allow_blank=True, default="")


class Replacement(Reason, FileFields):
    pass


class ReturnedReplacement(Reason):
    pass


class Seen(serializers.Serializer[Any]):
    sha256 = serializers.RegexField(r"\A[0-9a-f]{64}\Z")


class Exempted(serializers.Serializer[Any]):
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=NEEDABLE), max_length=10)
