"""This file tests pmtui.exchange.file_limits."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from pmtui.exchange.file_limits import (
    LONGEST_CELL,
    MOST_MEMBERS,
    UnreadableError,
    check_archive,
    check_size,
    check_text,
    file_bytes,
)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_plain_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n")
    assert file_bytes(path) == b"a,b\n"


def test_a_missing_file_a_folder_and_a_fifo_are_refused(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for path, word in ((tmp_path / "no", "not there"), (tmp_path, "plain"), (fifo, "plain")):
        with pytest.raises(UnreadableError, match=word):
            file_bytes(path)


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 11)
    with pytest.raises(UnreadableError, match="larger"):
        file_bytes(path, largest=10)
    check_size(10, largest=10)


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableError, match="zip bomb"):
        check_archive(_zip({"xl/sheet1.xml": b"\0" * (8 << 20)}))


def test_too_many_members_are_refused() -> None:
    with pytest.raises(UnreadableError, match=f"holds {MOST_MEMBERS + 1} files"):
        check_archive(_zip({str(at): b"" for at in range(MOST_MEMBERS + 1)}))


def test_a_small_archive_passes_however_well_it_packs() -> None:
    check_archive(_zip({"a.xml": b" " * 100_000}))


def test_a_damaged_archive_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no intact workbook"):
        check_archive(b"PK\x03\x04 and then nothing")


@pytest.mark.parametrize(
    ("text", "word"),
    [("a\0b", "NUL"), ("\ud800", "surrogate"), ("x" * (LONGEST_CELL + 1), "characters")],
)
def test_a_cell_no_store_may_hold_is_refused_with_its_place(text: str, word: str) -> None:
    with pytest.raises(UnreadableError, match=f"line 7, column Notes.*{word}"):
        check_text(text, 7, "Notes")


def test_an_emoji_passes() -> None:
    check_text("\U0001f600 \x1b[31m", 1, "a")
