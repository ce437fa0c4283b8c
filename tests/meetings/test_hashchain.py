"""The chain finds every change of the record, and names it."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.hashchain import GENESIS, ChainEntry, NotCanonical, canonical, check, entry_hash


def chain_of(length: int) -> list[ChainEntry]:
    entries: list[ChainEntry] = []
    prev = GENESIS
    for seq in range(1, length + 1):
        fields: dict[str, Any] = {
            "journal": "meeting:1", "seq": seq, "at": f"2023-12-06T00:{seq:02d}:00.000000Z",
            "kind": "meetings.checked_in", "v": 1, "by": "7", "on_behalf_of": None,
            "audience": "participants", "facts": {"person": seq, "place": "HALL"}, "prev": prev,
        }  # fmt: skip
        prev = entry_hash(**fields)
        entries.append(ChainEntry(**fields, hash=prev))
    return entries


def test_an_untouched_chain_has_no_problem() -> None:
    chain = chain_of(5)

    assert check(chain, chain[-1].hash) == []


def test_keys_are_ordered_by_utf16_and_text_is_kept_as_it_is() -> None:
    assert canonical({"ơ": 1, "a": [True, None, "Điện Biên\n"], "\U0001f600": 2, "\uffed": 3}) == (
        '{"a":[true,null,"Điện Biên\\n"],"ơ":1,"\U0001f600":2,"\uffed":3}'.encode()
    )


@pytest.mark.parametrize("value", [1.0, "e\u0302\u0323", {1: "x"}, object()])
def test_what_two_machines_may_write_differently_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical({"x": value} if not isinstance(value, dict) else value)


def test_an_edited_entry_is_named() -> None:
    chain = chain_of(5)
    chain[2] = dataclasses.replace(chain[2], facts={"person": 99, "place": "HALL"})

    assert [(p.code, p.seq) for p in check(chain, chain[-1].hash)] == [("EDITED", 3)]


def test_an_edited_entry_with_a_recomputed_hash_breaks_the_link_after_it() -> None:
    chain = chain_of(5)
    forged = dataclasses.replace(chain[2], facts={"person": 99, "place": "HALL"})
    fields = {f.name: getattr(forged, f.name) for f in dataclasses.fields(forged) if f.name != "hash"}
    chain[2] = dataclasses.replace(forged, hash=entry_hash(**fields))

    assert [(p.code, p.seq) for p in check(chain, chain[-1].hash)] == [("UNLINKED", 4)]


def test_a_removed_entry_is_named() -> None:
    chain = chain_of(5)

    assert [(p.code, p.seq) for p in check(chain[:1] + chain[2:], chain[-1].hash)] == [("MISSING", 2)]


def test_an_inserted_entry_is_named() -> None:
    chain = chain_of(5)

    assert ("MISPLACED", 2) in [
        (p.code, p.seq) for p in check(chain[:3] + [chain[1]] + chain[3:], chain[-1].hash)
    ]


def rechained(chain: list[ChainEntry], seq: int, **changes: Any) -> ChainEntry:
    """One more entry with a hash that is right, as a forger would write it."""
    fields = {f.name: getattr(chain[seq - 1], f.name) for f in dataclasses.fields(ChainEntry)}
    fields |= {"seq": seq + 1, "prev": chain[seq - 1].hash, "facts": {"person": 99}} | changes
    del fields["hash"]
    return ChainEntry(**fields, hash=entry_hash(**fields))


def renumbered(entry: ChainEntry, by: int) -> ChainEntry:
    return dataclasses.replace(entry, seq=entry.seq + by)


def test_an_entry_inserted_by_renumbering_the_others_is_named_and_the_others_are_not() -> None:
    chain = chain_of(5)
    forged = [*chain[:2], rechained(chain, 2), *(renumbered(e, 1) for e in chain[2:])]

    assert [(p.code, p.seq, p.last) for p in check(forged, chain[-1].hash)] == [("INSERTED", 3, 3)]


def test_an_entry_removed_by_renumbering_the_others_is_named_and_the_others_are_not() -> None:
    chain = chain_of(5)
    cut = [*chain[:2], *(renumbered(e, -2) for e in chain[4:])]

    assert [(p.code, p.seq, p.last) for p in check(cut, chain[-1].hash)] == [("MISSING", 3, 4)]


def test_an_entry_appended_behind_the_head_is_found_by_it() -> None:
    chain = chain_of(5)

    assert [p.code for p in check([*chain, rechained(chain, 5)], chain[-1].hash)] == ["HEAD"]


def test_a_cut_off_end_is_found_by_the_printed_head() -> None:
    chain = chain_of(5)

    assert check(chain[:4]) == []
    assert [p.code for p in check(chain[:4], chain[-1].hash)] == ["HEAD"]


@given(st.dictionaries(st.text("abcđơư", max_size=4), st.integers(), max_size=6))
def test_the_order_in_which_keys_are_written_does_not_matter(facts: dict[str, int]) -> None:
    assert canonical(facts) == canonical(dict(reversed(facts.items())))
