"""This file filters, sorts and groups the rows of a view, and keeps a filter under a name."""

from collections.abc import Mapping
from typing import Final

from pmtui.actions.adding.creation import new_entity
from pmtui.figures.work.cycle_scope import running_below
from pmtui.model.entities.entity import title_of
from pmtui.model.entities.remarks import SavedView
from pmtui.model.workspace.schema import TABLES
from pmtui.query.error import QueryError, did_you_mean
from pmtui.query.filter.parser import with_or_without
from pmtui.query.questions import QUESTIONS, NamedQuestion, question
from pmtui.tui.main.workbench import ScreenCommand, ScreenCommandWithArguments, Workbench
from pmtui.tui.prompt.quick_line import Question
from pmtui.views.catalogue import VIEWS, view_of_table
from pmtui.views.shapes.view import TablePart

_LANES: Final = ("", "owner", "priority", "parent")
_PERIODS: Final = {
    "week": "weeks",
    "month": "months",
    "quarter": "quarters",
    "year": "financial years",
}
_SPLIT: Final = "money"
"""The view whose periods are told apart by capital and revenue."""
_MOST_KEPT: Final = 9
"""Kept views that have a digit."""


def _filter(desk: Workbench) -> None:
    before = desk.screen.trail.now.query
    typed = before
    wrong = ""

    def refuse(text: str) -> str:
        nonlocal typed, wrong
        if text == typed and not wrong and desk.screen.trail.now.query == text.strip():
            return ""
        typed, wrong = text, desk.screen.filter_by(text)
        if not wrong:
            return ""
        desk.screen.filter_by(before)
        return f"{wrong}; {f'/{before} still filters' if before else 'everything is shown'}"

    def echo(text: str) -> str:
        pane = desk.screen.pane
        return refuse(text) or "  ".join(filter(None, (pane.summary(), pane.hidden())))

    def answered(text: str) -> None:
        refuse(text)
        _seek(desk, text)

    def cancelled() -> None:
        if not wrong:
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


def _filter_by(desk: Workbench, given: Mapping[str, object]) -> None:
    problem = desk.screen.filter_by(str(given["query"]))
    if problem:
        desk.say(problem, bad=True)
    else:
        _seek(desk, str(given["query"]))


def _seek(desk: Workbench, text: str) -> None:
    """Remember what was looked for: `n` and `N` go to its hits, filtered or not."""
    if text.strip():
        desk.screen.trail.sought = text.strip()


def _mine(desk: Workbench) -> None:
    if not desk.session.actor:
        login = desk.session.author.login
        desk.say(f"nobody here has the login {login}: `:claim NAME` says who you are", bad=True)
        return
    _toggle(desk, "owner:me")


def _in_cycle(desk: Workbench) -> None:
    situation = desk.situation()
    if not running_below(situation.figures, situation.scope):
        desk.say("no cycle is running here: ] goes to the cycles, r begins one", bad=True)
        return
    _toggle(desk, "is:in_cycle")


def _toggle(desk: Workbench, term: str) -> None:
    """Filter by a term besides, or no longer."""
    try:
        text = with_or_without(desk.screen.trail.now.query, term)
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


def _periods(step: int) -> ScreenCommand:
    def done(desk: Workbench) -> None:
        lengths = desk.screen.pane.lengths
        if not lengths:
            desk.say("that is for what is by period: 7, or 5 and then ], goes there", bad=True)
            return
        now = desk.screen.pane.period
        at = lengths.index(now) + step
        if not 0 <= at < len(lengths):
            end = "shortest" if at < 0 else "longest"
            desk.say(f"{_PERIODS[now]} are the {end} periods", bad=True)
            return
        desk.screen.trail.change(period=lengths[at])
        desk.screen.redraw()
        desk.say(f"by {_PERIODS[lengths[at]]}")

    return done


def _split(desk: Workbench) -> None:
    if not desk.screen.pane.lengths or desk.screen.pane.context != _SPLIT:
        desk.say("that is for money by period: 5, then ] goes there", bad=True)
        return
    splits = not desk.screen.trail.now.splits
    desk.screen.trail.change(splits=splits)
    desk.screen.redraw()
    desk.say("capital and revenue apart" if splits else "capital and revenue together")


def _as_board(desk: Workbench) -> None:
    """Show the registers of the view as boards of their states, or as lists again."""
    as_board = not desk.screen.trail.now.as_board
    desk.screen.trail.change(as_board=as_board)
    desk.screen.redraw()
    desk.screen.show_lines()
    if as_board and not desk.screen.pane.is_board:
        desk.say("as boards of their states: this part has no states of its own, ] goes on")
    else:
        desk.say("as a board of its states: H L move" if as_board else "as a list")


def _saved_views(desk: Workbench) -> None:
    trail = desk.screen.trail
    rows = desk.session.workspace.rows("saved_views").values()
    views = [row for row in rows if isinstance(row, SavedView) and row.view == trail.now.view]
    kept = views[:_MOST_KEPT]
    letters = {str(at): title_of(view) for at, view in enumerate(kept, 1)}
    if trail.now.query:
        letters["k"] = f"keep /{trail.now.query}"
    if not letters:
        desk.say("no view is kept yet: filter with /, then f k keeps it")
        return

    def chosen(letter: str) -> None:
        if letter == "k":
            _keep_view(desk)
            return
        view = kept[int(letter) - 1]
        problem = desk.screen.filter_by(view.query)
        if problem:
            desk.say(f"{title_of(view)}: {problem}", bad=True)
            return
        trail.change(sort=view.sort)
        desk.screen.redraw()

    desk.choose("view", letters, chosen)


def _keep_view(desk: Workbench) -> None:
    """Keep the filter of this view under a name."""
    if desk.standstill:
        desk.say(desk.standstill, bad=True)
        return
    place = desk.screen.trail.now

    def named(name: str) -> None:
        fields = {"name": name, "view": place.view, "query": place.query, "sort": place.sort}
        ops = new_entity(desk.situation(), "saved_views", "", fields)
        desk.done(desk.session.submit(ops, "views.saved"), 0, f"kept as {name}")

    desk.ask(Question("keep this view as", named))


def _ask(desk: Workbench) -> None:
    letters = {asked.letter: asked.name for asked in QUESTIONS}
    names = {asked.letter: asked for asked in QUESTIONS}
    desk.choose("ask", letters, lambda letter: _answer(desk, names[letter]))


def _ask_named(desk: Workbench, given: Mapping[str, object]) -> None:
    name = str(given.get("question") or "")
    asked = question(name)
    if not name:
        _ask(desk)
    elif asked is None:
        hint = did_you_mean(name, [declared.name for declared in QUESTIONS])
        desk.say(f"there is no question {name!r}: {hint or 'F shows them'}", bad=True)
    else:
        _answer(desk, asked)


def _answer(desk: Workbench, asked: NamedQuestion) -> None:
    """Go to the view of the table that is asked about, and keep the rows that answer.

    All of them: a lens that leaves out lesser rows would leave out part of the answer.
    """
    view = VIEWS[view_of_table(asked.table)]
    desk.perform(f"view.{view.id}")
    if asked.table != "components":
        desk.screen.trail.change(lens="project")
    plural = TABLES[asked.table].plural
    listing = [part for part in view.parts if isinstance(part, TablePart)]
    parts = [part.name for part in listing if part.name in {asked.table, plural}]
    parts += [part.name for part in listing if part.tables == (asked.table,)]
    desk.screen.pane.to_part(parts[0] if parts else "")
    problem = desk.screen.filter_by(asked.query)
    desk.screen.focus_pane(in_tree=False)
    desk.say(f"{asked.title}: {problem or desk.screen.pane.summary()}", bad=bool(problem))


FILTERS: Final[Mapping[str, ScreenCommand]] = {
    "filter": _filter,
    "filter.mine": _mine,
    "views.saved": _saved_views,
    "question": _ask,
    "sort": _sort,
    "board.lanes": _lanes,
    "board.cycle": _in_cycle,
    "row.lanes": _lanes,
    "periods.shorter": _periods(-1),
    "periods.longer": _periods(1),
    "periods.split": _split,
    "board.states": _as_board,
}
"""Commands that choose and order rows, by action id."""
FILTERS_WITH_ARGUMENTS: Final[Mapping[str, ScreenCommandWithArguments]] = {
    "filter": _filter_by,
    "question": _ask_named,
}
"""The same, where something was typed behind them."""
