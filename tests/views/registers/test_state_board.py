"""This file tests a register as a board: its cards, their order and what they say."""

from datetime import date

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.entities.registers import Issue
from pmtui.views.board.board_view import Board
from pmtui.views.registers.state_board import count_text, state_board
from pmtui.views.shapes.table import request_of_scope
from tests.conftest import a_component, a_person, a_project, figures_of, id_of

ANN = a_person("H-1", "Ann Abel", initials="AA")


def a_store() -> Figures:
    project = id_of("P-1")
    return figures_of(
        ANN,
        a_component("PG-1"),
        a_project("P-1", "PG-1", name="Site"),
        Issue(
            id=1, key="I-1", component=project, title="Down", owner=ANN.id, due=date(2026, 11, 20),
            priority=1,
        ),
        Issue(id=2, key="I-2", component=project, title="Up", state="closed"),
        Issue(id=3, key="I-3", component=project, title="Slow", state="action"),
        Issue(id=4, key="I-4", component=project, title="Odd", state="thawing"),
        Issue(id=5, key="I-5", component=project, title="Gone", archived=True),
    )  # fmt: skip


def board_of(scope: str, *tables: str) -> Board:
    shown = state_board(request_of_scope(a_store(), id_of(scope), tables or ("issues",)))
    assert shown is not None
    return shown


def text_of(board: Board, row_id: int, width: int = 40) -> str:
    lines = board.card(row_id, width, False).lines
    return " / ".join(" ".join(cell.text for cell in line) for line in lines)


def test_cards_stand_in_the_column_of_their_state_and_what_is_over_stays_in_sight() -> None:
    board = board_of("P-1")
    columns = {head.name: board.cards(0, at) for at, head in enumerate(board.columns)}
    assert columns == {
        "open": (1,), "assessed": (), "action": (3,), "resolved": (), "closed": (2,),
        "thawing": (4,),
    }  # fmt: skip
    assert [head.count for head in board.columns] == [1, 0, 1, 0, 1, 1]
    assert (board.shown, board.total) == (4, 4)


def test_a_card_says_that_it_is_late_whose_it_is_and_seen_from_above_where() -> None:
    assert text_of(board_of("P-1"), 1) == "I-1 Down late 3d !1 AA"
    assert text_of(board_of("PG-1"), 1) == "I-1 Down late 3d !1 AA P-1"
    assert board_of("P-1").card(2, 40, False).tone == "dim"


def test_the_strip_says_what_may_follow() -> None:
    first, second = board_of("P-1").strip(3)
    assert [cell.text for cell in first][:3] == ["I-3 Slow", "action", "nobody's"]
    assert second[0].text == "can become resolved, assessed, closed"


def test_rows_without_states_have_no_board() -> None:
    figures = a_store()
    assert state_board(request_of_scope(figures, 0, ("bodies",))) is None
    assert state_board(request_of_scope(figures, 0, ("issues", "changes"))) is None


def test_an_empty_board_says_which_key_adds() -> None:
    board = board_of("P-1", "changes")
    assert board.empty == "no change here yet: a adds one"
    assert count_text(board, "card") == "0 cards"
