"""This file tests the board of cards: its cursor, what it cuts off, its lanes and its pages."""

from collections.abc import Sequence

import msgspec
from rich.cells import cell_len
from textual.geometry import Region

from pmtui.tui.lines.cards.card_board import CardBoard
from pmtui.tui.lines.glyphs import ASCII
from pmtui.views.shapes.table import Card, Cell
from tests.tui.lines.bare import bare


class Head(msgspec.Struct, frozen=True):
    """A column's header."""

    name: str
    count: int = 0
    limit: int = 0
    over: bool = False


class Lane(msgspec.Struct, frozen=True):
    """A lane's title."""

    name: str


class Cards(msgspec.Struct, frozen=True):
    """A board of cards whose ids are their titles; ids from 100 on take two lines."""

    cells: tuple[tuple[tuple[int, ...], ...], ...]
    names: tuple[str, ...] = ()
    empty: str = "no card: press a"
    title: str = "card"
    limits: tuple[int, ...] = ()

    @property
    def columns(self) -> tuple[Head, ...]:
        """The columns, with how many cards they hold."""
        held = [sum(len(lane[at]) for lane in self.cells) for at in range(len(self.cells[0]))]
        limits = self.limits or (0,) * len(held)
        return tuple(
            Head(f"col {at}", count, limit, bool(limit) and count > limit)
            for at, (count, limit) in enumerate(zip(held, limits, strict=True))
        )

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes; one without a name where the board is not cut."""
        return tuple(Lane(name) for name in self.names or ("",))

    @property
    def shown(self) -> int:
        """How many cards there are."""
        return sum(len(cell) for lane in self.cells for cell in lane)

    def cards(self, lane: int, column: int) -> Sequence[int]:
        """The cards of a cell."""
        return self.cells[lane][column]

    def card(self, card_id: int, width: int, _whole: bool) -> Card:  # noqa: FBT001
        """A card of one or two lines."""
        first = (Cell(str(card_id), "dim"), Cell(self.title))
        return Card(card_id, (first, (Cell(f"w{width}"),)) if card_id >= 100 else (first,))


def one_lane(*columns: Sequence[int]) -> Cards:
    return Cards((tuple(tuple(column) for column in columns),))


def cursor_line(lines: Sequence[str]) -> str:
    return next(line for line in lines if "▌" in line)


async def test_columns_stand_side_by_side_below_their_names() -> None:
    async with bare(CardBoard(), (47, 6)) as shown:
        shown.widget.show(one_lane([1, 2], [], [3]))
        assert shown.lines == [
            " col 0 2       │ col 1 0       │ col 2 1",
            "───────────────┼───────────────┼───────────────",
            "▌1 card        │               │ 3 card",
            " 2 card        │               │",
            "               │               │",
            "               │               │",
        ]


async def test_a_full_column_says_so() -> None:
    async with bare(CardBoard(), (60, 6)) as shown:
        shown.widget.show(Cards((((1, 2), (3,)),), limits=(1, 5)))
        assert shown.lines[0].startswith(" col 0 2/1 !")
        assert " col 1 1/5" in shown.lines[0]
        assert "1/5 !" not in shown.lines[0]


async def test_an_empty_board_says_what_to_press() -> None:
    async with bare(CardBoard(), (60, 6)) as shown:
        shown.widget.show(one_lane([], []))
        assert shown.lines[2] == " no card: press a"
        shown.widget.move(0, 1)
        shown.widget.mark()
        assert shown.widget.cursor_id is None
        shown.widget.show(one_lane([], [4]))
        assert "4 card" in shown.lines[2]


async def test_on_a_narrow_board_no_key_to_press_is_cut_off() -> None:
    async with bare(CardBoard(), (12, 6)) as shown:
        shown.widget.show(Cards((((), ()),)))
        assert [line.strip() for line in shown.lines[2:]] == ["no card:", "press a", "", ""]


async def test_moving_across_draws_only_the_two_heads_anew() -> None:
    async with bare(CardBoard(), (60, 8)) as shown:
        board = shown.widget
        board.show(Cards((((1, 2), (3,), (4,)),)))
        await shown.redrawn()
        regions: list[Region] = []
        refresh = board.refresh

        def heard(*asked: Region) -> CardBoard:
            regions.extend(asked)
            refresh(*asked)
            return board

        board.refresh = heard  # type: ignore[method-assign, assignment]
        board.move(1, 0)
        heads = [region for region in regions if region.y == 0]
        assert [region.width for region in heads] == [20, 19]
        assert regions != heads


async def test_the_cursor_walks_cards_and_columns_and_stays_on_the_board() -> None:
    async with bare(CardBoard(), (60, 8)) as shown:
        board = shown.widget
        board.show(one_lane([1, 2, 3], [4]))
        board.move(0, 2)
        assert board.cursor_id == 3
        board.move(1, 0)
        assert board.cursor_id == 4
        board.move(1, 0)
        assert board.cursor_id == 4
        board.move(-1, 0)
        board.to_end(last=True)
        assert board.cursor_id == 3
        board.to_end(last=False)
        board.move(0, -5)
        assert board.cursor_id == 1


async def test_the_cursor_is_seen_in_an_empty_column_too() -> None:
    async with bare(CardBoard(), (60, 6)) as shown:
        board = shown.widget
        board.show(one_lane([1], [], [2]))
        await shown.redrawn()
        board.move(1, 0)
        assert board.cursor_id is None
        assert cursor_line(shown.lines).index("▌") == 21
        assert await shown.redrawn() == [0, 2]


async def test_the_cursor_follows_its_card_into_another_column() -> None:
    async with bare(CardBoard(), (60, 8)) as shown:
        board = shown.widget
        board.show(one_lane([1, 2, 3], [4]))
        board.move(0, 1)
        board.show(one_lane([1, 3], [2, 4]))
        assert (board.column, board.cursor_id) == (1, 2)


async def test_the_cursor_stays_close_when_its_card_is_gone() -> None:
    async with bare(CardBoard(), (60, 8)) as shown:
        board = shown.widget
        board.show(one_lane([1, 2, 3], [4]))
        board.move(0, 1)
        board.show(one_lane([1, 3], [4]))
        assert board.cursor_id == 3
        board.show(one_lane([1], [4]))
        assert board.cursor_id == 1


async def test_a_card_can_be_sought() -> None:
    async with bare(CardBoard(), (60, 8)) as shown:
        board = shown.widget
        board.show(one_lane([1, 2, 3], [4]))
        assert board.follow(4)
        assert board.column == 1
        assert not board.follow(77)
        assert board.cursor_id == 4


async def test_what_does_not_fit_is_counted_above_and_below() -> None:
    async with bare(CardBoard(), (40, 7)) as shown:
        board = shown.widget
        board.show(one_lane(range(1, 21), [99]))
        assert "…16 more" in shown.lines[6]
        board.move(0, 4)
        assert "5 card" in cursor_line(shown.lines)
        assert "…2 above" in shown.lines[2]
        board.to_end(last=True)
        assert "20 card" in shown.lines[6]
        assert "more" not in "".join(shown.lines)


async def test_the_second_line_of_a_card_is_set_in_where_there_is_room() -> None:
    async with bare(CardBoard(), (43, 6)) as shown:
        shown.widget.show(one_lane([100], [101]))
        assert shown.lines[2:4] == [
            "▌100 card            │ 101 card",
            "▌ w19                │  w19",
        ]
        await shown.pilot.resize_terminal(31, 6)
        await shown.pilot.pause()
        assert shown.lines[3] == "▌w14           │ w14"


async def test_the_card_under_the_cursor_is_always_whole() -> None:
    async with bare(CardBoard(), (40, 9)) as shown:
        board = shown.widget
        ids = range(100, 120)
        board.show(one_lane(ids, []))
        for card_id in ids:
            assert board.cursor_id == card_id
            held = [line for line in shown.lines if "▌" in line]
            assert len(held) == 2, shown.lines
            assert str(card_id) in held[0]
            board.move(0, 1)


async def test_a_column_scrolled_down_shows_its_cards_when_few_are_left() -> None:
    async with bare(CardBoard(), (40, 7)) as shown:
        board = shown.widget
        board.show(one_lane(range(1, 21), [99]))
        board.to_end(last=True)
        board.move(1, 0)
        board.show(one_lane([1, 2], [99]))
        assert "1 card" in shown.lines[2]


async def test_cards_above_come_back_where_there_is_room_for_all() -> None:
    async with bare(CardBoard(), (40, 5)) as shown:
        board = shown.widget
        board.show(one_lane(range(1, 6), []))
        board.to_end(last=True)
        assert "above" in shown.lines[2]
        board.show(one_lane([4, 5], []))
        assert "above" not in "".join(shown.lines)


async def test_lanes_stand_below_one_another_and_the_cursor_walks_through() -> None:
    async with bare(CardBoard(), (40, 14)) as shown:
        board = shown.widget
        board.show(Cards((((1, 2), ()), ((), (3,)), ((4,), ())), ("Ann", "Bob", "")))
        assert "── Ann  2 " in shown.lines[2]
        assert [line for line in shown.lines if "── none  1" in line]
        board.move(0, 1)
        board.move(0, 1)
        assert (board.lane, board.cursor_id) == (2, 4)
        board.move(0, -1)
        assert (board.lane, board.cursor_id) == (1, None)
        board.move(1, 0)
        assert board.cursor_id == 3


async def test_the_view_follows_the_cursor_over_many_lanes() -> None:
    async with bare(CardBoard(), (40, 8)) as shown:
        board = shown.widget
        board.show(Cards(tuple(((at,), ()) for at in range(1, 20)), tuple(map(str, range(1, 20)))))
        for _ in range(18):
            board.move(0, 1)
        assert board.cursor_id == 19
        assert "19 card" in cursor_line(shown.lines)
        board.follow(1)
        assert "1 card" in cursor_line(shown.lines)


async def test_columns_that_do_not_fit_are_paged_and_counted() -> None:
    async with bare(CardBoard(), (46, 6)) as shown:
        board = shown.widget
        board.show(one_lane(*([at] for at in range(1, 8))))
        assert shown.lines[0].endswith("+4")
        assert "col 3" not in shown.lines[0]
        board.move(5, 0)
        assert shown.lines[0].startswith(" +3 col 3")
        assert shown.lines[0].endswith("+1")
        assert "6 card" in cursor_line(shown.lines)
        board.move(1, 0)
        assert "+" not in shown.lines[0][5:]
        board.move(-6, 0)
        assert shown.lines[0].startswith(" col 0")


async def test_every_line_is_as_wide_as_the_screen() -> None:
    wide = Cards((((1, 100), (2,), ()),), title="漢字か👩\u200d🚀な交じり文を書く")
    for width in (30, 46, 47, 61, 100):
        async with bare(CardBoard(), (width, 9)) as shown:
            shown.widget.show(wide)
            assert {cell_len(strip.text) for strip in shown.strips} == {width}


async def test_a_move_within_a_column_draws_two_cards() -> None:
    async with bare(CardBoard(), (60, 12)) as shown:
        shown.widget.show(one_lane(range(1, 9), range(11, 19)))
        await shown.redrawn()
        shown.widget.move(0, 1)
        assert await shown.redrawn() == [2, 3]
        shown.widget.move(1, 0)
        assert await shown.redrawn() == [0, 3]


async def test_only_cells_that_look_different_are_drawn_again() -> None:
    async with bare(CardBoard(), (60, 12)) as shown:
        shown.widget.show(one_lane([1, 2, 3], [4]))
        await shown.redrawn()
        shown.widget.show(one_lane([1, 2, 3], [4, 5]))
        assert await shown.redrawn() == [0, 3]


async def test_marks_are_seen_and_taken_away() -> None:
    async with bare(CardBoard(), (40, 8)) as shown:
        board = shown.widget
        board.show(one_lane([1, 2], [3]))
        board.mark()
        assert board.marks == {1}
        assert shown.lines[2].startswith("●1 card")
        assert board.cursor_id == 2
        board.mark_all()
        assert board.marks == {1, 2}
        board.mark_all()
        assert board.marks == set()
        board.mark()
        board.clear_marks()
        assert board.marks == set()
        assert not any("●" in line for line in shown.lines)


async def test_a_click_stands_on_a_card_and_two_choose_it() -> None:
    async with bare(CardBoard(), (40, 8)) as shown:
        chosen: list[int | None] = []
        shown.widget.chosen = lambda: chosen.append(shown.widget.cursor_id)
        shown.widget.show(one_lane([1, 2], [3]))
        await shown.pilot.pause()
        await shown.pilot.click(offset=(25, 2))
        assert shown.widget.cursor_id == 3
        await shown.pilot.click(offset=(3, 3), times=2)
        assert chosen == [2]


async def test_ascii_drawings_hold_no_other_mark() -> None:
    async with bare(CardBoard(glyphs=ASCII), (40, 7)) as shown:
        shown.widget.show(Cards((((*range(1, 12),), (3,)), ((), ())), ("a", "b")))
        assert "\n".join(shown.lines).isascii()


async def test_another_size_is_another_layout() -> None:
    async with bare(CardBoard(), (80, 20)) as shown:
        board = shown.widget
        board.show(one_lane(range(1, 31), [99], [98], [97], [96]))
        board.to_end(last=True)
        await shown.pilot.resize_terminal(30, 8)
        await shown.pilot.pause()
        assert "30 card" in cursor_line(shown.lines)
        assert {cell_len(strip.text) for strip in shown.strips} == {30}
        await shown.pilot.resize_terminal(100, 30)
        await shown.pilot.pause()
        assert shown.lines[0].count("col") == 5
