"""This file kills whoever makes a new store, at every call that writes, and does it again."""

import random
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

from pmtui.model.storing.care import ExistingStoreError
from pmtui.store.disk.making_and_opening import init_store, open_store
from pmtui.store.maintenance.check import check_store
from pmtui.store.maintenance.salvage import salvage
from tests.store.writing import add_task, begin, titles
from tests.torture.conftest import Tell
from tests.torture.harness import Child, Wire, amount, needs
from tests.torture.hindered import Spoiler, counted, spoil
from tests.torture.test_ways_out import ERRORS, WRITES

pytestmark = needs("strace")


def _init(wire: Wire, path: Path, _damaged: Path) -> None:
    wire.say("ready")
    wire.hear()
    init_store(path).close()
    wire.say("made")


def _salvage(wire: Wire, path: Path, damaged: Path) -> None:
    wire.say("ready")
    wire.hear()
    salvage(damaged, path)
    wire.say("made")


class Point(NamedTuple):
    """Which call is spoilt, and by what error; by a kill where there is none."""

    call: str
    at: int
    error: str


MAKERS = {"init": _init, "check --salvage": _salvage}


@pytest.mark.parametrize("maker", MAKERS)
def test_a_store_that_was_not_made_to_the_end_is_none_or_opens(
    maker: str, filled: Path, tell: Tell
) -> None:
    (Path(f"{filled}.d") / "log/000000001").unlink()
    with tempfile.TemporaryDirectory() as folder:
        calls = counted(_done(maker, Path(folder) / "plan.json", filled, Point("", 0, ""))[1])
    points = [
        Point(call, at, error)
        for call in WRITES
        for at in range(1, calls[call] + 1)
        for error in ("", *ERRORS)
    ]
    assert points
    few = amount(12, len(points))
    for point in random.Random(maker).sample(points, min(few, len(points))):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plan.json"
            said, _ = _done(maker, path, filled, point)
            _is_none_or_opens(path, said, point)
    tell(18, f"{maker}: {min(few, len(points))} kills and errors, 0 names left that neither "
             "open nor can be used again")  # fmt: skip


def _done(maker: str, path: Path, damaged: Path, point: Point) -> tuple[str, str]:
    with Child(MAKERS[maker], path, damaged) as child:
        assert child.hear() == "ready"
        watching = ("-e", f"trace={','.join(WRITES)}")
        is_spoilt = bool(point.call)
        options = spoil(point.call, point.at, error=point.error) if is_spoilt else watching
        tracer = Spoiler(child, *options)
        child.say("go")
        return child.hear(), tracer.ended()


def _is_none_or_opens(path: Path, said: str, case: Point) -> None:
    try:
        init_store(path).close()
    except ExistingStoreError:
        pass
    else:
        assert said != "made", case
    store = open_store(path)
    assert store.read_only == "", case
    if not store.workspace.components:
        begin(store)
    add_task(store, 700, "Goes on")
    assert "Goes on" in titles(store), case
    store.close()
    assert [one for one in check_store(path) if one.grade == "bad"] == [], case
