"""What happened to the agenda, in the past tense. An append-only list: never rename a kind.

Titles and numbers are kept as they were at that moment: an item may be renamed or removed later,
and the record must still say what was published, started or taken away.
"""

from agenda.events.papers import (
    DocumentEdited,
    DocumentRecalled,
    DocumentRemoved,
    DocumentReplaced,
    DocumentsApproved,
    DocumentsIssued,
    DocumentsReturned,
    DocumentsScheduled,
    DocumentsSubmitted,
    DocumentUnscheduled,
    DocumentUploaded,
    PapersHandled,
)
from agenda.events.programme import (
    AgendaPublished,
    DossierAdded,
    DossierEdited,
    DossierExempted,
    DossierMoved,
    ItemAdded,
    ItemEdited,
    ItemMoved,
    ItemRemoved,
    ItemStarted,
    ProgrammeFilled,
)
from agenda.events.reach import (
    GuestCodeMade,
    GuestCodeWithdrawn,
    ReminderEvent,
    ReminderGiven,
    ReminderSeen,
    RemindersSent,
)

__all__ = [
    "AgendaPublished",
    "DocumentEdited",
    "DocumentRecalled",
    "DocumentRemoved",
    "DocumentReplaced",
    "DocumentUnscheduled",
    "DocumentUploaded",
    "DocumentsApproved",
    "DocumentsIssued",
    "DocumentsReturned",
    "DocumentsScheduled",
    "DocumentsSubmitted",
    "DossierAdded",
    "DossierEdited",
    "DossierExempted",
    "DossierMoved",
    "GuestCodeMade",
    "GuestCodeWithdrawn",
    "ItemAdded",
    "ItemEdited",
    "ItemMoved",
    "ItemRemoved",
    "ItemStarted",
    "PapersHandled",
    "ProgrammeFilled",
    "ReminderEvent",
    "ReminderGiven",
    "ReminderSeen",
    "RemindersSent",
]
