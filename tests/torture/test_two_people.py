"""This file sits two people down at one store: what one has open, the other changes before Enter.

The keys come from the catalogue: a new one that opens something is tried like all others. A
sample is run each time, all of them with PMTUI_TORTURE=long.
"""

import time
from pathlib import Path
from typing import Any, Final

import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.keynames import SYMBOLS
from pmtui.actions.spec import Action, Target
from pmtui.model.ops import Ops
from pmtui.model.workspace import Workspace
from pmtui.session import Author, Committed, Session
from pmtui.store.disk import init_store, open_store
from tests.conftest import id_of
from tests.torture.conftest import Tell
from tests.torture.harness import LONG
from tests.torture.seat import Seat, seated
from tests.torture.terminal import PATIENCE
from tests.tui.sample import a_portfolio
from tests.tui.test_aimed import (
    ANSWERS,
    MEDDLINGS,
    OWN_ANSWERS,
    PLACES,
    Meddling,
    filtered_out,
    looked_for,
    opening,
    overwritten,
    strangers,
)

pytestmark = pytest.mark.pty
SIZE: Final = (45, 160)
"""Lines and columns: the detail of what is under the cursor stands beside the view."""
_DETAIL: Final = 121
"""The column in which it begins."""
_TYPED: Final = {"entity.move": "P-2"}
"""What is typed where no argument is asked by the words that are shown."""
SAMPLE: Final = 5
"""Cases that are tried where the long run is not asked for."""


Case = tuple[str, Meddling]
"""A context in which a key holds, and what the other does."""


def cases() -> list[Any]:
    """Each key with each thing that the other does; a few of them unless all are asked for."""
    every = [
        (action, (context, meddling))
        for action, context in opening()
        for meddling in MEDDLINGS
        if LONG or (context in {"board", "risks"} and any(arg.asked for arg in action.args))
    ]
    if not LONG:
        every = every[len(every) // SAMPLE // 2 :: len(every) // SAMPLE]
    of_actions: dict[str, list[Case]] = {}
    for action, case in every:
        of_actions.setdefault(action.id, []).append(case)
    return [pytest.param(CATALOGUE[one], found, id=one) for one, found in of_actions.items()]


def stand(seat: Seat, context: str) -> None:
    """Put the cursor where the keys of a context hold."""
    if context == "tree":
        seat.press_and_see("shift+tab")
        return
    key = PLACES[context][1]
    for _ in range(12):
        if not key or seat.lines[1][_DETAIL:].strip(" ▏").startswith(f"{key} "):
            break
        seat.press_and_see("j")
    if context == "detail":
        seat.press_and_see("enter")


def look_for(seat: Seat, word: str, context: str) -> None:
    """Filter the view so that it shows what is under the cursor."""
    if context == "detail":
        seat.press_and_see("escape")
    seat.press_and_see("/")
    seat.send(word)
    seat.press_and_see("enter")
    if context == "detail":
        seat.press_and_see("enter")


def standing_on(seat: Seat, context: str, workspace: Workspace) -> Target | None:
    """What is under the cursor, as the screen says."""
    if context == "tree":
        return Target("components", id_of("P-1"))
    key = seat.lines[1][_DETAIL:].strip(" ▏").partition(" ")[0]
    found = workspace.by_key(key)
    return Target(found[0], found[1].id) if found else None


def is_open(seat: Seat, before: list[str]) -> bool:
    """Whether something waits for an answer: a line, letters, or a window over the screen."""
    return seat.is_typing or bool(seat.letters) or _is_covered(seat, before)


def _is_covered(seat: Seat, before: list[str]) -> bool:
    return sum(one != other for one, other in zip(seat.lines, before, strict=True)) > 6


def answer(seat: Seat, action: Action) -> None:
    """Give the answers that are wanted, until nothing waits for one."""
    given: dict[str, Any] = {}
    for _ in range(6):
        if seat.is_typing:
            text = typed(action, seat.prompt, given)
            seat.press("ctrl+u")
            seat.send(text)
            seat.until(lambda: text in seat.lines[-2], 5)  # noqa: B023
            seat.press_and_see("enter", seconds=5)
        elif letters := seat.letters:
            wanted = next((one for one in ("p", "t", "Enter", "1") if one in letters), letters[0])
            seat.press_and_see("enter" if wanted == "Enter" else wanted, seconds=5)
        else:
            break


def typed(action: Action, prompt: str, given: dict[str, Any]) -> str:
    """What is typed for what is asked, by the words in which it is asked."""
    asked = next((arg for arg in action.args if arg.prompt == prompt), None)
    if asked is not None:
        given[asked.name] = True
        return OWN_ANSWERS.get(asked.name) or ANSWERS.get(asked.kind, "2")
    return _TYPED.get(action.id, "Other words")


@pytest.mark.parametrize(("action", "tried"), cases())
def test_what_one_has_open_is_never_done_to_what_the_other_left_there(
    action: Action, tried: list[Case], tmp_path: Path, tell: Tell
) -> None:
    opened = 0
    for at, (context, meddling) in enumerate(tried):
        folder = tmp_path / str(at)
        folder.mkdir()
        opened += is_safe(action, context, meddling, folder)
    if not opened:
        pytest.skip("it opens nothing that anybody could change meanwhile")
    tell(19, f"{action.id}: {opened} times open while another changes what it is for, 0 edits of "
             "anything else, 0 of the other's overwritten unasked")  # fmt: skip


def is_safe(action: Action, context: str, meddling: Meddling, folder: Path) -> bool:
    """Try one case; False where it opens nothing, or the other can do nothing."""
    path = folder / "plan.json"
    init_store(path, workspace=a_portfolio()).close()
    bob = Session(open_store(path), Author(7, "bob"))
    words = (str(path), "--scope", "P-1", "--view", PLACES[context][0])
    try:
        with seated(folder, *words, size=SIZE) as ann:
            stand(ann, context)
            target = standing_on(ann, context, bob.workspace)
            if target is None or (meddling is filtered_out and context in {"tree", "overview"}):
                return False
            if meddling is filtered_out:
                look_for(ann, looked_for(bob.workspace, target), context)
            before = ann.lines
            ann.press_and_see(SYMBOLS.get(action.keys[0], action.keys[0]))
            bob.flushed().result()
            ops = meddling(bob.workspace, target)
            if not ops or not is_open(ann, before):
                return False
            meddle(bob, ann, ops)
            shown = bob.workspace
            answer(ann, action)
            assert ann.leave() == 0
        assert until_seen(bob, path)
        where = f"{action.id} in {context}, {meddling.__name__}"
        assert strangers(shown, bob.workspace, target, action.id) == [], where
        assert overwritten(ops, shown, bob.workspace) == [], where
    finally:
        bob.close()
    return True


def test_what_one_has_open_is_done_where_the_other_does_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    init_store(path, workspace=a_portfolio()).close()
    with seated(tmp_path, str(path), "--scope", "P-1", "--view", "board", size=SIZE) as ann:
        stand(ann, "board")
        ann.press_and_see("e")
        answer(ann, CATALOGUE["entity.rename"])
        assert ann.leave() == 0
    store = open_store(path)
    assert store.workspace.tasks[id_of("T-2")].title == "Other words"
    store.close()


def until_seen(bob: Session, path: Path) -> bool:
    """Wait until bob has taken in everything there is."""
    store = open_store(path)
    newest = store.workspace.revision
    store.close()
    end = time.monotonic() + PATIENCE
    while bob.workspace.revision < newest and time.monotonic() < end:
        time.sleep(0.05)
    return bob.workspace.revision >= newest


def meddle(bob: Session, ann: Seat, ops: Ops) -> None:
    """Let bob do something, and ann see it."""
    before = ann.lines[1:-3]
    assert isinstance(bob.submit(ops, "x", agreed=True).wait(), Committed)
    ann.until(lambda: ann.lines[1:-3] != before, 2.0)
    ann.read(0.3)
