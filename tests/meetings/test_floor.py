"""The floor: a queue that the server orders, one speaker at a time, and time that warns and never cuts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.test import Client

from meetings import clock, snapshot
from meetings.commands import floor, sittings
from meetings.errors import (
    AlreadyAsked,
    BadInput,
    BadState,
    MeetingNotOn,
    NobodySpeaks,
    NotFound,
    Refusal,
    RequestGone,
    SpeakerLeft,
)
from meetings.models import Meeting, Person, Sitting, Speech, SpeechRequest
from tests.voting.cast import Council, council_of, new_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def council() -> Council:
    return council_of("dien-bien", 6, present=5)


def ask(council: Council, no: int, kind: str = "DISCUSSION", subject: str = "item:1", topic: str = "") -> int:
    by = council.delegates[no - 1]
    entry = floor.ask_to_speak(
        council.meeting.pk, kind=kind, subject=subject, topic=topic, by=by, key=new_key()
    )
    return int(entry.facts["request"])


def give(council: Council, request: int, by: str = "chair") -> int:
    return int(floor.give_floor(request, by=council[by], key=new_key()).facts["speech"])


def end(council: Council, speech: int) -> None:
    floor.end_speech(speech, by=council["chair"], key=new_key())


def queue(council: Council, viewer: Person) -> list[tuple[str, str]]:
    shown = snapshot.take(council.meeting, council.viewer(viewer))["resources"]["speech_request"]
    return [(request["name"], request["topic"]) for request in shown.values()]


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except Refusal as refusal:
        return refusal.code
    return "done"


EVERYBODY = ("guest", "chair", "secretary", "staff", "site", "teller", "observer", "display", "administrator")


@pytest.mark.parametrize("role", EVERYBODY)
def test_delegates_and_sites_ask_to_speak_and_nobody_else(council: Council, role: str) -> None:
    said = outcome(
        lambda: floor.ask_to_speak(council.meeting.pk, kind="DISCUSSION", by=council[role], key=new_key())
    )

    assert said == ("done" if role == "site" else "meetings.not_allowed")


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_chair_gives_the_floor_or_a_secretary_on_behalf(council: Council, role: str) -> None:
    request = ask(council, 1)

    said = outcome(lambda: give(council, request, role))

    assert said == ("done" if role in ("chair", "secretary") else "meetings.not_allowed")


@pytest.mark.parametrize("role", EVERYBODY)
def test_time_is_given_and_taken_by_who_presides(council: Council, role: str) -> None:
    speech = give(council, ask(council, 1))

    said = [
        outcome(lambda: floor.extend_speech(speech, seconds=60, by=council[role], key=new_key())),
        outcome(lambda: floor.end_speech(speech, by=council[role], key=new_key())),
    ]

    assert said == ["done" if role in ("chair", "secretary") else "meetings.not_allowed"] * 2


def test_the_queue_keeps_the_order_in_which_they_asked(council: Council) -> None:
    for no in (3, 1, 2):
        ask(council, no, topic=f"Ý kiến {no}")

    assert queue(council, council.delegates[0]) == [
        ("Đại biểu 3", "Ý kiến 3"),
        ("Đại biểu 1", "Ý kiến 1"),
        ("Đại biểu 2", "Ý kiến 2"),
    ]


def test_what_somebody_means_to_say_is_not_for_the_public(council: Council) -> None:
    ask(council, 1, topic="Nguồn vốn đường liên xã")

    assert queue(council, council["observer"]) == [("Đại biểu 1", "")]
    assert queue(council, council["site"]) == [("Đại biểu 1", "Nguồn vốn đường liên xã")]


def test_one_waits_once_for_each_kind(council: Council) -> None:
    ask(council, 1)
    ask(council, 1, "DEBATE")

    with pytest.raises(AlreadyAsked) as refused:
        ask(council, 1)

    assert refused.value.code == "meetings.already_asked"


def test_one_asks_before_the_sitting_opens_but_not_before_the_meeting_is_convened(council: Council) -> None:
    Sitting.objects.update(state="PLANNED")
    ask(council, 1)
    Meeting.objects.update(state="DRAFTED")

    with pytest.raises(MeetingNotOn) as refused:
        ask(council, 2)

    assert refused.value.code == "meetings.meeting_not_on"


def test_an_unknown_kind_is_refused(council: Council) -> None:
    with pytest.raises(BadInput):
        ask(council, 1, "SHOUTING")


def test_who_withdraws_leaves_the_queue_and_may_ask_again(council: Council) -> None:
    request = ask(council, 1)
    floor.withdraw_request(request, by=council.delegates[0], key=new_key())

    assert queue(council, council.delegates[0]) == []
    ask(council, 1)
    assert len(queue(council, council.delegates[0])) == 1


def test_nobody_withdraws_for_another_delegate_but_who_presides_does(council: Council) -> None:
    request = ask(council, 1)

    said = [
        outcome(partial(floor.withdraw_request, request, by=by, key=new_key()))
        for by in (council.delegates[1], council["secretary"])
    ]

    assert said == ["meetings.not_allowed", "done"]


def test_who_is_called_next_ends_who_spoke_before(council: Council) -> None:
    first = give(council, ask(council, 1))
    second = give(council, ask(council, 2))

    spoken = {speech.pk: speech.ended_at is None for speech in Speech.objects.all()}
    assert spoken == {first: False, second: True}


def test_of_two_who_call_the_same_one_at_once_the_second_is_refused(council: Council) -> None:
    request = ask(council, 1)
    give(council, request, "chair")

    with pytest.raises(RequestGone) as refused:
        give(council, request, "secretary")

    assert (refused.value.code, Speech.objects.count()) == ("meetings.request_gone", 1)


def test_who_left_is_not_called_and_stays_in_the_queue(council: Council) -> None:
    request = ask(council, 6)

    with pytest.raises(SpeakerLeft) as refused:
        give(council, request)

    assert refused.value.code == "meetings.speaker_left"
    assert SpeechRequest.objects.get(pk=request).is_waiting


def test_a_site_is_called_though_places_do_not_check_in(council: Council) -> None:
    entry = floor.ask_to_speak(council.meeting.pk, kind="DISCUSSION", by=council["site"], key=new_key())

    give(council, int(entry.facts["request"]))

    assert Speech.objects.get().person == council["site"]


def test_nobody_is_called_while_no_sitting_is_open(council: Council) -> None:
    request = ask(council, 1)
    Sitting.objects.update(state="ADJOURNED")

    with pytest.raises(BadState):
        give(council, request)


def test_the_first_speech_on_a_matter_is_longer_than_the_second(council: Council) -> None:
    end(council, give(council, ask(council, 1)))
    end(council, give(council, ask(council, 1)))
    give(council, ask(council, 1, subject="item:2"))

    assert [speech.seconds for speech in Speech.objects.order_by("pk")] == [420, 180, 420]


def test_a_minute_more_is_added_to_what_one_has(council: Council) -> None:
    speech = give(council, ask(council, 1))

    floor.extend_speech(speech, seconds=60, by=council["chair"], key=new_key())

    assert Speech.objects.get().seconds == 480
    with pytest.raises(BadInput):
        floor.extend_speech(speech, seconds=0, by=council["chair"], key=new_key())


def test_the_speaker_ends_it_too_and_only_once(council: Council) -> None:
    speech = give(council, ask(council, 1))
    floor.end_speech(speech, by=council.delegates[0], key=new_key())

    for again in (
        lambda: floor.end_speech(speech, by=council["chair"], key=new_key()),
        lambda: floor.extend_speech(speech, seconds=60, by=council["chair"], key=new_key()),
    ):
        with pytest.raises(NobodySpeaks) as refused:
            again()
        assert refused.value.code == "meetings.nobody_speaks"


def test_the_record_says_how_long_it_lasted(council: Council) -> None:
    speech = give(council, ask(council, 1))
    Speech.objects.update(began_at=clock.now() - timedelta(seconds=125))

    entry = floor.end_speech(speech, by=council["chair"], key=new_key())

    assert (entry.facts["lasted"], entry.facts["seconds"]) == (125, 420)


@pytest.mark.parametrize("stop", [sittings.adjourn_sitting, sittings.close_sitting])
def test_who_speaks_when_the_sitting_stops_has_ended(council: Council, stop: Callable[..., object]) -> None:
    give(council, ask(council, 1))

    stop(council.sitting.pk, by=council["chair"], key=new_key())

    assert Speech.objects.get().ended_at is not None


@pytest.mark.parametrize("act", ["withdraw_request", "give_floor", "end_speech"])
def test_what_does_not_exist_is_not_found(council: Council, act: str) -> None:
    with pytest.raises(NotFound):
        getattr(floor, act)(999, by=council["chair"], key=new_key())


def test_over_http_a_delegate_asks_and_the_chair_gives_the_floor(council: Council, client: Client) -> None:
    def post(path: str, body: object, by: Person) -> tuple[int, dict[str, object]]:
        client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
        answered = client.post(
            f"/api/{path}", body, content_type="application/json", headers={"Idempotency-Key": str(new_key())}
        )
        return answered.status_code, answered.json()

    meeting = council.meeting.pk
    _, asked = post(f"meetings/{meeting}/speech-requests", {"kind": "QUESTION"}, council.delegates[0])
    request = asked["result"]["request"]  # type: ignore[index]
    status, given = post(f"speech-requests/{request}/give-floor", {}, council["chair"])
    speech = given["result"]["speech"]  # type: ignore[index]
    extended, _ = post(f"speeches/{speech}/extend", {"seconds": 60}, council["chair"])
    ended, _ = post(f"speeches/{speech}/end", {}, council.delegates[0])
    gone, told = post(f"speech-requests/{request}/withdraw", {}, council.delegates[0])
    bad, _ = post(
        f"meetings/{meeting}/speech-requests", {"kind": "QUESTION", "subject": "<b>"}, council["site"]
    )

    assert (status, extended, ended, gone, bad) == (200, 200, 200, 409, 400)
    assert told["code"] == "meetings.request_gone"
