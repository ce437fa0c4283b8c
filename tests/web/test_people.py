"""The demo's cast: as many as the session says, each with a user name of their own."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter

import pytest

from web.demo import people

SESSION = json.loads((people.DATA / "sample-session.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def everybody() -> people.Cast:
    return people.cast(SESSION)


def test_fifty_delegates_are_in_office_and_three_of_them_are_away(everybody: people.Cast) -> None:
    assert len(everybody.delegates) == 50
    assert [d.username for d in everybody.delegates if d.absent] == [
        "lo-van-uong",
        "chang-a-phu",
        "hau-thi-ka",
    ]


def test_each_delegate_group_has_five(everybody: people.Cast) -> None:
    sizes = Counter(delegate.delegate_group_no for delegate in everybody.delegates)

    assert sizes == dict.fromkeys(range(1, 11), 5)


def test_the_presidium_is_present_and_sits_apart(everybody: people.Cast) -> None:
    presidium = [d for d in everybody.delegates if d.presidium_role]

    assert [(d.presidium_role, d.title, d.seat_no, d.absent) for d in presidium] == [
        ("CHAIR", "Chủ tịch HĐND tỉnh", None, False),
        ("DEPUTY_CHAIR", "Phó Chủ tịch HĐND tỉnh", None, False),
        ("DEPUTY_CHAIR", "Phó Chủ tịch HĐND tỉnh", None, False),
    ]


def test_the_others_have_the_seats_of_the_hall_in_roster_order(everybody: people.Cast) -> None:
    seats = [d.seat_no for d in everybody.delegates if d.seat_no is not None]

    assert seats == list(range(1, 48))
    assert seats[-1] <= SESSION["hall"]["rows"] * SESSION["hall"]["seatsPerRow"]


def test_women_and_men_are_equally_many(everybody: people.Cast) -> None:
    assert Counter(delegate.gender for delegate in everybody.delegates) == {"F": 25, "M": 25}


def test_two_delegate_groups_make_a_discussion_group(everybody: people.Cast) -> None:
    groups = [(group.no, group.delegate_groups) for group in everybody.discussion_groups]

    assert groups == [(1, (1, 2)), (2, (3, 4)), (3, (5, 6)), (4, (7, 8)), (5, (9, 10))]


def test_the_offices_are_filled(everybody: people.Cast) -> None:
    assert (len(everybody.secretaries), len(everybody.staff), len(everybody.observers)) == (
        2,
        3,
        20,
    )


def test_each_of_the_129_communes_is_a_site(everybody: people.Cast) -> None:
    sites = {site.unit_code: site for site in everybody.sites}

    assert len(sites) == 129
    assert sites["3154"] == people.SiteAccount("3154", "Xã Sín Thầu", "xa-sin-thau-3154")
    assert sites["3217"].username == "thi-tran-tua-chua-3217"


def test_user_names_are_plain_and_no_two_are_the_same(everybody: people.Cast) -> None:
    officials = everybody.secretaries + everybody.staff + everybody.observers
    names = [delegate.username for delegate in everybody.delegates]
    names += [official.username for official in officials]
    names += [site.username for site in everybody.sites]
    names.append(everybody.display.username)
    officials = everybody.former + everybody.committee_office + (everybody.party_secretary,)
    names += [official.username for official in officials]
    names += [official.username for official in everybody.committee[: len(people.COMMITTEE_HEADS)]]

    assert len(names) == 50 + 2 + 3 + 20 + 129 + 1 + 2 + 2 + 1 + 7
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert [name for name in names if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", name)] == []


def test_no_two_people_share_a_name_and_all_are_in_one_unicode_form(
    everybody: people.Cast,
) -> None:
    names = [delegate.full_name for delegate in everybody.delegates]
    names += [official.full_name for official in everybody.observers]

    assert len(set(names)) == len(names)
    assert [name for name in names if not unicodedata.is_normalized("NFC", name)] == []


def test_two_left_the_council_that_had_52(everybody: people.Cast) -> None:
    assert [(person.delegate_group_no, person.left.isoformat()) for person in everybody.former] == [
        (3, "2022-12-08"),
        (7, "2023-07-14"),
    ]
    assert len(everybody.delegates) + len(everybody.former) == SESSION["roster"]["elected"]


def test_the_council_and_the_committee_elected_28_who_are_sounded_for_confidence(
    everybody: people.Cast,
) -> None:
    heads = [
        d.title
        for d in everybody.delegates
        if d.presidium_role or (d.title.startswith("Trưởng Ban") and d.title.endswith("HĐND tỉnh"))
    ]

    assert len(heads) == 3 + 4
    assert len(everybody.committee) == 21
    assert len(heads) + len(everybody.committee) == 28


def test_a_session_with_another_roster_is_refused() -> None:
    other = SESSION | {"roster": SESSION["roster"] | {"expectedPresent": 48}}

    with pytest.raises(ValueError, match="not"):
        people.cast(other)
