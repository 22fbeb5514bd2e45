"""This file goes from hit to hit of the last filter, whether rows are filtered now or not."""

from collections.abc import Sequence

from pmtui.query.error import QueryError
from pmtui.query.fields.definition import Test
from pmtui.query.filter.row_tests import row_test
from pmtui.tui.main.workbench import Workbench
from pmtui.tui.navigation.filtering import query_of
from pmtui.tui.navigation.view_context import ViewContext


def go_to_hit(desk: Workbench, step: int) -> None:
    """Put the cursor on the next hit, or the one before; past the end it begins again."""
    screen, say = desk.screen, desk.say
    sought = screen.trail.sought
    if not sought:
        say("nothing was looked for yet: / filters, then n goes to the next hit", bad=True)
        return
    ids, here = screen.active.walk()
    try:
        found = next_hit(screen.showing, sought, ids, here, step)
    except QueryError as error:
        say(str(error), bad=True)
        return
    if found is None:
        say(f"/{sought}: nothing here is a hit", bad=True)
        return
    screen.active.stand(found)
    if (found - here) * step < 0:
        say(f"/{sought}: from the {'top' if step > 0 else 'end'} again")
    elif found == here:
        say(f"/{sought}: this is the only hit")
    else:
        say(f"/{sought}")


def next_hit(
    showing: ViewContext, sought: str, ids: Sequence[int], here: int, step: int
) -> int | None:
    """The place of the next entity that a filter finds, seen from a place; None where none is.

    Rows are tested from the cursor on, so that a hit close by costs nothing in a long list.

    Raises:
        QueryError: the filter cannot be read, or no table shown has such a field.
    """
    query = query_of(sought)
    tests: dict[str, Test | None] = {}
    problem: QueryError | None = None
    workspace = showing.workspace
    for away in range(1, len(ids) + 1):
        at = (here + step * away) % len(ids)
        table = workspace.table_of(ids[at]) if ids[at] else None
        if table is None:
            continue
        if table not in tests:
            tests[table] = None
            try:
                if query is not None and query.where is not None:
                    tests[table] = row_test(showing.figures, table, query.where, showing.me)
            except QueryError as error:
                problem = error
        test = tests[table]
        row = workspace.get(table, ids[at])
        if test is not None and row is not None and test(row):
            return at
    if problem is not None:
        raise problem
    return None
