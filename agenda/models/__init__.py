"""The tables of the agenda."""

from agenda.models.annotation import Annotation, AnnotationKind, SharedWith, Tide
from agenda.models.difference import Difference
from agenda.models.document import (
    BEFORE_ISSUE,
    ISSUED,
    Circulation,
    Document,
    DocumentKind,
    DocumentState,
    DocumentVersion,
)
from agenda.models.dossier import Dossier, ItemDossier, Stage
from agenda.models.item import AgendaItem, ItemKind, ItemState, VoteForm
from agenda.models.page import FilePage
from agenda.models.programme import Programme
from agenda.models.reading import Copy, Receipt, Reminder
from agenda.models.replacement import Replacement
from agenda.models.upload import Upload

__all__ = [
    "BEFORE_ISSUE",
    "ISSUED",
    "AgendaItem",
    "Annotation",
    "AnnotationKind",
    "Circulation",
    "Copy",
    "Difference",
    "Document",
    "DocumentKind",
    "DocumentState",
    "DocumentVersion",
    "Dossier",
    "FilePage",
    "ItemDossier",
    "ItemKind",
    "ItemState",
    "Programme",
    "Receipt",
    "Reminder",
    "Replacement",
    "SharedWith",
    "Stage",
    "Tide",
    "Upload",
    "VoteForm",
]
