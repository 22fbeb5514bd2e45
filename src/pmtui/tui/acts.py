"""This file holds the acts of the screen: what each id of `actions.navigate` does."""

from concurrent.futures import Future
from typing import Final

from pmtui.actions.navigate import VIEWS
from pmtui.model.entity import title_of
from pmtui.model.schema import field_specs
from pmtui.query.error import QueryError
from pmtui.query.scope import Lens
from pmtui.session import Outcome, Rejected
from pmtui.tui.editor import edited
from pmtui.tui.panes.detail import DetailPane
from pmtui.tui.panes.risks import RisksPane
from pmtui.tui.place import Place
from pmtui.tui.quickline import Question
from pmtui.tui.screens.explain import ExplainScreen
from pmtui.tui.screens.help import HelpScreen, PaletteScreen
from pmtui.tui.screens.main import Act, MainScreen
from pmtui.tui.showing import query_of

_LANES: Final = ("", "owner", "priority", "parent")


def _move(across: int, down: int) -> Act:
    return lambda screen: screen.active.move(across, down)


def _page(share: float) -> Act:
    return lambda screen: screen.active.page(share)


def _end(*, last: bool) -> Act:
    return lambda screen: screen.active.end(last=last)


def _view(name: str) -> Act:
    def act(screen: MainScreen) -> None:
        screen.close_detail()
        screen.trail.to_view(name)
        screen.in_tree = False
        screen.refresh_showing()
        screen.show_view()

    return act


def _other_pane(screen: MainScreen) -> None:
    screen.focus_pane(in_tree=not screen.in_tree)


def _open(screen: MainScreen) -> None:
    if screen.in_tree:
        screen.focus_pane(in_tree=False)
        return
    active = screen.active
    if isinstance(active, DetailPane):
        _open_line(screen, active)
    elif isinstance(active, RisksPane) and active.chooses:
        active.choose()
    elif active.target is None:
        screen.say("nothing under the cursor to open", bad=True)
    else:
        screen.open_detail(active.target)


def _open_line(screen: MainScreen, detail: DetailPane) -> None:
    if detail.row_target is not None and detail.row_target.table == "checks":
        screen.performer.perform("check.toggle")
    elif detail.row_target is not None:
        screen.open_detail(detail.row_target)
    elif detail.field:
        screen.performer.perform("entity.set", {"field": detail.field})
    else:
        screen.say("this line is computed: = explains it", bad=True)


def _filter(screen: MainScreen) -> None:
    before = screen.trail.now.query

    def changed(text: str) -> None:
        try:
            query_of(text)
        except QueryError:
            return
        screen.filter_by(text)

    def echo(text: str) -> str:
        try:
            query_of(text)
        except QueryError as error:
            return str(error)
        return screen.pane.summary()

    screen.ask(
        Question(
            "filter",
            screen.filter_by,
            text=before,
            echo=echo,
            changed=changed,
            cancelled=lambda: screen.filter_by(before),
        )
    )


def _mine(screen: MainScreen) -> None:
    if not screen.session.actor:
        login = screen.session.author.login
        screen.say(f"no person carries the login {login}: set one with s l on a person", bad=True)
        return
    words = screen.trail.now.query.split()
    kept = [word for word in words if word != "owner:me"]
    screen.filter_by(" ".join(kept if len(kept) < len(words) else [*words, "owner:me"]))


def _sort(screen: MainScreen) -> None:
    keys = list(screen.active.sort_keys())
    if not keys:
        screen.say("this view keeps its own order", bad=True)
        return
    now = screen.trail.now.sort
    orders = [order for key in keys for order in (key, f"{key}-")]
    following = orders[(orders.index(now) + 1) % len(orders)] if now in orders else orders[0]
    screen.trail.change(sort=following)
    screen.redraw()
    screen.say(f"sorted by {following}")


def _lanes(screen: MainScreen) -> None:
    following = _LANES[(_LANES.index(screen.trail.now.lanes) + 1) % len(_LANES)]
    screen.trail.change(lanes=following)
    screen.redraw()
    screen.say(f"lanes by {following or 'nothing'}")


def _lens(screen: MainScreen) -> None:
    other: Lens = "project" if screen.showing.lens == "program" else "program"
    screen.trail.change(lens=other)
    screen.redraw()
    screen.say(f"{other} lens")


def _take_back(screen: MainScreen, step: "Future[Outcome]", said: str) -> None:
    def finished(done: "Future[Outcome]") -> None:
        outcome = done.result()
        words = outcome.reason if isinstance(outcome, Rejected) else said
        screen.app.call_from_thread(screen.say, words, bad=isinstance(outcome, Rejected))

    step.add_done_callback(finished)


def _undo(screen: MainScreen) -> None:
    _take_back(screen, screen.session.undo(), "taken back; U does it again")


def _redo(screen: MainScreen) -> None:
    _take_back(screen, screen.session.redo(), "done again")


def _copy(screen: MainScreen) -> None:
    target = screen.active.target
    if target is None:
        screen.say("nothing under the cursor to copy", bad=True)
        return
    text = screen.title_of(target)
    screen.app.copy_to_clipboard("".join(mark for mark in text if mark.isprintable()))
    screen.say(f"copied {text}")


def _links(screen: MainScreen) -> None:
    target = screen.active.target
    workspace = screen.session.workspace
    ids = workspace.ids_by("references", "about", target.id) if target else ()
    addresses = [getattr(workspace.rows("references")[one], "url", "") for one in ids]
    screen.say("  ".join(addresses) or "no address is kept with it; add one in its detail")


def _explain(screen: MainScreen) -> None:
    section = screen.active.explained()
    if section is None:
        screen.say("no figure under the cursor", bad=True)
        return
    screen.app.push_screen(ExplainScreen(section))


def _help(screen: MainScreen) -> None:
    screen.app.push_screen(
        HelpScreen(screen.keys, screen.active.context, screen.situation()), screen.run_chosen
    )


def _palette(screen: MainScreen) -> None:
    screen.app.push_screen(PaletteScreen(screen.keys, screen.active.context, screen.situation()), screen.run_chosen)


def _external(screen: MainScreen) -> None:
    target = screen.active.target
    row = screen.session.workspace.get(target.table, target.id) if target else None
    if target is None or row is None:
        screen.say("nothing under the cursor to edit", bad=True)
        return
    prose = [spec.name for spec in field_specs(target.table) if spec.kind == "prose"]
    if not prose:
        screen.say("it has no long text; e and s edit its fields", bad=True)
        return
    before = getattr(row, prose[0])
    with screen.app.suspend():
        text, problem = edited(before, row.key or title_of(row))
    screen.app.refresh(layout=True)
    if problem:
        screen.say(problem, bad=True)
    elif text != before:
        screen.performer.perform("entity.set", {"field": prose[0], "value": text})


def _add_child(screen: MainScreen) -> None:
    target = screen.active.target
    if target is None or target.table != "tasks":
        screen.say("stand on a card first: A adds its sub-task", bad=True)
        return
    screen.performer.perform("entity.add", {"kind": "task", "parent": target.id})


def _back(screen: MainScreen) -> None:
    if screen.close_detail():
        return
    if screen.active.marked:
        screen.active.clear_marks()
        return
    if screen.trail.now.query:
        screen.filter_by("")
        return
    if screen.in_tree:
        screen.choose("leave pmtui?", {"y": "yes", "n": "no"}, lambda one: _leave(screen, one))
    else:
        screen.focus_pane(in_tree=True)


def _leave(screen: MainScreen, letter: str) -> None:
    if letter == "y":
        screen.app.exit(return_code=0)


def _last_place(screen: MainScreen) -> None:
    if not screen.trail.back():
        screen.say("you have not been anywhere else yet", bad=True)
        return
    screen.refresh_showing()
    screen.tree_pane.follow(screen.trail.now.scope)
    screen.show_view()


def _saved_views(screen: MainScreen) -> None:
    rows = screen.session.workspace.rows("saved_views").values()
    kept = [one for one in rows if getattr(one, "view", "") == screen.trail.now.view][:9]
    letters = {str(at + 1): title_of(one) for at, one in enumerate(kept)}
    if screen.trail.now.query:
        letters["k"] = f"keep /{screen.trail.now.query}"
    if not letters:
        screen.say("no view is kept yet: filter with /, then f k keeps it")
        return

    def chosen(letter: str) -> None:
        if letter == "k":
            screen.keep_view()
            return
        view = kept[int(letter) - 1]
        screen.trail.change(sort=getattr(view, "sort", ""))
        screen.filter_by(getattr(view, "query", ""))

    screen.choose("view", letters, chosen)


def _settings(screen: MainScreen) -> None:
    ours = [name for name in screen.app.available_themes if name.startswith("pmtui-")][:9]
    letters = {str(at + 1): name for at, name in enumerate(ours)}
    screen.choose("theme", letters, lambda letter: screen.choose_theme(letters[letter]))


ACTS: Final[dict[str, Act]] = {
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
    "subtab.next": lambda screen: screen.active.subtab(1),
    "subtab.previous": lambda screen: screen.active.subtab(-1),
    "place.last": _last_place,
    "tree.toggle": lambda screen: screen.toggle_tree(),
    "tree.fold": lambda screen: screen.tree_pane.fold(),
    "tree.archived": lambda screen: screen.tree_pane.toggle_archived(),
    "open": _open,
    "edit.external": _external,
    "add.child": _add_child,
    "mark": lambda screen: screen.active.mark(),
    "mark.range": lambda screen: screen.active.mark_range(),
    "mark.all": lambda screen: screen.active.mark_all(),
    "filter": _filter,
    "filter.mine": _mine,
    "filter.next": _move(0, 1),
    "filter.previous": _move(0, -1),
    "views.saved": _saved_views,
    "sort": _sort,
    "board.lanes": _lanes,
    "explain": _explain,
    "lens": _lens,
    "history.undo": _undo,
    "history.redo": _redo,
    "repeat": lambda screen: screen.performer.repeat(),
    "help": _help,
    "palette": _palette,
    "settings": _settings,
    "copy": _copy,
    "open.link": _links,
    "back": _back,
    "quit": lambda screen: screen.app.exit(return_code=0),
}
"""What each act of the screen does, by action id."""


def start_place(scope: int, view: str) -> Place:
    """The place the screen opens on."""
    return Place(scope=scope, view=view if view in dict(VIEWS) else "overview")
