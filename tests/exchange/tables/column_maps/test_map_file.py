"""This file tests where the map of a table is kept and found again."""

from pathlib import Path

import pytest

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.tables.column_maps.map_file import keep_map, kept_map, map_beside, map_in
from pmtui.exchange.tables.column_maps.map_guess import guess
from tests.exchange.tables.made import a_sheet

MAP = guess(a_sheet("Task,Owner\nOne,Ann\n"))


def test_a_kept_map_is_found_beside_the_table_or_in_the_settings(tmp_path: Path) -> None:
    table = tmp_path / "plan.xlsx"
    places = (map_beside(table), map_in(tmp_path / "settings", table))
    assert kept_map(places) is None
    assert keep_map(MAP, places[1]) == ""
    assert kept_map(places) == (MAP, places[1])
    assert keep_map(MAP, places[0]) == ""
    assert kept_map(places) == (MAP, places[0])


def test_a_map_that_is_there_is_not_overwritten_unless_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.map.toml"
    path.write_text("mine", "utf-8")
    assert "is there already" in keep_map(MAP, path)
    assert path.read_text("utf-8") == "mine"
    assert keep_map(MAP, path, instead=True) == ""
    assert kept_map((path,)) == (MAP, path)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.map.toml"]


def test_a_map_that_cannot_be_read_says_which(tmp_path: Path) -> None:
    path = tmp_path / "plan.map.toml"
    path.write_text("rows = [", "utf-8")
    with pytest.raises(UnreadableError, match=r"plan\.map\.toml"):
        kept_map((path,))


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    assert "file" in keep_map(MAP, tmp_path / "file" / "plan.map.toml")
