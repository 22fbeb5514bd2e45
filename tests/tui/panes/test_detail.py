"""This file tests the detail: a list of fields, edited one at a time."""

from pmtui.model.changes.ops import edit
from pmtui.tui.panes.core.entity_history import READ_AT_ONCE
from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, found, started


async def to_field(stage: Stage, label: str) -> None:
    """Walk down to a field; the empty ones are shown on the way."""
    for _ in range(60):
        entry = stage.main._panes["detail"].sections.entry  # type: ignore[attr-defined]
        if entry.field == label:
            return
        if entry.folds and "shows" in entry.cells[0].text:
            await stage.press("enter")
        await stage.press("j")
    raise AssertionError(label)


def text_of(stage: Stage, check_id: int) -> str:
    """What a line of a checklist says."""
    return str(getattr(stage.workspace.rows("checks")[check_id], "text", ""))


async def test_enter_opens_the_detail_and_escape_goes_back() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("j", "enter")
        assert stage.pane is stage.main._panes["detail"]
        assert found(stage.lines, "Sitemap") != ""
        assert found(stage.lines, "Fields ─") != ""
        await stage.press("escape")
        assert stage.pane is stage.main.pane
        assert stage.cursor == "T-2"


async def test_enter_on_a_field_edits_that_field_only() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("enter")
        await to_field(stage, "title")
        await stage.press("enter")
        assert "Cookie banner" in stage.line
        await stage.answer("Cookie notice")
        assert stage.task("T-1").title == "Cookie notice"
        assert "Cookie notice" in stage.text
        assert stage.workspace.revision == 2
        await stage.press("u")
        await stage.until(lambda: stage.task("T-1").title == "Cookie banner")


async def test_a_date_that_cannot_be_read_is_refused_with_the_reason() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("enter")
        await to_field(stage, "due")
        await stage.press("enter")
        await stage.type("32 dec")
        assert stage.echo.strip() != ""
        await stage.press("enter")
        assert stage.task("T-1").due is None
        assert stage.workspace.revision == 1
        assert stage.line.endswith("32 dec")
        await stage.press(*["backspace"] * 6)
        await stage.type("31 dec\n")
        assert str(stage.task("T-1").due) == "2026-12-31"


async def test_a_field_is_emptied_by_an_empty_line() -> None:
    async with started(a_portfolio()) as stage:
        await stage.follow("T-4")
        await stage.press("enter")
        await to_field(stage, "due")
        await stage.press("enter")
        await stage.answer("")
        assert stage.task("T-4").due is None


async def test_a_choice_is_made_by_a_digit() -> None:
    async with started(a_portfolio(), Start(view="risks")) as stage:
        await stage.press("enter")
        await to_field(stage, "kind")
        await stage.press("enter")
        assert "opportunity" in stage.foot
        digit = stage.foot.split(" opportunity")[0].split()[-1]
        await stage.press(digit)
        assert stage.workspace.risks[id_of("R-1")].kind == "opportunity"


async def test_the_cursor_stays_on_its_field_after_an_edit() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("enter")
        await to_field(stage, "priority")
        await stage.press("enter", "2")
        assert stage.task("T-1").priority == 2
        assert stage.main._panes["detail"].sections.entry.field == "priority"  # type: ignore[attr-defined]


async def test_empty_fields_are_one_line_that_opens_and_closes() -> None:
    async with started(a_portfolio(), Start(size=(120, 60))) as stage:
        await stage.press("enter")
        assert stage.text.index(" column ") < stage.text.index(" lies in ")
        assert "requested" not in stage.text
        await to_field(stage, "requested")
        assert "Enter hides" in stage.text
        await stage.press("escape", "j", "enter")
        assert "requested" in stage.text
        while "hides" not in stage.main._panes["detail"].sections.entry.cells[0].text:  # type: ignore[attr-defined]
            await stage.press("j")
        await stage.press("enter")
        assert "requested" not in stage.text


async def test_a_field_that_is_emptied_stays_under_the_cursor() -> None:
    async with started(a_portfolio()) as stage:
        await stage.follow("T-4")
        await stage.press("enter")
        await to_field(stage, "due")
        await stage.press("enter")
        await stage.answer("")
        assert stage.main._panes["detail"].sections.entry.field == "due"  # type: ignore[attr-defined]
        assert stage.task("T-4").due is None


async def test_a_check_is_added_and_ticked() -> None:
    async with started(a_portfolio()) as stage:
        await stage.follow("T-5")
        await stage.press("enter", "a")
        await stage.type("Call them\n")
        checks = stage.workspace.ids_by("checks", "task", id_of("T-5"))
        assert len(checks) == 3
        assert stage.pane.follow(next(one for one in checks if text_of(stage, one) == "Call them"))
        await stage.press("enter")
        assert getattr(stage.titled("checks", "Call them"), "done", False)


async def test_a_remark_is_written_with_its_date_and_author() -> None:
    async with started(a_portfolio(), Start(size=(120, 60))) as stage:
        await stage.press("i")
        await stage.type("Asked the lawyer\n")
        rows = list(stage.workspace.rows("remarks").values())
        assert [getattr(row, "text", "") for row in rows] == ["Asked the lawyer"]
        await stage.press("enter")
        assert "Asked the lawyer" in stage.text


async def test_a_computed_line_says_how_to_explain_it() -> None:
    async with started(a_portfolio(), Start(view="risks")) as stage:
        await stage.press("enter", "l", "l")
        await stage.press("enter")
        assert "= explains it" in stage.foot
        await stage.press("equals_sign")
        assert "any key closes" in stage.text


async def test_the_detail_of_what_is_gone_says_so() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("enter")
        await stage.press("d")
        await stage.settle()
        assert stage.task("T-1").archived
        assert "archived" in stage.text


async def test_on_a_wide_screen_the_detail_stands_beside_and_follows() -> None:
    async with started(a_portfolio(), Start(size=(160, 45))) as stage:
        assert found(stage.lines, "Fields ─") != ""
        await stage.press("j")
        await stage.rest()
        assert stage.pane is stage.main.pane
        assert [line for line in stage.lines if "▏" in line and "Sitemap" in line.split("▏")[-1]]


async def test_the_history_is_a_tab_and_follows_what_is_done() -> None:
    async with started(a_portfolio(), Start(size=(120, 36))) as stage:
        await stage.press("enter", "right_square_bracket")
        await stage.until(lambda: "nothing has changed" in stage.text)
        await stage.press("e")
        await stage.answer("Cookie notice")
        await stage.until(lambda: "title: Cookie banner -> Cookie notice" in stage.text)
        await stage.press("s", "p", "1")
        await stage.until(lambda: "priority: — -> 1" in stage.text)
        assert "title: Cookie banner -> Cookie notice" in stage.text
        await stage.press("left_square_bracket")
        assert found(stage.lines, "Fields ─") != ""


async def test_a_long_history_is_read_on_by_enter() -> None:
    async with started(a_portfolio(), Start(size=(120, 36))) as stage:
        for at in range(READ_AT_ONCE + 5):
            ops = edit("tasks", stage.task("T-1"), title=f"Title {at}")
            stage.session.submit(ops, "entity.set").wait()
        await stage.press("enter", "right_square_bracket")
        await stage.until(lambda: f"-> Title {READ_AT_ONCE + 4}" in stage.text)
        await stage.press("G")
        assert "Enter reads what is older" in stage.text
        assert "-> Title 0" not in stage.text
        await stage.press("enter")
        await stage.until(lambda: "Enter reads what is older" not in stage.text)
        await stage.press("G")
        assert "Cookie banner -> Title 0" in stage.text


async def test_the_history_of_another_entity_is_its_own() -> None:
    async with started(a_portfolio(), Start(size=(120, 36))) as stage:
        await stage.press("enter", "right_square_bracket", "e")
        await stage.answer("Cookie notice")
        await stage.until(lambda: "-> Cookie notice" in stage.text)
        await stage.press("escape", "j", "enter")
        assert "Fields" in stage.text
        await stage.press("right_square_bracket")
        await stage.until(lambda: "nothing has changed" in stage.text)


async def test_a_note_of_megabytes_is_laid_out_as_far_as_anybody_reads() -> None:
    async with started(a_portfolio()) as stage:
        notes = "A line of a very long note.\n" * 300_000
        ops = edit("tasks", stage.task("T-1"), notes=notes)
        stage.session.submit(ops, "test").wait()
        await stage.settle()
        await stage.press("enter")
        sections = stage.main._panes["detail"].sections  # type: ignore[attr-defined]
        assert sections.line_count() < 600
        shown = " ".join(line.cells[-1].text for line in sections._lines if line.cells)
        assert f"({len(notes) - 8_000:,} characters more: E shows" in " ".join(shown.split())
