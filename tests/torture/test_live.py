"""This file edits a store from another process while somebody types, and while the screen rests."""

import asyncio
import itertools
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

import pytest

from benchmarks.stores import make_store
from pmtui.store.disk.making_and_opening import init_store, open_store
from tests.conftest import id_of
from tests.torture.conftest import Tell
from tests.torture.deeds import retitle_in_pace
from tests.torture.harness import Child, amount
from tests.tui.sample import a_portfolio
from tests.tui.stage import Stage, Start, started

SEEN_SECONDS = 0.6
"""How soon an edit is seen; held to in the long run alone, which has the machine to itself."""
LONG = 200


async def _until_end(child: Child, stage: Stage, between: Callable[[int], None]) -> list[float]:
    """Seconds from each commit of another process to its place in the workspace."""
    made: list[tuple[int, float]] = []
    seen: dict[int, float] = {}
    reading = asyncio.create_task(asyncio.to_thread(_commits, child, made))
    for tick in itertools.count():
        seen.setdefault(stage.workspace.revision, time.monotonic())
        if reading.done() and stage.workspace.revision >= made[-1][0]:
            break
        between(tick)
        await asyncio.sleep(0.002)
    await reading
    return [min(at for other, at in seen.items() if other >= rev) - done for rev, done in made]


def _commits(child: Child, made: list[tuple[int, float]]) -> None:
    while (said := child.hear()) != "end":
        rev, when = said.split()
        made.append((int(rev), float(when)))


async def test_what_others_edit_is_seen_soon_and_moves_nothing(tmp_path: Path, tell: Tell) -> None:
    path = tmp_path / "plan.json"
    start = a_portfolio()
    init_store(path, workspace=start).close()
    edits = amount(40, LONG)
    with Child(retitle_in_pace, path, id_of("T-2"), edits, 0.02) as child:
        assert child.hear() == "ready"
        async with started(start, store=open_store(path)) as stage:  # type: ignore[arg-type]
            await stage.follow("T-5")
            await stage.press("a")
            child.say("go")
            letters = itertools.cycle("abcdefgh")
            typed: list[str] = []

            def type_on(tick: int) -> None:
                if tick % 5 == 0:
                    typed.append(next(letters))
                    stage.app.simulate_key(typed[-1])

            late = await _until_end(child, stage, type_on)
            await stage.settle()
            assert stage.app.focused is not None
            assert getattr(stage.app.focused, "value", "") == "".join(typed)
            await stage.press("escape")
            assert stage.cursor == "T-5"
            assert stage.task("T-2").title == f"Title {edits - 1}"
    worst = quantiles(late, n=20)[-1]
    assert len(late) == edits
    assert edits < LONG or worst <= SEEN_SECONDS
    tell(11, f"{edits} edits of another while {len(typed)} characters are typed: text and cursor "
             f"as they were, seen after {worst:.2f} s (p95)")  # fmt: skip


@pytest.mark.slow
async def test_how_long_the_screen_does_not_answer(tmp_path: Path, tell: Tell) -> None:
    path = tmp_path / "plan.json"
    make_store(path, 100_000)
    store = open_store(path)
    task = next(iter(store.workspace.tasks))
    start = Start(view="board", scope="")
    stalls: list[tuple[float, float]] = []
    with Child(retitle_in_pace, path, task, 500, 0.02) as child:
        assert child.hear() == "ready"
        async with started(store.workspace, start, store=store) as stage:  # type: ignore[arg-type]
            await stage.rest()
            child.say("go")
            last = [time.perf_counter(), time.process_time()]

            def tick(_at: int) -> None:
                now = [time.perf_counter(), time.process_time()]
                stalls.append((now[0] - last[0], now[1] - last[1]))
                last[:] = now

            await _until_end(child, stage, tick)
    wall, cpu = (max(one[at] for one in stalls) * 1e3 for at in (0, 1))
    tail = quantiles([one[0] * 1e3 for one in stalls], n=100)[-1]
    tell(12, f"500 commits of another at 100,000 tasks: longest {wall:.0f} ms by the clock "
             f"({cpu:.0f} ms of processor), p99 {tail:.0f} ms; wanted 50 ms")  # fmt: skip
