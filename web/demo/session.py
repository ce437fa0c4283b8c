"""The sample session, told to the platform by its own commands, on the days when it happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from agenda.commands import agenda, documents, dossiers, versions
from agenda.commands.uploads import CleanFile
from agenda.models import DocumentKind
from meetings import clock
from meetings.commands import drafting, sittings
from meetings.commands.drafting import Part
from meetings.models import Meeting, Person, Role
from web.demo.bodies import ADMINISTRATOR, Province
from web.demo.papers import earlier
from web.demo.people import Cast

Session = dict[str, Any]
KEYS = UUID("5b7bb9f0-1f5c-4a52-9a3e-4e1f0a7c2023")

SITTINGS = (
    ("Phiên trù bị", "2023-12-06"),
    ("Phiên khai mạc, sáng 06/12/2023", "2023-12-06"),
    ("Phiên chiều 06/12/2023", "2023-12-06"),
    ("Phiên sáng 07/12/2023 (chất vấn)", "2023-12-07"),
    ("Phiên chiều 07/12/2023", "2023-12-07"),
    ("Phiên bế mạc, sáng 08/12/2023", "2023-12-08"),
)
STAGES = (
    ("presentedAt", "PRESENTED"),
    ("examinedAt", "EXAMINED"),
    ("discussedAt", "DISCUSSED"),
    ("intakeAt", "INTAKE"),
    ("decidedAt", "DECIDED"),
)
# When papers went out: the date up to which a paper was dated, and the moment of the act. The
# deadline of the session is 01/12: what came after it is marked as late by the platform itself, and was
# allowed by the Standing Board.
ISSUES = (
    ("2023-11-28", "2023-11-28T15:30"),
    ("2023-11-30", "2023-11-30T16:40"),
    ("2023-12-01", "2023-12-01T10:00"),
    ("2023-12-04", "2023-12-02T17:05"),
    ("2023-12-05", "2023-12-05T16:20"),
)
# When papers came in, where that was before the day of their issue: the dossiers go to the committees
# fifteen days before the session, and their reports to the Standing Board.
ARRIVALS = (("2023-11-20", "2023-11-20T15:00"), ("2023-11-24", "2023-11-24T16:00"))
# Who let the papers out that came after the deadline, by the day of their issue.
CONSENTS = {
    "2023-12-02": "Thường trực HĐND tỉnh, tại cuộc hội ý ngày 02/12/2023",
    "2023-12-05": "Thường trực HĐND tỉnh, tại cuộc hội ý ngày 05/12/2023",
}
# Of 01/12, and yet it reached the delegates only after the deadline.
# What the sample session calls a resolution everywhere; read aloud, each is named as what it is.
RULES_OF = {
    "AGENDA_APPROVAL": "HDND.AGENDA",
    "TELLERS_MINUTES": "HDND.CONFIRMATION",
    "MINUTES": "HDND.PROCEDURE",
}
HELD_BACK = "147/BC-BDT"


def key(name: str) -> UUID:
    """Return the same key for the same act, at each start."""
    return uuid5(KEYS, name)


@contextmanager
def at(moment: str) -> Iterator[None]:
    """Let the clock stand at an earlier day, in Vietnam, for as long as the block lasts."""
    clock.start_at(datetime.fromisoformat(moment).replace(tzinfo=clock.LOCAL))
    yield


class Story:
    """One meeting being prepared: who acts, and what has been made by the id of the sample data."""

    def __init__(self, session: Session, cast: Cast, province: Province) -> None:
        self.session = session
        self.cast = cast
        self.province = province
        self.accounts = province.accounts
        self.secretary = self.accounts[cast.secretaries[1].username]
        self.office = self.accounts[cast.staff[1].username]
        self.meeting = 0
        self.items: dict[str, int] = {}
        self.dossiers: dict[str, int] = {}
        self.documents: dict[str, int] = {}

    def tell(self, files: dict[str, CleanFile], progress: Callable[[str], None]) -> Meeting:
        with at("2023-11-15T08:30"):
            self.draft()
        with at("2023-11-15T14:00"):
            sittings.convene(self.meeting, by=self.secretary, key=key("convene"))
        progress("Lập chương trình và hồ sơ …")
        with at("2023-11-20T09:00"):
            self.add_dossiers()
            self.add_items()
        progress(f"Phát hành {len(self.session['documents'])} tài liệu …")
        self.upload_and_issue(files)
        return Meeting.objects.get(pk=self.meeting)

    def draft(self) -> None:
        about = self.session["session"]
        chair = next(d for d in self.cast.delegates if d.presidium_role == "CHAIR")
        entry = drafting.draft_meeting(
            self.province.council.pk,
            name=about["name"],
            kind=about["kind"],
            place=about["place"],
            opens_on=about["opens"][:10],
            closes_on=about["closes"][:10],
            presiding_id=self.accounts[chair.username].pk,
            participants=participants(self.cast, self.accounts),
            by=self.accounts[ADMINISTRATOR],
            key=key("draft"),
        )
        self.meeting = entry.facts["meeting"]
        for name, held_on in SITTINGS:
            drafting.plan_sitting(self.meeting, name=name, held_on=held_on, by=self.secretary, key=key(name))

    def add_dossiers(self) -> None:
        for no, dossier in enumerate(self.session["dossiers"], 1):
            entry = dossiers.add_dossier(
                self.meeting,
                text={
                    "no": f"{no:02}",
                    "title": dossier["title"],
                    "legal_normative": dossier["legalNormative"],
                    "examined_by": dossier["examinedBy"] or "",
                },
                by=self.office,
                key=key(dossier["id"]),
            )
            self.dossiers[dossier["id"]] = entry.facts["dossier"]
            if not dossier["examinationReport"]:
                # A programme of the council's own, which no committee examines.
                dossiers.exempt_dossier(
                    self.dossiers[dossier["id"]],
                    kinds=[DocumentKind.EXAMINATION_REPORT.value],
                    by=self.office,
                    key=key(f"exempt {dossier['id']}"),
                )

    def add_items(self) -> None:
        stages = stages_by_item(self.session)
        for item in sorted(self.session["agenda"], key=lambda item: item["no"]):
            parent = self.add_item(item["id"], item, stages.get(item["id"], []))
            for no, group in enumerate(item.get("groups", []), 1):
                if "topic" in group:
                    self.add_item(f"{item['id']}.{no}", topic_of(item, group), [], parent)

    def add_item(
        self, name: str, item: dict[str, Any], stages: list[tuple[str, str]], parent: int | None = None
    ) -> int:
        vote = item.get("vote") or {}
        entry = agenda.add_item(
            self.meeting,
            text={
                "title": item["title"],
                "kind": item["kind"],
                "day": item["day"],
                "starts_at": item.get("start"),
                "minutes": item["minutes"],
                "presenter": item["presenter"],
                "vote_form": vote.get("form"),
                "vote_rule": RULES_OF.get(item["kind"], vote.get("rule")) if vote else None,
                "dossiers": [{"dossier": self.dossiers[d], "stage": stage} for d, stage in stages],
            },
            parent_id=parent,
            by=self.office,
            key=key(name),
        )
        self.items[name] = entry.facts["item"]
        return self.items[name]

    def upload_and_issue(self, files: dict[str, CleanFile]) -> None:
        waiting = sorted(self.session["documents"], key=lambda paper: (paper["date"], paper["id"]))
        for upto, moment in ARRIVALS:
            with at(moment):
                self.upload_all([paper for paper in waiting if paper["date"] <= upto], files)
        for upto, moment in ISSUES:
            due = [
                p
                for p in waiting
                if p["date"] <= upto and not (p["number"] == HELD_BACK and upto < "2023-12-04")
            ]
            waiting = [paper for paper in waiting if paper not in due]
            self.replace_until(moment, files)
            with at(moment):
                clock.start_at(clock.now() - timedelta(hours=2))
                self.upload_all(due, files)
            with at(moment):
                documents.publish_documents(
                    self.meeting,
                    document_ids=[self.documents[paper["id"]] for paper in due],
                    late_consent=CONSENTS.get(moment[:10], ""),
                    by=self.secretary,
                    key=key(f"issue {moment}"),
                )
            if upto == "2023-11-28":
                agenda.publish_agenda(self.meeting, by=self.secretary, key=key("publish agenda"))

    def replace_until(self, moment: str, files: dict[str, CleanFile]) -> None:
        """Replace the papers that were replaced between the issue before and the one of that moment."""
        since = max([done for _, done in ISSUES if done < moment], default="")
        due = [
            (change, paper, version)
            for paper, changes in earlier.CHANGES.items()
            for version, change in enumerate(changes, 2)
            if since <= change.at < moment and paper in self.documents
        ]
        for change, paper, version in sorted(due, key=lambda each: each[0].at):
            with at(change.at):
                versions.replace_document(
                    self.documents[paper],
                    file=files[earlier.name_of(paper, version)],
                    reason=change.reason,
                    by=self.office,
                    key=key(f"{paper} {version}"),
                )

    def upload_all(self, papers: list[dict[str, Any]], files: dict[str, CleanFile]) -> None:
        for paper in papers:
            if paper["id"] not in self.documents:
                self.upload(paper, files[earlier.name_of(paper["id"], 1)])

    def upload(self, paper: dict[str, Any], file: CleanFile) -> None:
        dossier = self.dossiers.get(paper.get("dossier", ""))
        entry = documents.upload_document(
            self.meeting,
            text={
                "title": paper["title"],
                "kind": paper["kind"],
                "number": paper["number"],
                "issuer": paper["issuer"],
                "dated": paper["date"],
                "circulation": paper["circulation"],
            },
            file=file,
            item_id=None if dossier else self.items[paper["agendaItem"]],
            dossier_id=dossier,
            by=self.office,
            key=key(paper["id"]),
        )
        self.documents[paper["id"]] = entry.facts["document"]


def participants(cast: Cast, accounts: dict[str, Person]) -> list[Part]:
    """Everybody who takes part; the presidium is there twice, as delegates and to preside."""
    presidium = [d for d in cast.delegates if d.presidium_role]
    roles: list[tuple[Role, list[str]]] = [
        (Role.DELEGATE, [p.username for p in cast.delegates]),
        (Role.PRESIDING_OFFICER, [p.username for p in presidium]),
        (Role.SECRETARY, [p.username for p in cast.secretaries]),
        (Role.STAFF, [p.username for p in cast.staff]),
        (Role.OFFICE_HEAD, [p.username for p in cast.office_heads]),
        (Role.SITE, [site.username for site in cast.sites]),
        (Role.OBSERVER, [p.username for p in cast.observers]),
        (Role.DISPLAY, [cast.display.username]),
        (Role.ADMINISTRATOR, [ADMINISTRATOR]),
    ]
    return [{"person": accounts[name].pk, "role": role.value} for role, names in roles for name in names]


def stages_by_item(session: Session) -> dict[str, list[tuple[str, str]]]:
    """Return, for each item, the dossiers that pass through it and what happens to them there."""
    found: dict[str, list[tuple[str, str]]] = {}
    for dossier in session["dossiers"]:
        for field, stage in STAGES:
            items = dossier[field] or []
            for item in [items] if isinstance(items, str) else items:
                found.setdefault(item, []).append((dossier["id"], stage))
    return found


def topic_of(item: dict[str, Any], group: dict[str, Any]) -> dict[str, Any]:
    """Return a group of questions as an item of its own under the questioning."""
    return {
        "title": f"Nhóm vấn đề: {group['topic']}",
        "kind": item["kind"],
        "day": item["day"],
        "minutes": group["minutes"],
        "presenter": group["respondent"],
    }


def draft_committee_meeting(cast: Cast, province: Province) -> Meeting:
    """Draft next week's meeting of the People's Committee: another body, with members of its own."""
    accounts = province.accounts
    chair, secretary, office = (accounts[p.username] for p in (cast.committee[0], *cast.committee_office))
    members = [accounts[p.username] for p in cast.committee]
    parts = [
        *[(member, Role.DELEGATE) for member in members],
        (chair, Role.PRESIDING_OFFICER),
        (secretary, Role.SECRETARY),
        (office, Role.STAFF),
    ]
    with at("2023-12-04T14:10"):
        entry = drafting.draft_meeting(
            province.committee.pk,
            name="Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng 12 năm 2023",
            place="Phòng họp số 1, trụ sở UBND tỉnh",
            opens_on=date(2023, 12, 15).isoformat(),
            closes_on=date(2023, 12, 15).isoformat(),
            presiding_id=chair.pk,
            participants=[{"person": person.pk, "role": role.value} for person, role in parts],
            by=accounts[ADMINISTRATOR],
            key=key("committee"),
        )
        meeting: int = entry.facts["meeting"]
        drafting.plan_sitting(
            meeting, name="Phiên họp", held_on="2023-12-15", by=secretary, key=key("committee sitting")
        )
    return Meeting.objects.get(pk=meeting)
