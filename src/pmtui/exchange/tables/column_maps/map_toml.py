"""This file writes the map of a table as TOML that people can read and correct."""

import json
import re
from collections.abc import Mapping
from typing import Final

import msgspec

from pmtui.exchange.tables.column_maps.column_map import TableMap

_SIMPLE: Final = frozenset(
    "title credit rows date_order decimal currency money_unit time_unit indent as_of "
    "unknown".split()
)
_ALWAYS: Final = frozenset({"rows"})
_WHY: Final = {
    "unknown": "not recognised: name the field it feeds",
    "no field": "there is no field for it",
    "said": "another column says the same",
}
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")


def map_to_toml(mapping: TableMap) -> str:
    """A map as TOML that `read_map` reads back to the same."""
    plain = msgspec.to_builtins(mapping)
    default = msgspec.to_builtins(TableMap())
    lines = [
        f"{name} = {_toml(value)}"
        for name, value in plain.items()
        if name in _SIMPLE and (value != default[name] or name in _ALWAYS)
    ]
    lines += _table_lines("start_with", plain["start_with"])
    for name in ("above", "column"):
        for entry in plain[name]:
            why = _WHY.get(entry.pop("unfed", ""), "")
            kept = {
                key: candidate for key, candidate in entry.items() if candidate or key == "field"
            }
            fields = [f"{key} = {_toml(candidate)}" for key, candidate in kept.items()]
            lines += ["", f"[[{name}]]", *([f"# {why}"] if why else []), *fields]
    for name, table in plain["values"].items():
        lines += _table_lines(f"values.{_key(name)}", table)
    return "\n".join(lines).strip() + "\n"


def _table_lines(name: str, table: Mapping[str, object]) -> list[str]:
    lines = [f"{_key(key)} = {_toml(value)}" for key, value in table.items()]
    return ["", f"[{name}]", *lines] if lines else []


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _toml(name)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_toml(entry)}" for key, entry in value.items())
        return f"{{ {inside} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
