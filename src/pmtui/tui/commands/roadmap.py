"""This file does the acts of a roadmap: zoom, folds, walking links, moving bars by the zoom."""

from collections.abc import Callable, Mapping
from typing import Final

from pmtui.tui.main.workbench import ScreenCommand, Workbench
from pmtui.tui.panes.roadmap import RoadmapPane
from pmtui.views.shapes.gantt_chart import DependencyLine


def _pane(desk: Workbench) -> RoadmapPane | None:
    pane = desk.screen.pane
    if isinstance(pane, RoadmapPane):
        if pane.checks.display:
            desk.say("the bars stand in the other part: ] goes there", bad=True)
            return None
        return pane
    desk.say("that is for the roadmap: 3 goes there", bad=True)
    return None


def _on(act: Callable[[RoadmapPane], None]) -> ScreenCommand:
    def done(desk: Workbench) -> None:
        pane = _pane(desk)
        if pane is not None:
            act(pane)

    return done


def _edit(action_id: str, sign: str) -> ScreenCommand:
    def done(desk: Workbench) -> None:
        pane = _pane(desk)
        if pane is not None:
            desk.perform(action_id, {"by": f"{sign}{pane.gantt.step}"})

    return done


def _walk(*, ahead: bool) -> ScreenCommand:
    def done(desk: Workbench) -> None:
        pane = _pane(desk)
        target = pane.target if pane is not None else None
        if pane is None:
            return
        if target is None or target.table != "tasks":
            desk.say("stand on a task first: its links can be walked", bad=True)
            return
        found = [
            tie for tie in pane.ties() if (tie.predecessor if ahead else tie.successor) == target.id
        ]
        found.sort(key=lambda line: not line.drives)
        if not found:
            word = "nothing waits for it" if ahead else "it waits for nothing"
            desk.say(f"{word}; w links it", bad=True)
        elif len(found) == 1:
            _go(desk, found[0], ahead=ahead)
        else:
            letters = {str(at): line for at, line in enumerate(found[:9], 1)}
            words = {letter: _named(desk, line, ahead=ahead) for letter, line in letters.items()}
            title = "waits for it" if ahead else "it waits for"
            desk.choose(title, words, lambda letter: _go(desk, letters[letter], ahead=ahead))

    return done


def _named(desk: Workbench, tie: DependencyLine, *, ahead: bool) -> str:
    task = desk.session.workspace.tasks[tie.successor if ahead else tie.predecessor]
    kind = f" {tie.type}{tie.lag}" if tie.type != "FS" or tie.lag else ""
    return f"{task.key}{kind}{' holds' if tie.drives else ''}"


def _go(desk: Workbench, tie: DependencyLine, *, ahead: bool) -> None:
    """To the other end of a link, in whatever project it lies."""
    wanted = tie.successor if ahead else tie.predecessor
    if desk.screen.pane.follow(wanted):
        return
    task = desk.session.workspace.tasks[wanted]
    desk.screen.trail.to_scope(task.component)
    desk.screen.tree_pane.follow(task.component)
    desk.screen.redraw()
    if not desk.screen.pane.follow(wanted):
        desk.say(f"{task.key} {task.title} is not shown: the filter or a fold hides it", bad=True)


ROADMAP: Final[Mapping[str, ScreenCommand]] = {
    "row.fold": _on(lambda pane: pane.fold()),
    "row.fold_all": _on(lambda pane: pane.fold_all()),
    "time.nearer": _on(lambda pane: pane.gantt.zoom(-1)),
    "time.farther": _on(lambda pane: pane.gantt.zoom(1)),
    "time.fit": _on(lambda pane: pane.gantt.fit()),
    "time.today": _on(lambda pane: pane.gantt.to_today()),
    "time.bar": _on(lambda pane: pane.gantt.to_bar()),
    "links.shown": _on(lambda pane: pane.gantt.toggle_ties()),
    "links.next": _walk(ahead=True),
    "links.previous": _walk(ahead=False),
    "bar.later": _edit("task.shift", "+"),
    "bar.earlier": _edit("task.shift", "-"),
    "bar.longer": _edit("task.stretch", "+"),
    "bar.shorter": _edit("task.stretch", "-"),
}
"""Commands of the roadmap, by action id."""
