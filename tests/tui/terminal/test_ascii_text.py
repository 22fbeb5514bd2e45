"""This file tests the spelling of any text in ASCII, cell for cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.text import cell_width, visible
from pmtui.tui.lines.glyphs import UNICODE
from pmtui.tui.terminal.ascii_text import in_ascii

wide = st.text(st.sampled_from("aé 漢か😀👩\u200d🚀❤\ufe0f\u0301🏽—■…"))


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("╭─┬─╮", "+-+-+"),
        ("│ ▕▏ ┃", "| || |"),
        ("Zürich, Łódź, Straße, Ørsted", "Zurich, Lodz, Strase, Orsted"),
        ("■ by T18  …10 more  —", "# by T18  ~10 more  -"),
        ("↑ ↓ ← → ▾ ▸", "^ v < > v >"),
        ("␛[31m ‹U+202E›", "^[31m <U+202E>"),  # noqa: RUF001
        ("漢字 ok", "???? ok"),
        ("👩\u200d🚀 ok ❤\ufe0f!", "?? ok ??!"),
        ("e\u0301", "e"),
    ],
)
def test_what_has_a_likeness_is_spelt_with_it(text: str, spelt: str) -> None:
    assert in_ascii(text) == spelt


def test_every_drawing_character_has_a_likeness() -> None:
    drawn = "".join(str(getattr(UNICODE, name)) for name in UNICODE.__struct_fields__)
    assert "?" not in in_ascii(drawn)


@given(st.text(st.characters(codec="utf-8")) | wide)
def test_the_cells_stay_and_only_ascii_is_left(text: str) -> None:
    clean = visible(text)
    assert in_ascii(clean).isascii()
    assert len(in_ascii(clean)) == cell_width(clean)
