"""This file tests the line that names the parts of a view."""

from hypothesis import given
from hypothesis import strategies as st

from pmtui.text import cell_width
from pmtui.tui.lines.parts_line import placed_parts
from tests.tui.sample import a_portfolio
from tests.tui.stage import Start, started

LABELS = st.lists(st.text("ab 漢", min_size=1, max_size=9), min_size=1, max_size=9)


@given(LABELS, st.data(), st.integers(1, 60))
def test_the_part_shown_is_always_named_and_its_neighbours_as_far_as_they_fit(
    labels: list[str], data: st.DataObject, width: int
) -> None:
    shown = data.draw(st.integers(0, len(labels) - 1))
    placed = placed_parts(labels, shown, width, "…")
    named = [part.at for part in placed if part.at >= 0]
    assert shown in named
    assert named == list(range(named[0], named[-1] + 1))
    assert (placed[0].at == -1) == (named[0] > 0)
    assert (placed[-1].at == -1) == (named[-1] < len(labels) - 1)
    whole = sum(cell_width(label) + 2 for label in labels)
    taken = sum(cell_width(part.text) for part in placed)
    if whole <= width:
        assert len(named) == len(labels)
    elif taken > width:
        assert named == [shown], "nothing beside the part shown where there is no room for it"


@given(LABELS, st.data())
def test_each_part_begins_where_the_one_before_ends(labels: list[str], data: st.DataObject) -> None:
    placed = placed_parts(labels, data.draw(st.integers(0, len(labels) - 1)), 20, "...")
    start = 0
    for part in placed:
        assert part.start == start
        start += cell_width(part.text)


async def test_the_parts_of_a_view_are_named_and_the_keys_go_between_them() -> None:
    async with started(a_portfolio(), Start(view="money", size=(120, 36))) as stage:
        assert "[position] performance" in stage.text
        await stage.press("right_square_bracket")
        assert " position [performance]" in stage.text
        await stage.press("left_square_bracket")
        assert "[position]" in stage.text


async def test_a_click_on_the_name_of_a_part_shows_it() -> None:
    async with started(a_portfolio(), Start(view="money", size=(120, 36))) as stage:
        line = next(iter(stage.app.screen.query("PartsLine")))
        at = line.region
        await stage.pilot.click(offset=(at.x + len("[position] p"), at.y))
        await stage.settle()
        assert "[performance]" in stage.text
