"""This file tests the lines above and below: what gives way first, and that nothing is clipped."""

import pytest
from rich.cells import cell_len

from pmtui.tui.lines.status_line import JOINT, Segment, StatusLine
from tests.tui.lines.bare import bare

LEFT = (
    Segment("Acme > Site build"),
    Segment("project lens", "dim", 4),
    Segment("/owner:me", "accent", 1),
)
RIGHT = (Segment("saved r12", "good", 2), Segment("ann", "dim", 3))


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, " Acme > Site build  project lens  /owner:me                      saved r12  ann"),
        (50, " Acme > Site build  /owner:me      saved r12  ann"),
        (45, " Acme > Site build  /owner:me      saved r12"),
        (32, " Acme > Site build  /owner:me"),
        (20, " Acme > Site build"),
        (12, " Acme > Si…"),
    ],
)
async def test_the_least_important_piece_gives_way_first(width: int, shown: str) -> None:
    async with bare(StatusLine(), (width, 1)) as line:
        line.widget.show(LEFT, RIGHT)
        assert line.lines == [shown]
        assert line.strips[0].cell_length == width


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, " Acme > Website relaunch > Site …  read-only: no permission"),
        (40, " Acme > Webs…  read-only: no permission"),
        (28, "   read-only: no permission"),
        (16, " read-only: no…"),
    ],
)
async def test_a_long_left_side_never_pushes_out_what_stays_at_the_right(
    width: int, shown: str
) -> None:
    async with bare(StatusLine(), (width, 1)) as line:
        path = Segment("Acme > Website relaunch > Site build > Checkout")
        line.widget.show((path,), (Segment("read-only: no permission", "bad"),))
        assert line.strips[0].cell_length == width
        assert line.lines == [shown]


async def test_wide_marks_keep_the_right_side_in_place() -> None:
    async with bare(StatusLine(), (40, 1)) as line:
        line.widget.show((Segment("漢字 👩\u200d🚀"),), (Segment("ann"),))
        assert cell_len(line.strips[0].text) == 40
        assert line.lines[0].endswith("ann")
        assert cell_len(line.lines[0]) == 39


async def test_control_characters_are_seen() -> None:
    async with bare(StatusLine(), (40, 1)) as line:
        line.widget.show((Segment("a\x1b]52;c;b\x07"),), ())
        assert line.lines == [" a␛]52;c;b␇"]


async def test_the_same_words_are_not_drawn_again() -> None:
    async with bare(StatusLine(), (40, 1)) as line:
        line.widget.show(LEFT, RIGHT)
        await line.redrawn()
        line.widget.show(LEFT, RIGHT)
        assert await line.redrawn() == []
        line.widget.show(LEFT, ())
        assert await line.redrawn() == [0]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (70, " Acme > Website relaunch > Site build > Checkout  /late     saved r12"),
        (58, " Acme > … > Site build > Checkout  /late        saved r12"),
        (44, " Acme > … > Checkout  /late       saved r12"),
        (36, " … > Checkout  /late      saved r12"),
        (24, " … > Checkout  /late"),
        (14, " … > Checkout"),
        (11, " Checkout"),
        (8, " Check…"),
    ],
)
async def test_a_path_gives_way_from_its_middle_and_its_end_stays_whole(
    width: int, shown: str
) -> None:
    async with bare(StatusLine(), (width, 1)) as line:
        parts = ("Acme", "Website relaunch", "Site build", "Checkout")
        path = Segment(JOINT.join(parts), "head", parts=parts)
        line.widget.show((path, Segment("/late", "accent", 1)), (Segment("saved r12", "good", 2),))
        assert line.strips[0].cell_length == width
        assert line.lines == [shown]


async def test_a_sentence_takes_the_lines_it_needs() -> None:
    async with bare(StatusLine(), (30, 4)) as line:
        line.widget.show_words("'foo' is not a date; write yesterday, -7d or 1 nov", "bad")
        await line.pilot.pause()
        assert [one for one in line.lines if one] == [
            " 'foo' is not a date; write",
            " yesterday, -7d or 1 nov",
        ]
        line.widget.show_words(" ".join(["word"] * 40), "bad")
        await line.pilot.pause()
        assert line.lines[-1].endswith("…")
