"""The tables of the agenda."""

from agenda.models.document import (
    Circulation,
    Document,
    DocumentKind,
    DocumentState,
    DocumentVersion,
)
from agenda.models.dossier import Dossier, ItemDossier, Stage
from agenda.models.item import AgendaItem, ItemKind, ItemState, VoteForm
from agenda.models.programme import Programme

__all__ = [
    "AgendaItem",
    "Circulation",
    "Document",
    "DocumentKind",
    "DocumentState",
    "DocumentVersion",
    "Dossier",
    "ItemDossier",
    "ItemKind",
    "ItemState",
    "Programme",
    "Stage",
    "VoteForm",
]
