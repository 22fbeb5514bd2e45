"""This file finds the tasks that are held up, not only waiting for their turn."""

from pmtui.figures.dirty import changes_everything, dirty_components
from pmtui.figures.sheet import Figures


class HeldUp:
    """The tasks of each component that cannot go on though they should.

    A task that waits for unfinished work is blocked; that is the usual state of most of a plan.
    It is held up where somebody says so, where it should have begun by now, or where what it
    waits for is itself overdue.

    Args:
        figures: of the workspace to look at.
    """

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._found: dict[int, tuple[int, ...]] = {}

    def next(self, figures: Figures, touched: frozenset[tuple[str, int]]) -> "HeldUp":
        """The same after an edit: what it cannot have changed is taken over."""
        after = HeldUp(figures)
        before = self._figures.workspace
        if not changes_everything(before, figures.workspace, touched):
            dirty = dirty_components(before, figures.workspace, touched)
            after._found = {key: one for key, one in self._found.items() if key not in dirty}
        return after

    def of(self, component: int) -> tuple[int, ...]:
        """The tasks held up in a component."""
        found = self._found.get(component)
        if found is None:
            blocked = self._figures.work(component).blocked
            found = self._found[component] = tuple(one for one in blocked if self._presses(one))
        return found

    def _presses(self, task_id: int) -> bool:
        figures = self._figures
        task = figures.workspace.tasks[task_id]
        if task.blocked or (task.start is not None and task.start <= figures.today):
            return True
        return any(figures.is_overdue(one) for one in figures.blockers(task_id))


def held_up(figures: Figures, component: int) -> tuple[int, ...]:
    """The tasks held up in a component."""
    return figures.part("held", HeldUp).of(component)
