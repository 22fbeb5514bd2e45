"""This file keeps the pure floors immutable: frozen structs of tuples and read-only maps."""

import collections.abc
import dataclasses
import importlib
import inspect
from collections.abc import Iterator, Mapping, MutableMapping, MutableSequence, MutableSet, Sequence
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from tests.house.checkout import PACKAGE, module_name, python_files

_PURE = ("model", "figures", "query", "views", "actions")
_MUTABLE = (list, set, dict, bytearray, MutableMapping, MutableSequence, MutableSet)


def _records() -> list[type]:
    modules = [
        importlib.import_module(module_name(path))
        for folder in _PURE
        for path in python_files(PACKAGE / folder)
    ]
    found = {
        kind
        for module in modules
        for kind in vars(module).values()
        if inspect.isclass(kind) and kind.__module__ == module.__name__ and _is_record(kind)
    }
    return sorted(found, key=_name)


def _is_record(kind: type) -> bool:
    return issubclass(kind, msgspec.Struct) or dataclasses.is_dataclass(kind)


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}".removeprefix("pmtui.")


def _is_frozen(kind: Any) -> bool:
    if issubclass(kind, msgspec.Struct):
        return bool(kind.__struct_config__.frozen)
    return bool(kind.__dataclass_params__.frozen)


def _mutable_parts(annotation: Any) -> Iterator[type]:
    """The mutable containers anywhere inside an annotation."""
    kind = get_origin(annotation) or annotation
    if inspect.isclass(kind) and issubclass(kind, _MUTABLE):
        yield kind
    if kind is not collections.abc.Callable:
        for part in get_args(annotation):
            yield from _mutable_parts(part)


def test_a_record_of_the_pure_floors_cannot_change() -> None:
    assert not [_name(kind) for kind in _records() if not _is_frozen(kind)]


def test_a_record_of_the_pure_floors_holds_nothing_that_changes() -> None:
    holds = [
        f"{_name(kind)}.{field} holds a {part.__name__}"
        for kind in _records()
        for field, annotation in get_type_hints(kind).items()
        for part in _mutable_parts(annotation)
    ]
    assert not holds


def test_the_check_looks_inside_an_annotation() -> None:
    assert list(_mutable_parts(Mapping[int, tuple[list[int] | None, ...]])) == [list]
    assert list(_mutable_parts(dict[str, set[int]] | None)) == [dict, set]
    assert not list(_mutable_parts(Mapping[int, Sequence[frozenset[str]]]))
