"""The rules of a body are frozen on the meeting when it is convened."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from meetings.commands import sittings
from meetings.errors import NoRules
from meetings.models import Meeting, Role
from meetings.rulebook import Position, RuleProfile
from tests.agenda.cast import hall_of


@pytest.mark.django_db
def test_convening_freezes_what_the_body_chose() -> None:
    hall = hall_of("dien-bien")
    hall.set_state("DRAFTED")
    hall.meeting.body.remote_delegates = "COUNTED"
    hall.meeting.body.save()

    sittings.convene(hall.meeting.pk, by=hall["secretary"], key=uuid4())
    hall.meeting.body.remote_delegates = "REFUSED"
    hall.meeting.body.save()

    frozen = RuleProfile.from_facts(Meeting.objects.get(pk=hall.meeting.pk).profile_facts)
    assert (frozen.id, frozen.remote_counts_for_quorum) == ("HDND.TINH/77-2015+47-2019", True)


@pytest.mark.django_db
def test_a_body_without_rules_is_shown_and_not_convened() -> None:
    hall = hall_of("dien-bien")
    hall.set_state("DRAFTED")
    hall.meeting.body.kind = "PROVINCIAL_PARTY_COMMITTEE"
    hall.meeting.body.save()
    hall.meeting.body.unit.level = "COMMUNE"
    hall.meeting.body.unit.save()
    client = Client()
    client.force_login(hall["secretary"])

    with pytest.raises(NoRules) as refused:
        sittings.convene(hall.meeting.pk, by=hall["secretary"], key=uuid4())
    resources = client.get(f"/api/meetings/{hall.meeting.pk}/snapshot").json()["resources"]

    assert refused.value.facts == {"body": "HĐND tỉnh dien-bien", "day": "06/12/2023"}
    assert NoRules.code == "meetings.no_rules"
    assert resources["meeting"][str(hall.meeting.pk)]["profile"] is None
    assert resources["quorum"] == {}


def test_positions_that_are_also_roles_are_spelt_alike() -> None:
    """So that `rulebook.may` takes a role as it is; the other positions are offices and bodies, no roles."""
    assert {*Position} & {*Role.values} == {
        "PRESIDING_OFFICER", "SECRETARY", "STAFF", "OFFICE_HEAD", "TELLER", "DELEGATE",
    }  # fmt: skip
