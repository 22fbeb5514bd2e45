"""This file tests that kept and narrowed results of filters are those of the plain filter."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import apply, edit
from pmtui.query.error import QueryError
from pmtui.query.filter.kept_filters import kept_filters, kept_rows
from pmtui.query.filter.parser import parse
from pmtui.query.filter.row_tests import row_test
from pmtui.tui.navigation.filtering import Filter, passing
from tests.query.sample import ANN, TODAY, figures, workspace

_WORDS = st.sampled_from(
    ("launch", "LEGAL consent", "t2", "t-1", "T-12", "50% done", "brand", "owner:ann", "-launch",
     "is:late", "(launch | brand)", "lau*", "a", "straße", "\u212a-1", "\u017f1", "due<fri", "e")
)  # fmt: skip
_TEXTS = st.lists(_WORDS, min_size=1, max_size=3).map(" ".join)


def _letters(text: str) -> list[str]:
    """What is typed on the way to a text, and while it is deleted again."""
    typed = [text[:end] for end in range(1, len(text) + 1)]
    return [*typed, *typed[::-1]]


def _plain(sheet: Figures, table: str, text: str, ids: Sequence[int]) -> list[int] | str:
    try:
        where = parse(text).where
        test = row_test(sheet, table, where, ANN) if where is not None else None
    except QueryError as error:
        return str(error)
    rows = sheet.workspace.rows(table)
    return [row_id for row_id in ids if test is None or test(rows[row_id])]


def _kept(sheet: Figures, table: str, text: str, ids: Sequence[int]) -> list[int] | str:
    try:
        where = parse(text).where
        if where is None:
            return list(ids)
        return list(kept_rows(sheet, table, ids, where, ANN, place=(table, 0, True)))
    except QueryError as error:
        return str(error)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, _TEXTS, st.sampled_from(("tasks", "risks", "components", "people")), _WORDS)
def test_what_is_narrowed_letter_by_letter_is_what_the_plain_filter_keeps(
    first: str, second: str, table: str, title: str
) -> None:
    sheet = figures()
    for _ in range(2):
        ids = tuple(sheet.workspace.rows(table))
        for text in (*_letters(first), *_letters(second)):
            assert _kept(sheet, table, text, ids) == _plain(sheet, table, text, ids), text
        task = next(iter(sheet.workspace.tasks.values()))
        ops = edit("tasks", task, title=title)
        touched = frozenset({("tasks", task.id)})
        sheet = sheet.next(apply(sheet.workspace, ops), touched, TODAY)


def test_a_row_that_goes_or_comes_is_found_so_after_the_edit() -> None:
    sheet = figures()
    assert _kept(sheet, "tasks", "launch", tuple(sheet.workspace.tasks))
    task = next(row for row in sheet.workspace.tasks.values() if "launch" in row.title.casefold())
    after = apply(sheet.workspace, edit("tasks", task, archived=True))
    found = sheet.next(after, frozenset({("tasks", task.id)}), TODAY)
    everything = Filter(sheet, "launch", 0, ANN)
    assert task.id in (passing(everything, "tasks") or ())
    assert task.id not in (passing(everything._replace(figures=found), "tasks") or ())
    asked = everything._replace(figures=found, text="launch is:any")
    assert task.id in (passing(asked, "tasks") or ())


def test_the_row_of_a_key_is_found_though_its_letters_found_others_before() -> None:
    sheet = figures()
    task = list(sheet.workspace.tasks.values())[1]
    after = apply(sheet.workspace, edit("tasks", task, key="T-12"))
    found = sheet.next(after, frozenset({("tasks", task.id)}), TODAY)
    ids = tuple(after.tasks)
    assert task.id not in _kept(found, "tasks", "t1", ids)
    assert _kept(found, "tasks", "t12", ids) == [task.id]


def test_a_text_is_read_once_for_all_letters_and_edits_of_other_rows() -> None:
    sheet = Figures(workspace(), TODAY)
    ids = tuple(sheet.workspace.tasks)
    _kept(sheet, "tasks", "l", ids)
    before = kept_filters(sheet)
    component = next(iter(sheet.workspace.components.values()))
    after = apply(sheet.workspace, edit("components", component, name="other"))
    following = kept_filters(sheet.next(after, frozenset({("components", component.id)}), TODAY))
    assert following is not before
    assert following._folded["tasks"] is before._folded["tasks"]
