"""Whether a value is of the shape that its app declares: the API schema and the client's types stand on it."""

from __future__ import annotations

from enum import Enum
from types import NoneType, UnionType
from typing import Any, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from meetings import snapshot


def misshapen(resources: dict[str, dict[str, Any]]) -> list[str]:
    """Return where a value differs from its TypedDict: a missing or unknown field, a wrong type."""
    return [
        problem
        for name, rows in resources.items()
        for key, value in rows.items()
        for problem in differences(value, snapshot.resource(name).shape, f"{name}/{key}")
    ]


def differences(value: Any, shape: Any, at: str) -> list[str]:
    if get_origin(shape) is NotRequired:
        shape = get_args(shape)[0]
    if is_typeddict(shape):
        return of_fields(value, shape, at) if isinstance(value, dict) else [f"{at}: {value!r} is no object"]
    if get_origin(shape) in (Union, UnionType):
        options = [differences(value, option, at) for option in get_args(shape)]
        return [] if [] in options else options[0]
    if get_origin(shape) is list:
        return [
            p for no, each in enumerate(value) for p in differences(each, get_args(shape)[0], f"{at}[{no}]")
        ]
    if get_origin(shape) is dict:
        return [
            p for key, each in value.items() for p in differences(each, get_args(shape)[1], f"{at}.{key}")
        ]
    if isinstance(shape, type) and issubclass(shape, Enum):
        return (
            [] if value in [member.value for member in shape] else [f"{at}: {value!r} is no {shape.__name__}"]
        )
    wanted = NoneType if shape is None else shape
    return (
        [] if type(value) is wanted or (isinstance(value, wanted) and wanted is str) else [f"{at}: {value!r}"]
    )


def of_fields(value: dict[str, Any], shape: Any, at: str) -> list[str]:
    hints = get_type_hints(shape, include_extras=True)
    wrong = [f"{at}: no {name}" for name in shape.__required_keys__ - value.keys()]
    wrong += [f"{at}: unknown {name}" for name in value.keys() - hints.keys()]
    for name in value.keys() & hints.keys():
        wrong += differences(value[name], hints[name], f"{at}.{name}")
    return wrong
