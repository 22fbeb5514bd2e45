"""This file tests that keys do what somebody means who comes from vim, k9s or a spreadsheet."""

import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.tui.unsaved.draft_store import DraftStore
from tests.conftest import id_of
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

EDITS = (*"aAedcmwisuULHJKBE", "full_stop")
"""Keys of the board that edit."""


async def wait_a_moment(stage: Stage) -> None:
    """Let so much time pass that a key is no more of what came before."""
    await stage.pilot.pause(0.4)


async def leaves(stage: Stage) -> bool:
    """Whether the app has been told to end."""
    await stage.pilot.pause()
    return stage.app._exit


async def test_marks_are_counted_below_and_prompts_say_how_many_they_are_for() -> None:
    async with started(a_portfolio()) as stage:
        assert "marked" not in stage.foot
        await stage.press("V")
        count = len(stage.pane.marked)
        assert f"{count} marked" in stage.foot
        await stage.press("s")
        assert f"set of {count} tasks" in stage.offered
        await stage.press("d")
        assert stage.line.strip().startswith(f"due of {count} tasks:")
        await stage.press("escape", "m")
        assert f"of {count} tasks" in stage.line
        await stage.press("escape", "s", "p")
        assert f"priority of {count} tasks" in stage.offered
        await stage.press("escape", "q")
        assert "marked" not in stage.foot


@pytest.mark.parametrize(
    ("key", "does_leave"),
    [("y", True), ("enter", True), ("q", True), ("n", False), ("escape", False), ("ctrl+c", False)],
)
async def test_whether_to_leave_is_answered_by_each_key_people_press(
    key: str,
    does_leave: bool,  # noqa: FBT001
) -> None:
    async with started(a_portfolio()) as stage:
        stage.main.focus_pane(in_tree=True)
        await stage.press("q")
        assert "leave pmtui?  y yes  n no" in stage.offered
        await wait_a_moment(stage)
        await stage.pilot.press(key)
        assert await leaves(stage) == does_leave
        if not does_leave:
            assert "leave pmtui?" not in stage.text


async def test_a_key_typed_ahead_of_the_question_does_not_leave() -> None:
    async with started(a_portfolio()) as stage:
        stage.main.focus_pane(in_tree=True)
        await stage.pilot.press("q", "q")
        assert not await leaves(stage)
        assert "leave pmtui?" in stage.offered


async def test_news_of_others_leave_what_is_asked_on_the_screen() -> None:
    async with started(a_portfolio()) as stage:
        await stage.press("s")
        stage.main.keys.say("bob renamed T-4")  # type: ignore[attr-defined]
        assert "bob renamed T-4" in stage.offered
        assert "p priority" in stage.offered
        await stage.press("p", "1")
        assert stage.task(stage.cursor).priority == 1


@pytest.mark.parametrize("key", EDITS)
async def test_a_read_only_store_refuses_before_anything_is_typed(key: str) -> None:
    reason = "no write permission: `chmod g+w plan.json` ends it"
    async with started(a_portfolio(), Start(read_only=reason)) as stage:
        before = stage.workspace
        await stage.press(key)
        assert f"read-only: {reason}" in " ".join(stage.offered.split())
        assert stage.main.keys.is_free  # type: ignore[attr-defined]
        assert stage.workspace is before


async def test_the_foot_of_a_read_only_store_names_no_key_that_edits() -> None:
    async with started(a_portfolio()) as stage:
        editing = stage.foot
    async with started(a_portfolio(), Start(read_only="no write permission")) as stage:
        assert "a add" in editing
        for words in ("a add", "e edit", "s set", "H L move", "c done"):
            assert words not in stage.foot
        assert "/ filter" in stage.foot


async def test_d_pressed_twice_at_once_archives_one_thing() -> None:
    async with started(a_portfolio()) as stage:
        first = stage.cursor
        await stage.pilot.press("d", "d")
        await stage.settle()
        gone = [one.key for one in stage.workspace.tasks.values() if one.archived]
        assert gone == [first] or "enter" in stage.offered.casefold()
        await stage.press("u")
        assert not any(one.archived for one in stage.workspace.tasks.values())


async def test_d_pressed_again_after_a_moment_archives_the_next() -> None:
    async with started(a_portfolio(), Start(view="risks")) as stage:
        await stage.press("d")
        await wait_a_moment(stage)
        await stage.press("d")
        assert sum(one.archived for one in stage.workspace.risks.values()) == 2


async def test_g_goes_to_the_top_and_once_more_harms_nothing() -> None:
    async with started(a_portfolio(), Start(view="risks")) as stage:
        top = stage.cursor
        await stage.press("G", "g")
        assert stage.cursor == top
        await stage.press("G", "g", "g")
        assert stage.cursor == top


async def test_ctrl_c_ends_nothing_and_says_how_to_leave() -> None:
    async with started(a_portfolio()) as stage:
        await stage.pilot.press("ctrl+c")
        assert not await leaves(stage)
        assert "ctrl+q leaves" in stage.foot
        await stage.press("s", "ctrl+c")
        assert stage.main.keys.is_free  # type: ignore[attr-defined]


async def test_ctrl_q_leaves_an_open_line_and_keeps_what_was_typed() -> None:
    drafts = DraftStore()
    async with started(a_portfolio(), drafts=drafts) as stage:
        await stage.press("e", "ctrl+u")
        await stage.type("Half a title")
        await stage.pilot.press("ctrl+q")
        assert await leaves(stage)
    kept = [one.typed for one in drafts.all()]
    assert [(one.text, one.target) for one in kept if one] == [
        ("Half a title", ("tasks", id_of("T-1")))
    ]


async def test_ctrl_q_keeps_no_draft_of_a_line_in_which_nothing_was_typed() -> None:
    drafts = DraftStore()
    async with started(a_portfolio(), drafts=drafts) as stage:
        await stage.press("e")
        await stage.pilot.press("ctrl+q")
        assert await leaves(stage)
    assert len(drafts) == 0


@pytest.mark.parametrize(
    ("typed", "response"),
    [("m", "mitigate"), ("mitigate", "mitigate"), ("av", "avoid"), ("accept", "accept"),
     ("3", "mitigate")],
)  # fmt: skip
async def test_a_choice_takes_numbers_first_letters_and_words(typed: str, response: str) -> None:
    async with started(a_portfolio(), Start(view="risks")) as stage:
        key = stage.cursor
        await stage.press("s", "r")
        await stage.pilot.press(*typed)
        await stage.settle()
        assert stage.workspace.risks[id_of(key)].response == response
        assert stage.main.keys.is_free  # type: ignore[attr-defined]


async def test_letters_that_several_words_begin_with_are_answered_with_those() -> None:
    async with started(a_portfolio(), Start(view="risks")) as stage:
        key = stage.cursor
        await stage.press("s", "r", "a")
        assert "a can be" in stage.offered
        assert "avoid" in stage.offered
        assert "accept" in stage.offered
        assert "mitigate" not in stage.offered
        await stage.press("c")
        assert stage.workspace.risks[id_of(key)].response == "accept"


async def test_a_threat_offers_responses_to_threats_only() -> None:
    async with started(a_portfolio(), Start(view="risks")) as stage:
        assert stage.workspace.risks[id_of(stage.cursor)].kind == "threat"
        await stage.press("s", "r")
        for word in ("avoid", "transfer", "mitigate", "accept", "escalate"):
            assert word in stage.offered
        for word in ("exploit", "share", "enhance"):
            assert word not in stage.offered


async def test_only_mine_tells_somebody_without_a_person_how_to_become_one() -> None:
    async with started(a_portfolio(), Start(login="cho")) as stage:
        await stage.press("asterisk")
        assert "`:claim NAME` says who you are" in stage.foot
        await stage.press("colon")
        await stage.type("claim Bob Bell\n")
        assert "cho" in stage.workspace.people[id_of("H-2")].logins
        await stage.press("asterisk")
        assert "/owner:me" in stage.head


async def test_every_edit_of_the_catalogue_is_refused_in_a_store_that_is_read_only() -> None:
    async with started(a_portfolio(), Start(read_only="no write permission")) as stage:
        before = stage.workspace
        for action in CATALOGUE.values():
            if action.propose is None:
                continue
            stage.main.say("")
            stage.main.perform(action.id)
            assert "read-only: no write permission" in stage.foot, action.id
        assert stage.workspace is before


async def test_one_key_on_the_tree_brings_all_data_dates_to_today_and_undo_takes_them_back() -> (
    None
):
    async with started(a_portfolio()) as stage:
        project = id_of("P-1")
        before = stage.workspace.components[project].status_date
        stage.main.focus_pane(in_tree=True)
        await stage.press("g", "greater_than_sign", "enter")
        assert f"data date {stage.app.session.today}" in stage.foot
        assert stage.workspace.components[project].status_date == stage.app.session.today
        await stage.press("u")
        assert stage.workspace.components[project].status_date == before
