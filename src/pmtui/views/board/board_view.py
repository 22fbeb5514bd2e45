"""This file shows tasks as a board: cards in columns, in lanes where several are compared."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

import msgspec

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.figures.sheet.per_component import kept_per_component
from pmtui.figures.work.board_flow import is_over
from pmtui.views.board.board_columns import BoardColumn, merged_columns
from pmtui.views.board.card_layout import CardContent
from pmtui.views.board.cards import card, card_content, card_strip
from pmtui.views.board.cycle_standing import cycle_words
from pmtui.views.board.lanes import lane_key, lane_name, lane_order
from pmtui.views.shapes.table import Card, LaneKind, Line
from pmtui.views.wording.formatting import NO_COMPONENT, count_with_noun

_UNPLACED: Final = -1
_READS: Final = frozenset({"tasks"})
"""The table of cards."""


class Lane(msgspec.Struct, frozen=True):
    """A row of the board."""

    id: int
    """The component, person or parent task, or the priority; 0 for cards without one."""
    name: str
    count: int
    """Cards shown in it."""


class Board(msgspec.Struct, frozen=True, kw_only=True):
    """Cards by lane and column; a card is written when it is asked for."""

    lanes: tuple[Lane, ...]
    columns: tuple[BoardColumn, ...]
    cells: tuple[tuple[tuple[int, ...], ...], ...]
    """Ids of the cards by lane and column, top first."""
    card: Callable[[int, int, bool], Card]
    """Writes the card of a task for a width in cells."""
    strip: Callable[[int], tuple[Line, ...]]
    """What to say of a task under the board."""
    lane_kind: LaneKind = ""
    shown: int = 0
    """Cards that pass the filter."""
    total: int = 0
    summaries: int = 0
    """Cards of tasks that have sub-tasks, which no figure counts as work."""
    empty: str = ""
    """What to say, and which key to press, when there is no card."""
    cycles: str = ""
    """How the cycle stands that is running; of several, how many are."""

    @property
    def count_text(self) -> str:
        """How many cards there are, and how many of them are tasks where some are summaries."""
        if self.shown < self.total:
            return f"{self.shown} of {count_with_noun(self.total, 'card')}"
        if not self.summaries:
            return count_with_noun(self.total, "card")
        tasks = count_with_noun(self.total - self.summaries, "task")
        parts = f"{tasks}, {count_with_noun(self.summaries, 'summary')}"
        return f"{count_with_noun(self.total, 'card')}: {parts}"

    def cards(self, lane: int, column: int) -> tuple[int, ...]:
        """Ids of the cards at a place, top first."""
        return self.cells[lane][column]

    def place_of(self, task_id: int) -> tuple[int, int, int] | None:
        """Lane, column and row of a card; None where it is not shown."""
        for lane, columns in enumerate(self.cells):
            for column, ids in enumerate(columns):
                if task_id in ids:
                    return lane, column, ids.index(task_id)
        return None


def _writer(figures: Figures) -> Callable[[int, int, bool], Card]:
    """What writes cards; what one says is worked out once, however wide it is written."""
    known: dict[int, CardContent] = {}

    def write(task_id: int, width: int, whole: bool) -> Card:  # noqa: FBT001
        said = known.get(task_id)
        if said is None:
            said = known[task_id] = card_content(figures, task_id)
        return card(figures, task_id, width, whole, said)

    return write


def board(
    figures: Figures, scope: int, *, lanes: LaneKind = "", ids: Collection[int] | None = None
) -> Board:
    """The board of a project, or of everything in a program or portfolio, a lane per component.

    On a program the columns of its projects go together by name where all have the same names,
    else by what they mean: to do, doing, done. A summary or milestone is a card where it has a
    column; other tasks without one stand in a column of their own.

    Args:
        figures: of the workspace to show.
        scope: the component; 0 for the whole store.
        lanes: what makes a lane; on a program none means its components.
        ids: tasks that pass a filter; None filters nothing.
    """
    workspace = figures.workspace
    components = tuple(figures.live_subtree(scope))
    single = len(components) == 1
    kind: LaneKind = lanes or ("" if single else "component")
    columns = merged_columns([group for group in map(workspace.board_of, components) if group])
    place = {row_id: at for at, column in enumerate(columns) for row_id in column.ids}
    counts, work, cells = _sorted_cards(figures, components, kind, place, ids)
    headings = tuple(_counted(figures, column, work) for column in columns)
    unplaced = sum(count for column, count in counts.items() if column not in place)
    order = tuple(range(len(columns)))
    if unplaced:
        headings = (BoardColumn(name="No column", count=unplaced), *headings)
        order = (_UNPLACED, *order)
    keys = lane_order(figures, kind, components, {lane for lane, _ in cells})
    grid = tuple(tuple(_joined(cells.get((lane, at), ())) for at in order) for lane in keys)
    return Board(
        lanes=tuple(
            Lane(lane, lane_name(figures, kind, lane), sum(map(len, row)))
            for lane, row in zip(keys, grid, strict=True)
        ),
        columns=headings,
        cells=grid,
        card=_writer(figures),
        strip=lambda task_id: card_strip(figures, task_id),
        lane_kind=kind,
        shown=sum(len(part) for parts in cells.values() for part in parts),
        total=sum(counts.values()),
        summaries=sum(counts.values()) - sum(work.values()),
        empty=_empty(figures, counts),
        cycles=cycle_words(figures, scope),
    )


class _SortedCards(NamedTuple):
    """The cards of some components, by the column they stand in."""

    counts: dict[int, int]
    """Cards by column, whether they pass the filter or not."""
    work: dict[int, int]
    """Those of them that are no summaries."""
    cells: dict[tuple[int, int], list[Sequence[int]]]
    """Cards that pass the filter, by lane and place of the column; a list for each column."""


def _sorted_cards(
    figures: Figures,
    components: Iterable[int],
    kind: LaneKind,
    place: Mapping[int, int],
    ids: Collection[int] | None,
) -> _SortedCards:
    """The cards of components, sorted into lanes and columns.

    Args:
        figures: of the workspace where they are.
        components: the components.
        kind: what makes a lane.
        place: which column of the board each stored column is part of.
        ids: tasks that pass a filter; None filters nothing.
    """
    passing = ids if ids is None or isinstance(ids, set | frozenset) else frozenset(ids)
    counts: dict[int, int] = {}
    work: dict[int, int] = {}
    cells: dict[tuple[int, int], list[Sequence[int]]] = {}
    for component in components:
        above = kept_per_component(figures, component, _summaries, _READS)
        for column, every in figures.cards(component).items():
            counts[column] = counts.get(column, 0) + len(every)
            work[column] = work.get(column, 0) + len(every) - above.get(column, 0)
            shown = every if passing is None else [row_id for row_id in every if row_id in passing]
            at = place.get(column, _UNPLACED)
            for lane, cards in _by_lane(figures, kind, component, shown):
                cells.setdefault((lane, at), []).append(cards)
    return _SortedCards(counts, work, cells)


def _joined(parts: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The cards of a cell; those of one column are taken as they are."""
    return tuple(parts[0]) if len(parts) == 1 else tuple(chain.from_iterable(parts))


def _summaries(figures: Figures, component: int) -> Mapping[int, int]:
    """How many cards of a component are tasks that have sub-tasks, by column."""
    tasks = figures.workspace.tasks
    ids = [row_id for cards in figures.cards(component).values() for row_id in cards]
    return Counter(
        tasks[task_id].column
        for task_id in {tasks[task_id].parent for task_id in ids}.intersection(ids)
    )


def _empty(figures: Figures, counts: Mapping[int, int]) -> str:
    if counts:
        return "no card matches the filter: Esc shows all"
    return "no card here yet: add one with a" if figures.workspace.components else NO_COMPONENT


def _by_lane(
    figures: Figures, kind: LaneKind, component: int, ids: Sequence[int]
) -> Iterable[tuple[int, Sequence[int]]]:
    if not ids:
        return ()
    if kind in {"", "component"}:
        return ((component if kind else 0, ids),)
    tasks = figures.workspace.tasks
    key_of = lane_key(kind)
    lanes: dict[int, list[int]] = {}
    for row_id in ids:
        lanes.setdefault(key_of(tasks[row_id]), []).append(row_id)
    return lanes.items()


def _counted(figures: Figures, column: BoardColumn, counts: Mapping[int, int]) -> BoardColumn:
    rows = figures.workspace.columns
    held = [(rows[row_id], counts.get(row_id, 0)) for row_id in column.ids]
    return msgspec.structs.replace(
        column,
        count=sum(count for _, count in held),
        over=any(is_over(other_column, count) for other_column, count in held),
    )
