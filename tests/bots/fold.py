"""What a client holds of a meeting, and how a frame changes it (signaling/PROTOCOL.md); pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

Value = dict[str, Any]
Resources = dict[str, dict[str, Value]]


@dataclass(frozen=True)
class State:
    """type → id → value, as of `seq`; None before the first snapshot."""

    seq: int | None = None
    resources: Resources = field(default_factory=dict)


def from_snapshot(snapshot: Mapping[str, Any]) -> State:
    return State(snapshot["seq"], snapshot["resources"])


def fold(state: State, frame: object) -> State | None:
    """The state after the frame; None when it can be trusted no longer and a snapshot must be fetched.

    So it is after a reset, a gap, and anything that PROTOCOL.md does not describe. A frame of the past
    changes nothing: the snapshot that came meanwhile is newer than its values.
    """
    if not isinstance(frame, dict) or state.seq is None:
        return None
    if "tick" in frame:
        # Frames go out before the tick that names them: a tick that is ahead tells of a lost one.
        tick = frame["tick"]
        seq = tick.get("seq") if isinstance(tick, dict) else None
        return state if is_seq(seq) and seq <= state.seq else None

    first, last, changes = frame.get("from_seq"), frame.get("seq"), frame.get("changes")
    if not (is_seq(first) and is_seq(last) and isinstance(changes, list)):
        return None
    if not (first <= last and first <= state.seq + 1 and all(map(is_change, changes))):
        return None
    return State(last, apply(state.resources, changes)) if last > state.seq else state


def apply(resources: Resources, changes: list[Value]) -> Resources:
    """The resources with the changes; those given stay as they are."""
    after = dict(resources)
    for name in {change["type"] for change in changes}:
        after[name] = dict(resources.get(name, {}))
    for change in changes:
        if change["value"] is None:
            after[change["type"]].pop(change["id"], None)
        else:
            after[change["type"]][change["id"]] = change["value"]
    return after


def is_seq(given: Any) -> TypeGuard[int]:
    # bool is an int in Python; a sequence number is not true or false.
    return type(given) is int and given >= 0


def is_change(given: Any) -> bool:
    if not isinstance(given, dict) or "value" not in given:
        return False
    named = isinstance(given.get("type"), str) and isinstance(given.get("id"), str)
    return named and (given["value"] is None or isinstance(given["value"], dict))


def differences(one: Resources, other: Resources) -> list[str]:
    """`type/id` of each resource that is not the same in both; an empty type is no type."""
    names = sorted(one.keys() | other.keys())
    return [
        f"{name}/{key}"
        for name in names
        for key in sorted(one.get(name, {}).keys() | other.get(name, {}).keys())
        if one.get(name, {}).get(key) != other.get(name, {}).get(key)
    ]
