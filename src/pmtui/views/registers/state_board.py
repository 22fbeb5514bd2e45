"""This file shows the rows of a register as a board whose columns are the states of its life."""

from collections.abc import Iterator

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.entity import Entity, as_number, title_of
from pmtui.model.rules.board_states import BoardStates, board_states, label_of
from pmtui.model.rules.life_cycles import has_ended
from pmtui.model.workspace.schema import TABLES
from pmtui.views.board.board_columns import BoardColumn
from pmtui.views.board.board_view import Board, Lane
from pmtui.views.board.card_layout import CardContent, content_of, laid_out_card
from pmtui.views.shapes.sorting import sorted_rows
from pmtui.views.shapes.table import Card, Cell, Line, Tone, ViewRequest
from pmtui.views.wording.formatting import count_with_noun, days_away, initials, person_name


def state_board(request: ViewRequest) -> Board | None:
    """The rows asked for as cards, by state; None where their table says no states.

    What has ended stands in its column as well: on a board nothing goes out of sight by a step.

    Args:
        request: rows of one table, of what was put away none unless the filter asks for it.
    """
    states = board_states(request.tables[0]) if len(request.tables) == 1 else None
    if states is None:
        return None
    figures, rows = request.figures, request.figures.workspace.rows(states.table)
    ids = sorted_rows(figures, sorted(request.ids), request.sort, (), lambda _id: states.table)
    by_state: dict[str, list[int]] = {state: [] for state in states.states}
    for row_id in ids:
        by_state.setdefault(states.state_of(rows[row_id]), []).append(row_id)
    known: dict[int, CardContent] = {}

    def card(row_id: int, width: int, whole: bool) -> Card:  # noqa: FBT001
        row = rows[row_id]
        content = known.get(row_id)
        if content is None:
            content = known[row_id] = _content(figures, states.table, row, request.scope)
        title = title_of(row) or TABLES[states.table].kind_words
        return laid_out_card(row_id, row.key, title, width, whole=whole, content=content)

    return Board(
        lanes=(Lane(0, "", len(ids)),),
        columns=tuple(
            BoardColumn(name=label_of(state), count=len(cards)) for state, cards in by_state.items()
        ),
        cells=(tuple(map(tuple, by_state.values())),),
        card=card,
        strip=lambda row_id: _strip(figures, states, rows[row_id]),
        shown=len(ids),
        total=request.total,
        empty=_empty(request),
    )


def _empty(request: ViewRequest) -> str:
    if request.total:
        return "no card matches the filter: Esc shows all"
    word = TABLES[request.tables[0]].kind_words
    return f"no {word} here yet: a adds one"


def _content(figures: Figures, table: str, row: Entity, scope: int) -> CardContent:
    tone = _tone(figures, table, row)
    return content_of(tone, row.key, title_of(row), (*_facts(figures, table, row, scope),))


def _tone(figures: Figures, table: str, row: Entity) -> Tone:
    if has_ended(row):
        return "dim"
    return "bad" if _days_late(figures, table, row) > 0 else "plain"


def _days_late(figures: Figures, table: str, row: Entity) -> int:
    """Days since a row was due; 0 where it is not late, or has ended."""
    due = getattr(row, TABLES[table].due, None) if TABLES[table].due else None
    return max(0, (figures.today - due).days) if due is not None and not has_ended(row) else 0


def _facts(figures: Figures, table: str, row: Entity, scope: int) -> Iterator[Cell]:
    late = _days_late(figures, table, row)
    if late:
        yield Cell(f"late {late}d", "bad")
    priority = getattr(row, "priority", 0)
    if priority:
        yield Cell(f"!{priority}", "accent" if priority == 1 else "plain")
    owner = as_number(getattr(row, "owner", 0))
    if owner:
        yield Cell(initials(figures.workspace, owner), "dim")
    component = figures.workspace.components.get(row.component)
    if component is not None and component.id != scope:
        yield Cell(component.key, "dim")
    yield from (Cell(f"#{tag}", "dim") for tag in getattr(row, "tags", ()))


def _strip(figures: Figures, states: BoardStates, row: Entity) -> tuple[Line, ...]:
    """What stands below the board about the card under the cursor: where it is, what may follow."""
    workspace, spec = figures.workspace, TABLES[states.table]
    component = workspace.components.get(row.component)
    owner = as_number(getattr(row, "owner", 0))
    first = [
        Cell(f"{row.key} {title_of(row)}".strip(), "head"),
        Cell(label_of(states.state_of(row))),
        Cell(person_name(workspace, owner) if owner else "nobody's", "dim"),
    ]
    due = getattr(row, spec.due, None) if spec.due else None
    if due is not None:
        away = days_away(due, figures.today)
        first.append(Cell(f"{spec.due.replace('_', ' ')} {away.text}", away.tone))
    if component is not None:
        first.append(Cell(f"{component.key} {component.name}", "dim"))
    following = ", ".join(map(label_of, states.following(row)))
    words = f"can become {following}" if following else "nothing follows"
    return (tuple(first), (Cell(words, "dim"),))


def count_text(board: Board, noun: str) -> str:
    """How many cards are shown, of how many, by what one is called."""
    if board.shown < board.total:
        return f"{board.shown} of {count_with_noun(board.total, noun)}"
    return count_with_noun(board.total, noun)
