"""This file simulates the scope beside the screen, and keeps what comes of it."""

from weakref import WeakKeyDictionary

import msgspec

from pmtui.actions.reports.simulations import KEEP
from pmtui.figures.odds.raw_bits import MissingNumpyError
from pmtui.figures.simulated.basis import SimulationRefusedError, basis_of
from pmtui.figures.simulated.scope_answer import ScopeAnswer
from pmtui.figures.simulated.simulated_scope import simulated_scope
from pmtui.model.calendar.work_calendar import CalendarError
from pmtui.tui.background import Job, beside
from pmtui.tui.main.workbench import Workbench

_RUNS = 10_000
_SEED = 1
_running: WeakKeyDictionary[object, Job] = WeakKeyDictionary()
"""The simulation under way on each screen."""


def simulate_scope(desk: Workbench) -> None:
    """Take the scope through its runs beside the screen; asked for again meanwhile, stop that."""
    running = _running.pop(desk.screen, None)
    if running is not None:
        running.cancel()
        desk.say("the simulation is stopped; nothing was kept")
        return
    # Figures of its own: those of the screen are worked out on the screen's thread.
    asked = msgspec.structs.replace(desk.situation(), sheet=None)
    revision = asked.workspace.revision

    def work(job: Job) -> tuple[ScopeAnswer, str] | str:
        def progress(done: int, of: int) -> bool:
            job.step(f"simulating: {100 * done // of} %; :simulate again stops it")
            return True

        try:
            answer = simulated_scope(
                asked.figures, asked.scope, runs=_RUNS, seed=_SEED, progress=progress
            )
            return answer, basis_of(asked.figures, asked.scope)
        except (SimulationRefusedError, MissingNumpyError, CalendarError) as error:
            return str(error)

    def arrived(result: tuple[ScopeAnswer, str] | str) -> None:
        _running.pop(desk.screen, None)
        if isinstance(result, str):
            desk.say(result, bad=True)
        elif desk.session.workspace.revision != revision:
            desk.say("the plan has changed meanwhile: :simulate takes it as it is now", bad=True)
        else:
            answer, basis = result
            desk.perform(KEEP, {"answer": answer, "basis": basis})

    def failed(words: str) -> None:
        _running.pop(desk.screen, None)
        desk.say(words, bad=True)

    desk.say("simulating; :simulate again stops it")
    _running[desk.screen] = beside(desk.screen, work, arrived, failed, desk.say)
