"""This file finds the map that was kept for a table, and keeps one: beside it, or in settings."""

import os
from pathlib import Path
from typing import Final

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.tables.column_maps.column_map import TableMap, read_map
from pmtui.exchange.tables.column_maps.map_toml import map_to_toml

ENDING: Final = ".map.toml"
"""What the name of a kept map ends with."""
_LARGEST: Final = 1 << 20


def map_beside(table: Path) -> Path:
    """Where the map of a table lies beside it: `plan.xlsx.map.toml`."""
    return table.with_name(table.name + ENDING)


def map_in(folder: Path, table: Path) -> Path:
    """Where the map of a table lies in the settings directory."""
    return folder / "maps" / (table.name + ENDING)


def kept_map(places: tuple[Path, ...]) -> tuple[TableMap, Path] | None:
    """The first map that is kept in one of some places, and where; None where none is.

    Raises:
        UnreadableError: there is one and it cannot be read.
    """
    for path in places:
        try:
            if path.is_file():
                with path.open(encoding="utf-8") as file:
                    return read_map(file.read(_LARGEST), str(path)), path
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableError(f"{path}: {error}", "mend it, or take it away") from error
    return None


def keep_map(mapping: TableMap, path: Path, *, instead: bool = False) -> str:
    """Write a map; why it could not be written, empty where it was.

    Args:
        mapping: the map.
        path: where.
        instead: whether a map that is there is replaced, whole or not at all.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not instead:
            with path.open("x", encoding="utf-8") as file:
                file.write(map_to_toml(mapping))
            return ""
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        with fresh.open("x", encoding="utf-8") as file:
            file.write(map_to_toml(mapping))
        fresh.replace(path)
    except FileExistsError:
        return f"{path} is there already"
    except (OSError, UnicodeEncodeError) as error:
        return f"{path}: {error}"
    return ""
