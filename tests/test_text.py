"""This file tests what makes stored text safe to show: nothing hidden, every cell counted."""

import csv
import io
import json
import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from pmtui.text import (
    cell_width,
    cut,
    cut_before,
    fit,
    safe_for_sheet,
    sheet_line,
    unguarded,
    visible,
    without_guards,
    wrap,
)

TRUTH = Path(os.environ.get("PMTUI_TRUTH_DIR", Path(__file__).parents[2] / "shared" / "data"))
NAUGHTY = TRUTH / "shippable" / "blns" / "blns.json"
EMOJI = TRUTH / "shippable" / "unicode" / "emoji-test.txt"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ZERO_WIDTH = (
    "\u00ad\u034f\u180e\u200b\u2060\u2061\u2064\u206f\u3164\ufeff\uffa0\U000e0001\U000e0041"
    "\ufff0\U000e0080\U000e0fff"
)
JOINERS = "\u200c\u200d"
any_text = st.text(st.characters(codec="utf-8"))
wide_text = st.text(st.sampled_from("aé 漢字か😀👩\u200d🚀❤\ufe0fℹ\u0301\u0b3e\u1161🏽"))  # noqa: RUF001


def truth(path: Path) -> str:
    if not path.exists():
        pytest.skip(f"{path} is not there: set PMTUI_TRUTH_DIR")
    return path.read_text("utf-8")


def is_obeyed(mark: str) -> bool:
    return unicodedata.category(mark) in {"Cc", "Cs", "Zl", "Zp"} or mark in BIDI


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, 0xD800, 0xDFFF])
def test_every_control_character_is_shown_by_a_stand_in(code: int) -> None:
    shown = visible(f"a{chr(code)}b")
    assert chr(code) not in shown
    assert shown.startswith("a")
    assert shown.endswith("b")
    assert cell_width(shown) > 2


@pytest.mark.parametrize("mark", [*BIDI, *ZERO_WIDTH], ids=ascii)
def test_every_mark_that_turns_or_hides_text_is_named(mark: str) -> None:
    assert visible(f"a{mark}b") == f"a‹U+{ord(mark):04X}›b"  # noqa: RUF001


def test_escape_is_shown_as_its_own_sign() -> None:
    assert visible("\x1b[31mred\x07") == "␛[31mred␇"
    assert visible("\x7f") == "␡"


def test_a_line_break_stays_one_only_where_several_lines_are_shown() -> None:
    assert visible("a\nb\tc") == "a␊b␉c"
    assert visible("a\nb\tc", multiline=True) == "a\nb␉c"


@pytest.mark.parametrize("text", ["Zürich", "می\u200cکنم", "क्\u200dष", "👩\u200d🚀", "東京", "a b"])
def test_words_of_any_script_come_back_as_they_are(text: str) -> None:
    assert visible(text) == text


@given(st.text().map(visible), st.text().map(visible), st.integers(0, 60))
def test_a_text_cut_before_its_end_never_exceeds_its_width(text: str, end: str, width: int) -> None:
    assert cell_width(cut_before(text, end, width)) <= width


def test_the_end_stays_whole_while_some_of_the_text_before_it_does() -> None:
    assert cut_before("a short name", ": late", 20) == "a short name: late"
    assert cut_before("a name longer than that", ": late", 20) == "a name longer…: late"
    assert cut_before("a name longer than that", ": late for many reasons", 20) == (
        "a name long…: late …"
    )


@given(any_text)
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    assert not [mark for mark in visible(text) if is_obeyed(mark)]


@given(any_text)
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)


def test_every_character_takes_the_cells_that_the_screen_counts() -> None:
    wrong = [
        hex(code)
        for code in range(0x20, 0x110000)
        if unicodedata.category(chr(code)) != "Cn"
        and visible(chr(code)) == chr(code)
        and cell_width(chr(code)) != cell_len(chr(code))
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("mark", "cells"),
    [("\u0378", 1), ("\ufffe", 1), ("\U0001fae9", 2), ("\U0001f6d8", 2), ("\U0003134b", 2)],
    ids=ascii,
)
def test_a_character_newer_than_this_python_takes_the_cells_of_its_block(
    mark: str, cells: int
) -> None:
    assert cell_width(mark) == cell_len(mark) == cells


def test_every_emoji_takes_the_cells_that_the_screen_counts() -> None:
    lines = [line for line in truth(EMOJI).splitlines() if line and not line.startswith("#")]
    spelt = [line.split(";")[0].split() for line in lines]
    emoji = ["".join(chr(int(code, 16)) for code in codes) for codes in spelt]
    assert len(emoji) > 4_000
    assert [ascii(one) for one in emoji if cell_width(one) != cell_len(one)] == []


@given(wide_text)
def test_texts_of_wide_and_joined_marks_take_the_cells_that_the_screen_counts(text: str) -> None:
    assert cell_width(text) == cell_len(text)


@given(any_text | wide_text, st.integers(0, 30), st.sampled_from(["left", "right"]))
def test_a_fitted_text_has_exactly_its_width(text: str, width: int, align: str) -> None:
    assert cell_width(fit(text, width, align)) == width


@given(wide_text, st.integers(0, 30), st.sampled_from("…~"))
def test_a_cut_text_never_exceeds_its_width(text: str, width: int, ellipsis: str) -> None:
    shown = cut(text, width, ellipsis)
    assert cell_width(shown) <= width
    assert shown == text or not width or shown.endswith(ellipsis)


@given(wide_text, st.integers(2, 20))
def test_wrapped_lines_never_exceed_their_width(text: str, width: int) -> None:
    assert all(cell_width(line) <= width for line in wrap(text, width))


@given(any_text, st.integers(2, 20))
def test_wrapping_loses_no_mark_but_spaces(text: str, width: int) -> None:
    joined = "".join(wrap(text, width)).replace(" ", "")
    assert joined == visible(text, multiline=True).replace("\n", "").replace(" ", "")


def test_a_wide_mark_in_a_column_of_one_cell_stands_alone() -> None:
    assert wrap("漢字", 1) == ["漢", "字"]


def test_lines_are_broken_at_spaces_and_keep_their_indent() -> None:
    assert wrap("one two three", 8) == ["one two", "three"]
    assert wrap("- a\n  - b", 20) == ["- a", "  - b"]


def test_fit_cuts_with_an_ellipsis_and_pads_on_the_other_side() -> None:
    assert fit("Content model", 8) == "Content…"
    assert fit("42", 5, "right") == "   42"
    assert fit("漢字漢", 4) == "漢… "


def test_an_emoji_of_several_marks_is_never_cut_apart() -> None:
    assert cut("👩\u200d🚀👩\u200d🚀", 3) == "👩\u200d🚀…"


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM", "\t=1", "\r=1", "\n=1", "＝1"])  # noqa: RUF001
def test_what_a_sheet_would_compute_is_quoted(text: str) -> None:
    assert safe_for_sheet(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+3.5", "12 %", "a=b", "", "10%", "-4,2"])
def test_numbers_and_words_go_to_a_sheet_as_they_are(text: str) -> None:
    assert safe_for_sheet(text) == text


def test_the_naughty_strings_show_nothing_a_terminal_obeys() -> None:
    naughty = json.loads(truth(NAUGHTY))
    assert len(naughty) == 515
    for text in naughty:
        assert not [mark for mark in visible(text) if is_obeyed(mark)]
        assert cell_width(fit(text, 30)) == 30
        assert all(cell_width(line) <= 20 for line in wrap(text, 20))


SIGNS = ("=", "+", "-", "@", "\uff1d")
SHEETS = st.lists(
    st.lists(
        st.text(st.sampled_from(list("ab1 ,;|\"'=+-@\n=\uff1d")), max_size=12),
        min_size=2,
        max_size=2,
    ),
    min_size=1,
    max_size=4,
)


@given(SHEETS, st.sampled_from(",;\t|"))
def test_no_reader_of_a_csv_finds_a_formula_whatever_parts_its_cells(
    rows: list[list[str]], delimiter: str
) -> None:
    lines = [sheet_line(map(safe_for_sheet, row)) for row in rows]
    text = "".join(f"{line}\n" for line in lines)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        for cell in row:
            # A number stays one, also for a reader that takes the comma behind it for its mark.
            number = re.match(r"[+-]?\d+([.,]\d+)?%?(,|$)", cell)
            assert not cell.startswith(SIGNS) or number


@given(SHEETS)
def test_what_was_guarded_for_a_spreadsheet_comes_back_as_it_was(rows: list[list[str]]) -> None:
    text = "".join(f"{sheet_line(map(safe_for_sheet, row))}\n" for row in rows)
    read = csv.reader(io.StringIO(text, newline=""))
    assert [[unguarded(without_guards(cell)) for cell in row] for row in read] == rows
