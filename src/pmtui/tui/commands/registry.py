"""This file holds the acts of the screen: what each id of `actions.navigate` does."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any, Final, Protocol

import msgspec

from pmtui import clock
from pmtui.actions.core.action import Target
from pmtui.actions.core.navigation import VIEWS
from pmtui.later import loaded
from pmtui.model.entities.entity import title_of
from pmtui.query.error import QueryError
from pmtui.query.filter.combining import with_or_without
from pmtui.session.session import Outcome, Rejected
from pmtui.tui.app.main_screen import MainScreen
from pmtui.tui.chrome.tour import Tour
from pmtui.tui.execution.action_runner import ActionHost, ActionRunner
from pmtui.tui.keys.keymap import Keymap
from pmtui.tui.navigation.location import Lens
from pmtui.tui.panes.core.pane import Pane
from pmtui.tui.panes.tree import kinds_below
from pmtui.tui.prompt.quick_line import Question
from pmtui.tui.screens.dialog import TYPE_AHEAD_SECONDS
from pmtui.tui.unsaved.unsaved_edits import UnsavedEdits

ScreenCommand = Callable[["Workbench"], None]
"""What an act of the screen does."""


class Workbench(ActionHost, Protocol):
    """Where acts are done: a performer's stage, with the screen, the keys and the performer."""

    screen: MainScreen
    keymap: Keymap
    performer: ActionRunner
    unsaved: UnsavedEdits
    tour: Tour

    @property
    def target(self) -> Target | None:
        """What is under the cursor, or was when the dialog was opened whose choice is run."""
        ...

    def choosing(self) -> Callable[[str | None], None]:
        """What runs a line chosen in the help or the palette, on what is under the cursor now."""
        ...

    def keep_view(self) -> None:
        """Keep the filter of this view under a name."""
        ...

    def choose_theme(self, name: str) -> None:
        """Change the theme and remember it."""
        ...


ScreenCommandWithArguments = Callable[["Workbench", Mapping[str, Any]], None]
"""What an act does with the arguments that were typed for it."""


_WORDLESS: Final = ("q", "enter")
"""Keys that answer a question though it does not name them."""
_LANES: Final = ("", "owner", "priority", "parent")


def _dialog(name: str) -> ScreenCommand:
    return lambda desk: loaded(f"pmtui.tui.commands.dialogs:{name}")(desk)  # noqa: PLW0108  (loads late)


def _adopt(desk: Workbench) -> None:
    loaded("pmtui.tui.commands.adopt:adopt")(desk)


def _in_time(name: str) -> ScreenCommand:
    return lambda desk: loaded(f"pmtui.tui.commands.roadmap:{name}")(desk)  # noqa: PLW0108  (loads late)


def _past(name: str) -> ScreenCommand:
    return lambda desk: loaded(f"pmtui.tui.commands.as_of:{name}")(desk)  # noqa: PLW0108  (loads late)


def _archived(desk: Workbench) -> None:
    shown = desk.screen.tree_pane.toggle_archived()
    desk.say("archived components are shown" if shown else "archived components are hidden")


def _move(across: int, down: int) -> ScreenCommand:
    return lambda desk: desk.screen.active.move(across, down)


def _marks(act: Callable[[Pane], None]) -> ScreenCommand:
    """Change the marks; the line below says how many there are."""

    def acted(desk: Workbench) -> None:
        act(desk.screen.active)
        desk.screen.show_lines()

    return acted


def _page(share: float) -> ScreenCommand:
    return lambda desk: desk.screen.active.page(share)


def _end(*, last: bool) -> ScreenCommand:
    return lambda desk: desk.screen.active.end(last=last)


def _part(step: int) -> ScreenCommand:
    def act(desk: Workbench) -> None:
        if desk.screen.active.has_parts:
            desk.screen.active.subtab(step)
            desk.screen.show_lines()
        else:
            desk.say("there is no other part here: 1 2 3 4 8 are the views", bad=True)

    return act


def _view(name: str) -> ScreenCommand:
    def act(desk: Workbench) -> None:
        desk.screen.close_detail()
        desk.screen.trail.to_view(name)
        desk.screen.in_tree = False
        desk.screen.refresh_showing()
        desk.screen.show_view()

    return act


def _other_pane(desk: Workbench) -> None:
    desk.screen.focus_pane(in_tree=not desk.screen.in_tree)


def _open(desk: Workbench) -> None:
    if desk.screen.in_tree:
        desk.screen.focus_pane(in_tree=False)
        return
    desk.screen.active.enter(desk.screen)


def _filter(desk: Workbench) -> None:
    before = desk.screen.trail.now.query
    typed = before
    wrong = ""

    def refuse(text: str) -> str:
        nonlocal typed, wrong
        typed, wrong = text, desk.screen.filter_by(text)
        if not wrong:
            return ""
        desk.screen.filter_by(before)
        return f"{wrong}; {f'/{before} still filters' if before else 'everything is shown'}"

    def echo(text: str) -> str:
        pane = desk.screen.pane
        return refuse(text) or "  ".join(filter(None, (pane.summary(), pane.hidden())))

    def answered(text: str) -> None:
        desk.screen.filter_by(text)
        _seek(desk, text)

    def cancelled() -> None:
        if not desk.screen.filter_by(typed):
            _seek(desk, typed)
        desk.screen.filter_by(before)

    desk.ask(
        Question(
            "filter",
            answered,
            text=before,
            echo=echo,
            cancelled=cancelled,
            refuse=refuse,
            is_wrong=lambda: bool(wrong),
        )
    )


def _filter_by(desk: Workbench, given: Mapping[str, Any]) -> None:
    problem = desk.screen.filter_by(str(given["query"]))
    if problem:
        desk.say(problem, bad=True)
    else:
        _seek(desk, str(given["query"]))


def _seek(desk: Workbench, text: str) -> None:
    """Remember what was looked for: `n` and `N` go to its hits, filtered or not."""
    if text.strip():
        desk.screen.trail.sought = text.strip()


def _hit(step: int) -> ScreenCommand:
    return lambda desk: loaded("pmtui.tui.commands.next_hit:go_to_hit")(desk.screen, desk.say, step)


def _mine(desk: Workbench) -> None:
    if not desk.session.actor:
        login = desk.session.author.login
        desk.say(f"nobody here has the login {login}: `:claim NAME` says who you are", bad=True)
        return
    try:
        text = with_or_without(desk.screen.trail.now.query, "owner:me")
    except QueryError as error:
        desk.say(str(error), bad=True)
    else:
        desk.screen.filter_by(text)


def _sort(desk: Workbench) -> None:
    keys = list(desk.screen.active.sort_keys())
    if not keys:
        desk.say("this view keeps its own order", bad=True)
        return
    now = desk.screen.trail.now.sort
    orders = [order for key in keys for order in (key, f"{key}-")]
    if desk.screen.active.own_order:
        orders.append("")
    following = orders[(orders.index(now) + 1) % len(orders)] if now in orders else orders[0]
    desk.screen.trail.change(sort=following)
    desk.screen.redraw()
    desk.say(f"sorted by {following}" if following else desk.screen.active.own_order)


def _lanes(desk: Workbench) -> None:
    following = _LANES[(_LANES.index(desk.screen.trail.now.lanes) + 1) % len(_LANES)]
    desk.screen.trail.change(lanes=following, sort="")
    desk.screen.redraw()
    desk.say(f"lanes by {following or 'nothing'}")


def _lens(desk: Workbench) -> None:
    other: Lens = "project" if desk.screen.showing.lens == "program" else "program"
    desk.screen.trail.change(lens=other)
    desk.screen.redraw()
    desk.say(f"{other} lens")


def _take_back(desk: Workbench, step: "Future[Outcome]", said: str) -> None:
    def finished(done: "Future[Outcome]") -> None:
        outcome = done.result()
        words = outcome.reason if isinstance(outcome, Rejected) else said
        # On the writer's thread, which must not wait for a screen that may be closing.
        desk.screen.call_later(desk.say, words, bad=isinstance(outcome, Rejected))

    step.add_done_callback(finished)


def _undo(desk: Workbench) -> None:
    _take_back(desk, desk.session.undo(), "taken back; U does it again")


def _redo(desk: Workbench) -> None:
    _take_back(desk, desk.session.redo(), "done again")


def _copy(desk: Workbench) -> None:
    target = desk.target
    if target is None:
        desk.say("nothing under the cursor to copy", bad=True)
        return
    text = desk.screen.title_of(target)
    desk.screen.app.copy_to_clipboard("".join(mark for mark in text if mark.isprintable()))
    desk.say(f"copied {text}")


def _links(desk: Workbench) -> None:
    target = desk.target
    workspace = desk.session.workspace
    ids = workspace.ids_by("references", "about", target.id) if target else ()
    addresses = [getattr(workspace.rows("references")[one], "url", "") for one in ids]
    desk.say("  ".join(addresses) or "no address is kept with it; add one in its detail")


def _add_child(desk: Workbench) -> None:
    """A line for what lies below what is under the cursor: a sub-task, or a part of a component."""
    target = desk.target
    workspace = desk.session.workspace
    if target is not None and target.table == "tasks":
        desk.performer.perform("entity.add", {"kind": "task", "parent": target.id})
        return
    if target is not None and target.table == "components":
        row = workspace.components[target.id]
        kinds = (*kinds_below(workspace, target.id).values(), "task")
        here = msgspec.structs.replace(desk.situation(), scope=row.id)
        desk.performer.perform("entity.add", {"kind": kinds[0]}, asked=here)
        return
    desk.say("stand on a task or a component first: A adds what lies below it", bad=True)


def _back(desk: Workbench) -> None:
    if desk.screen.close_detail():
        return
    if desk.screen.active.marks:
        _marks(lambda pane: pane.clear_marks())(desk)
        return
    if desk.screen.as_of is not None:
        COMMANDS["as_of"](desk)
        return
    if desk.screen.trail.now.query:
        desk.screen.filter_by("")
        return
    if desk.screen.in_tree:
        _ask_to_leave(desk, clock.monotonic())
    else:
        desk.screen.focus_pane(in_tree=True)


def _ask_to_leave(desk: Workbench, asked_at: float) -> None:
    """Ask; `q` again and Enter leave as well, once the question could be read."""

    def chosen(letter: str) -> None:
        if letter in _WORDLESS and clock.monotonic() < asked_at + TYPE_AHEAD_SECONDS:
            _ask_to_leave(desk, asked_at)
        elif letter != "n":
            desk.screen.app.exit(return_code=0)

    letters = {"y": "yes", "n": "no", **dict.fromkeys(_WORDLESS, "")}
    desk.choose("leave pmtui?", letters, chosen)


def _last_place(desk: Workbench) -> None:
    if not desk.screen.trail.back():
        desk.say("you have not been anywhere else yet", bad=True)
        return
    desk.screen.refresh_showing()
    desk.screen.tree_pane.follow(desk.screen.trail.now.scope)
    desk.screen.show_view()


def _saved_views(desk: Workbench) -> None:
    rows = desk.session.workspace.rows("saved_views").values()
    kept = [one for one in rows if getattr(one, "view", "") == desk.screen.trail.now.view][:9]
    letters = {str(at + 1): title_of(one) for at, one in enumerate(kept)}
    if desk.screen.trail.now.query:
        letters["k"] = f"keep /{desk.screen.trail.now.query}"
    if not letters:
        desk.say("no view is kept yet: filter with /, then f k keeps it")
        return

    def chosen(letter: str) -> None:
        if letter == "k":
            desk.keep_view()
            return
        view = kept[int(letter) - 1]
        problem = desk.screen.filter_by(getattr(view, "query", ""))
        if problem:
            desk.say(f"{title_of(view)}: {problem}", bad=True)
            return
        desk.screen.trail.change(sort=getattr(view, "sort", ""))
        desk.screen.redraw()

    desk.choose("view", letters, chosen)


def _tour_on(desk: Workbench) -> None:
    if desk.tour.is_on:
        desk.tour.skip()
    else:
        desk.say("no tour is on; : and tour starts it")


def _settings(desk: Workbench) -> None:
    ours = [name for name in desk.screen.app.available_themes if name.startswith("pmtui-")][:9]
    themes = {str(at + 1): name for at, name in enumerate(ours)}
    policy = desk.session.workspace.policy
    rules = {"z": f"time zone {policy.timezone}", "c": f"currency {policy.base_currency}"}

    def chosen(letter: str) -> None:
        if letter in themes:
            desk.choose_theme(themes[letter])
        else:
            rule = {"z": "timezone", "c": "base_currency"}[letter]
            desk.performer.perform("policy.change", {"rule": rule})

    desk.choose("theme, or of this store", rules | themes, chosen)


COMMANDS: Final[dict[str, ScreenCommand]] = {
    "cursor.down": _move(0, 1),
    "cursor.up": _move(0, -1),
    "cursor.left": _move(-1, 0),
    "cursor.right": _move(1, 0),
    "cursor.top": _end(last=False),
    "cursor.bottom": _end(last=True),
    "cursor.half_down": _page(0.5),
    "cursor.half_up": _page(-0.5),
    "cursor.page_down": _page(1.0),
    "cursor.page_up": _page(-1.0),
    "pane.next": _other_pane,
    "pane.previous": _other_pane,
    **{f"view.{name}": _view(name) for name, _ in VIEWS},
    "subtab.next": _part(1),
    "subtab.previous": _part(-1),
    "place.last": _last_place,
    "tree.toggle": lambda desk: desk.screen.toggle_tree(),
    "tree.fold": lambda desk: desk.screen.tree_pane.fold(),
    "tree.archived": _archived,
    "open": _open,
    "edit.external": _dialog("external"),
    "add.child": _add_child,
    "mark": _marks(lambda pane: pane.mark()),
    "mark.range": _marks(lambda pane: pane.mark_range()),
    "mark.all": _marks(lambda pane: pane.mark_all()),
    "filter": _filter,
    "filter.mine": _mine,
    "filter.next": _hit(1),
    "filter.previous": _hit(-1),
    "views.saved": _saved_views,
    "sort": _sort,
    "board.lanes": _lanes,
    "board.column": lambda desk: loaded("pmtui.tui.commands.board_columns:change")(desk),  # noqa: PLW0108  (loads late)
    "row.lanes": _lanes,
    "row.fold": _in_time("fold"),
    "row.fold_all": _in_time("fold_all"),
    "time.nearer": _in_time("nearer"),
    "time.farther": _in_time("farther"),
    "time.fit": _in_time("fit"),
    "time.today": _in_time("to_today"),
    "time.bar": _in_time("to_bar"),
    "links.shown": _in_time("link_lines"),
    "links.next": _in_time("next_link"),
    "links.previous": _in_time("previous_link"),
    "bar.later": _in_time("later"),
    "bar.earlier": _in_time("earlier"),
    "bar.longer": _in_time("longer"),
    "bar.shorter": _in_time("shorter"),
    "explain": _dialog("explain"),
    "lens": _lens,
    "as_of": _past("as_of"),
    "changes.since": _past("changes_since"),
    "history.undo": _undo,
    "history.redo": _redo,
    "store.save_as": _dialog("save_as"),
    "store.adopt": _adopt,
    "drafts": lambda desk: desk.unsaved.look(),
    "repeat": lambda desk: desk.performer.repeat(),
    "help": _dialog("help"),
    "palette": _dialog("palette"),
    "tour": lambda desk: desk.tour.start(),
    "tour.next": _tour_on,
    "settings": _settings,
    "copy": _copy,
    "open.link": _links,
    "back": _back,
    "cancel": lambda desk: desk.say("nothing is asked: q goes back, ctrl+q leaves pmtui"),
    "quit": lambda desk: desk.screen.app.exit(return_code=0),
}
"""What each act of the screen does, by action id."""

COMMANDS_WITH_ARGUMENTS: Final[dict[str, ScreenCommandWithArguments]] = {
    "filter": _filter_by,
    "import": lambda desk, given: loaded("pmtui.tui.commands.dialogs:import_file")(desk, given),  # noqa: PLW0108  (loads late)
}
"""What acts do that were told something: their arguments by name."""
