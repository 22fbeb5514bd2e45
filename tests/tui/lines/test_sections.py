"""This file tests sections: headings, entries below one another, and the cursor that walks them."""

from collections.abc import Sequence

from rich.cells import cell_len

from pmtui.tui.lines.sections import Sections
from pmtui.views.shapes.table import Cell, Entry, Section
from tests.tui.lines.bare import bare


def an_entry(*texts: str, about: int = 0, field: str = "") -> Entry:
    target = ("tasks", about) if about else None
    return Entry(cells=tuple(Cell(text) for text in texts), target=target, field=field)


def sections(*groups: Sequence[Entry]) -> tuple[Section, ...]:
    return tuple(Section(f"Part {at}", tuple(group)) for at, group in enumerate(groups))


TWO = sections(
    [an_entry("R", "late", about=1), an_entry("A", "later", about=2)],
    [an_entry("w", "said green", about=3)],
)


async def test_entries_stand_below_headings_with_their_notes() -> None:
    section = Section("Needs you", (an_entry("R", "T-5 is late", "T-5"),), "1 of 3")
    async with bare(Sections(), (40, 4)) as shown:
        shown.widget.show((section,))
        assert shown.lines[0].startswith(" Needs you ──")
        assert shown.lines[0].endswith("─ 1 of 3")
        assert shown.lines[1] == " R T-5 is late T-5"


async def test_the_cells_of_a_section_stand_below_one_another() -> None:
    group = [an_entry("R", "short", "T-1"), an_entry("A", "a longer one", "R-12")]
    async with bare(Sections(), (60, 5)) as shown:
        shown.widget.show(sections(group))
        assert shown.lines[1:3] == [" R short        T-1", " A a longer one R-12"]


async def test_long_cells_leave_room_for_the_last_one() -> None:
    group = [an_entry("R", "a very long sentence that tells everything twice", "T-1")]
    async with bare(Sections(), (30, 4)) as shown:
        shown.widget.show(sections(group))
        assert shown.lines[1].endswith("… T-1")
        assert {cell_len(strip.text) for strip in shown.strips} == {30}


async def test_a_long_name_is_cut_before_the_reason_behind_it() -> None:
    name, why = "R-1 a very long name that tells everything twice", ": review 5 d late"
    cells = (Cell("A"), Cell(name + why, kept=len(why)), Cell("R-1"))
    async with bare(Sections(), (45, 4)) as shown:
        shown.widget.show(sections([Entry(cells=cells)]))
        assert shown.lines[1] == " A R-1 a very long na…: review 5 d late R-1"
        assert {cell_len(strip.text) for strip in shown.strips} == {45}


async def test_an_empty_section_says_so() -> None:
    async with bare(Sections(), (40, 4)) as shown:
        shown.widget.show((Section("Needs you", (), "", "nothing needs you"),))
        assert shown.lines[1] == "  nothing needs you"
        assert shown.widget.entry is None
        shown.widget.move_cursor(1)
        shown.widget.to_section(1)
        assert shown.widget.entry is None


async def test_the_cursor_walks_entries_and_passes_headings() -> None:
    async with bare(Sections(), (40, 8)) as shown:
        shown.widget.show(TWO)
        shown.widget.move_cursor(1)
        shown.widget.move_cursor(1)
        assert shown.widget.entry == TWO[1].entries[0]
        shown.widget.move_cursor(5)
        assert shown.widget.entry == TWO[1].entries[0]
        shown.widget.to_end(last=False)
        assert shown.widget.entry == TWO[0].entries[0]


async def test_the_cursor_goes_from_section_to_section() -> None:
    async with bare(Sections(), (40, 8)) as shown:
        shown.widget.show(TWO)
        shown.widget.move_cursor(1)
        shown.widget.to_section(1)
        assert shown.widget.entry == TWO[1].entries[0]
        shown.widget.to_section(1)
        assert shown.widget.entry == TWO[1].entries[0]
        shown.widget.to_section(-1)
        assert shown.widget.entry == TWO[0].entries[0]


async def test_the_cursor_keeps_its_entry_when_others_come() -> None:
    async with bare(Sections(), (40, 8)) as shown:
        shown.widget.show(TWO)
        shown.widget.move_cursor(1)
        more = sections([an_entry("R", "new", about=9), *TWO[0].entries], TWO[1].entries)
        shown.widget.show(more)
        assert shown.widget.entry == TWO[0].entries[1]


async def test_two_fields_of_one_entity_are_two_entries() -> None:
    async with bare(Sections(), (40, 8)) as shown:
        before = [an_entry("due", "fri", about=1, field="due"),
                  an_entry("owner", "Ann", about=1, field="owner")]  # fmt: skip
        shown.widget.show(sections(before))
        shown.widget.move_cursor(1)
        shown.widget.show(sections([before[0], an_entry("x", "y", about=1), before[1]]))
        assert shown.widget.entry == before[1]


async def test_an_entry_about_an_entity_can_be_sought() -> None:
    async with bare(Sections(), (40, 8)) as shown:
        shown.widget.show(TWO)
        assert shown.widget.follow(3)
        assert shown.widget.entry == TWO[1].entries[0]
        assert not shown.widget.follow(77)


async def test_the_view_follows_the_cursor_and_shows_the_heading_above() -> None:
    async with bare(Sections(), (40, 6)) as shown:
        groups = [[an_entry(f"entry {group}.{at}") for at in range(4)] for group in range(4)]
        shown.widget.show(sections(*groups))
        shown.widget.to_end(last=True)
        assert "entry 3.3" in shown.lines[5]
        shown.widget.to_section(-1)
        assert any("Part 3" in line for line in shown.lines)
        assert any("entry 3.0" in line for line in shown.lines)
        shown.widget.to_end(last=False)
        assert "Part 0" in shown.lines[0]


async def test_a_move_draws_two_lines() -> None:
    async with bare(Sections(), (40, 8)) as shown:
        shown.widget.show(TWO)
        await shown.redrawn()
        shown.widget.move_cursor(1)
        assert await shown.redrawn() == [1, 2]


async def test_only_lines_that_look_different_are_drawn_again() -> None:
    async with bare(Sections(), (40, 8)) as shown:
        shown.widget.show(TWO)
        await shown.redrawn()
        shown.widget.show(TWO)
        assert await shown.redrawn() == []
        shown.widget.show((TWO[0], Section("Part 1", (an_entry("w", "said amber", about=3),))))
        assert await shown.redrawn() == [5]


async def test_long_texts_are_wrapped_beside_their_label() -> None:
    notes = an_entry("notes", "one two three four five six seven\n\nlast", about=1)
    async with bare(Sections(wrapped=True), (30, 8)) as shown:
        shown.widget.show(sections([an_entry("title", "x", about=1, field="t"), notes]))
        assert shown.lines[1:7] == [
            " title x",
            " notes one two three four",
            "       five six seven",
            "",
            "       last",
            "",
        ]


async def test_all_lines_of_a_wrapped_entry_are_lit() -> None:
    notes = an_entry("notes", "one two three four five six seven")
    async with bare(Sections(wrapped=True), (30, 8)) as shown:
        shown.widget.show(sections([notes]))
        await shown.redrawn()
        lit = [{str(part.style.bgcolor) for part in strip if part.style} for strip in shown.strips]
        assert lit[1] == lit[2] != lit[3]
        shown.widget.active = False
        assert await shown.redrawn() == [1, 2]


async def test_control_characters_are_seen_in_every_part() -> None:
    group = [an_entry("la\x1bbel", "te\x07xt")]
    async with bare(Sections(wrapped=True), (40, 4)) as shown:
        shown.widget.show((Section("he\x1bad", tuple(group), "no\x1bte"),))
        assert shown.lines[0].startswith(" he␛ad ")
        assert shown.lines[0].endswith("no␛te")
        assert shown.lines[1] == " la␛bel te␇xt"


async def test_a_click_stands_on_an_entry_and_two_choose_it() -> None:
    async with bare(Sections(), (40, 8)) as shown:
        chosen: list[Entry | None] = []
        shown.widget.chosen = lambda: chosen.append(shown.widget.entry)
        shown.widget.show(TWO)
        await shown.pilot.pause()
        await shown.pilot.click(offset=(5, 0))
        assert shown.widget.entry == TWO[0].entries[0]
        await shown.pilot.click(offset=(5, 5), times=2)
        assert chosen == [TWO[1].entries[0]]
