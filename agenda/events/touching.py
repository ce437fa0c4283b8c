"""What an event of the agenda touches, and who hears of the programme."""

from __future__ import annotations

Touched = list[tuple[str, str]]


def papers(documents: list[int], dossiers: list[int]) -> Touched:
    """Name documents, and the dossiers whose completeness they change."""
    return [
        *(("document", str(document)) for document in documents),
        *(("dossier", str(dossier)) for dossier in dossiers),
    ]


def until_published(published: bool) -> str:
    """Say who hears of the programme: the secretariat while it is being prepared, then everyone."""
    return "everyone" if published else "staff"
