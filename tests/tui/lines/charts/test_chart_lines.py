"""This file tests the chart of a pane: cursor, series, size, only changed lines drawn."""

import msgspec

from pmtui.tui.lines.charts.chart_lines import ChartLines
from pmtui.tui.lines.glyphs import ASCII
from pmtui.views.charts.chart import Chart, DataPoint, Series
from tests.tui.lines.bare import bare
from tests.views.charts.examples import BARS, S_CURVE


async def test_the_cursor_goes_from_place_to_place_and_says_its_values() -> None:
    async with bare(ChartLines(), (78, 18)) as shown:
        shown.widget.show(BARS, afresh=True)
        assert shown.lines[-1].startswith(" 1 Jan 2027: budget 10,000")
        shown.widget.move(-1, 0)
        assert shown.lines[-1] == " 1 Oct 2026: budget 210,000 forecast 260,000 EUR"
        shown.widget.to_end(last=False)
        assert shown.lines[-1].startswith(" 1 Jan 2026:")
        shown.widget.move(-1, 0)
        assert shown.widget.walk[1] == 0
        shown.widget.move(2, 0)
        assert shown.widget.walk[1] == 2


async def test_another_series_is_chosen_among_those_with_a_value_there() -> None:
    async with bare(ChartLines(), (78, 18)) as shown:
        shown.widget.show(BARS, afresh=True)
        shown.widget.move_to(3)
        assert shown.widget.series == BARS.series[0]
        shown.widget.move(0, 1)
        assert shown.widget.series == BARS.series[2]
        assert shown.widget.value == ("1 Oct 2026", "260,000 EUR")
        shown.widget.move(0, 1)
        shown.widget.move(0, -1)
        assert shown.widget.series == BARS.series[0]


async def test_a_move_draws_only_the_lines_that_look_different() -> None:
    async with bare(ChartLines(), (78, 18)) as shown:
        shown.widget.show(S_CURVE, afresh=True)
        await shown.redrawn()
        shown.widget.move(0, 1)
        assert await shown.redrawn() == [17]
        shown.widget.move(-1, 0)
        assert 0 not in await shown.redrawn()


async def test_the_cursor_stays_where_it_is_when_the_chart_changes() -> None:
    async with bare(ChartLines(), (78, 18)) as shown:
        shown.widget.show(S_CURVE, afresh=True)
        shown.widget.move_to(4)
        shown.widget.show(msgspec.structs.replace(S_CURVE, title="Another"))
        assert shown.widget.walk[1] == 4
        assert shown.lines[0].startswith(" Another")


async def test_places_that_share_a_cell_are_one_step() -> None:
    points = tuple(DataPoint(float(at), float(at % 7)) for at in range(1000))
    chart = Chart(title="many", series=(Series(title="t", points=points),))
    async with bare(ChartLines(), (50, 12)) as shown:
        shown.widget.show(chart, afresh=True)
        for _ in range(60):
            shown.widget.move(-1, 0)
        assert shown.widget.walk[1] == 0


async def test_a_chart_begins_where_it_says() -> None:
    chart = msgspec.structs.replace(S_CURVE, begin=S_CURVE.marks[0].at)
    async with bare(ChartLines(), (78, 18)) as shown:
        shown.widget.show(chart, afresh=True)
        assert shown.lines[-1].startswith(" 28 Oct 2026:")


async def test_it_is_drawn_in_ascii_where_the_locale_is() -> None:
    widget = ChartLines()
    widget._glyphs = ASCII
    async with bare(widget, (78, 18)) as shown:
        widget.show(S_CURVE, afresh=True)
        assert "".join(shown.lines).isascii()


async def test_a_click_moves_the_cursor_to_the_nearest_place() -> None:
    async with bare(ChartLines(), (78, 18)) as shown:
        shown.widget.show(BARS, afresh=True)
        column = shown.widget.drawn_chart.stop_column(1)
        await shown.pilot.click(ChartLines, offset=(column + 2, 5))
        assert shown.widget.walk[1] == 1


async def test_an_empty_chart_has_nowhere_to_go() -> None:
    async with bare(ChartLines(), (60, 12)) as shown:
        shown.widget.show(Chart(title="t", series=(), empty="B freezes a baseline"), afresh=True)
        shown.widget.move(1, 0)
        shown.widget.move(0, 1)
        shown.widget.page(0.5)
        assert shown.widget.walk == ((), 0)
        assert shown.widget.value is None
        assert any("B freezes a baseline" in line for line in shown.lines)
