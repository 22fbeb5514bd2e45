"""This file says in a line that unfinished work lies in the past, while it makes a difference."""

from collections.abc import Iterable

from pmtui.figures.schedule_analysis.unfinished_past_work import past_work_in
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.query.dates.parsing import date_text
from pmtui.views.wording.formatting import count_with_noun


def past_work_line(figures: Figures, components: Iterable[int], way: str) -> str:
    """That unfinished tasks of components lie in the past; empty where none does.

    Args:
        figures: of the workspace.
        components: whose own tasks are looked at.
        way: how to change it; `{}` stands for the key of the first.
    """
    found = list(past_work_in(figures, components))
    if not found:
        return ""
    rows = figures.workspace.components
    keys = [rows[work.component].key for work in found]
    count = sum(len(work.tasks) for work in found)
    tasks = f"{count_with_noun(count, 'unfinished task')} {'lies' if count == 1 else 'lie'}"
    if len(found) == 1:
        before = date_text(found[0].day, figures.today)
        return f"{keys[0]}: {tasks} before {before}; {way.format(keys[0])}"
    named = ", ".join(keys[:3]) + (" ..." if len(keys) > 3 else "")
    return f"{tasks} in the past ({named}); {way.format(keys[0])}"
