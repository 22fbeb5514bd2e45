"""This file tests that lines copied from a list lose their bullets and keep their levels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.query.entry.pasted_lists import levels, list_lines

_BULLETS = (
    "- ", "* ", "+ ", "• ", "- [ ] ", "- [x] ", "* [X] ", "1. ", "12) ", "1.2. ", "[ ] ", "☑ ",
    "b) ",
)  # fmt: skip
_WORDS = st.from_regex(r"[A-Z][a-z]{1,8}( [a-z]{2,6}){0,2}", fullmatch=True)


@given(
    st.lists(st.tuples(st.sampled_from(_BULLETS), _WORDS, st.integers(0, 3)), min_size=2),
    st.sampled_from(["\r", "\n", "\r\n"]),
    st.sampled_from(["\t", "  ", "    "]),
)
def test_a_list_is_read_alike_whatever_marks_ends_and_sets_it_in(
    rows: list[tuple[str, str, int]], end: str, blank: str
) -> None:
    lines = list_lines(end.join(f"{blank * level}{bullet}{text}" for bullet, text, level in rows))
    assert [one.text for one in lines] == [text for _, text, _ in rows]
    assert [one.is_done for one in lines] == [any(m in b for m in "xX☑") for b, _, _ in rows]
    for at in range(1, len(rows)):
        deeper = rows[at][2] > rows[at - 1][2]
        assert (levels(lines)[at] == levels(lines)[at - 1] + 1) is deeper
    assert levels(lines)[0] == 0


@pytest.mark.parametrize(
    "line", ["1. Kick-off", "2026 plan", "-5 degrees", "3.5 days of training", "[draft] Letter"]
)
def test_a_line_alone_keeps_what_is_no_bullet(line: str) -> None:
    assert list_lines(line)[0].text == line


def test_empty_lines_are_left_out_and_still_counted() -> None:
    assert [one.number for one in list_lines("a\n\n \nb")] == [1, 4]
