"""This file sits two people down at one store: what one has open, the other changes before Enter.

The keys come from the catalogue: a new one that opens something is tried like all others. A
sample is run each time, all of them with PMTUI_TORTURE=long: several pairs sit there at once, as
a terminal waits more than it works.
"""

import multiprocessing
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from pmtui.actions.catalogue import CATALOGUE
from pmtui.actions.core.action import Action, Target
from pmtui.actions.core.key_labels import SYMBOLS
from pmtui.model.changes.ops import Ops
from pmtui.model.merging.outcome import Committed
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.ports import Author
from pmtui.session.session import Session
from pmtui.store.disk.making_and_opening import init_store, open_store
from tests.conftest import id_of
from tests.torture.conftest import Tell
from tests.torture.harness import LONG
from tests.torture.seat import Seat, seated
from tests.torture.terminal import PATIENCE
from tests.tui.execution.test_concurrent_edits import (
    ANSWERS,
    MEDDLINGS,
    OWN_ANSWERS,
    PLACES,
    Meddling,
    filtered_out,
    looked_for,
    opening,
    overwritten,
    renamed,
    strangers,
)
from tests.tui.sample import a_portfolio

pytestmark = pytest.mark.pty
SIZE: Final = (45, 160)
"""Lines and columns: the detail of what is under the cursor stands beside the view."""
_DETAIL: Final = 121
"""The column in which it begins."""
_TREE: Final = 44
"""Columns of the tree."""
_KEY: Final = re.compile(r"([A-Z]-\d+) ")
_TYPED: Final = {"entity.move": "P-2"}
"""What is typed where no argument is asked by the words that are shown."""
SAMPLE: Final = 5
"""Cases that are tried where the long run is not asked for."""


_REST_SECONDS: Final = 0.2
"""How long after the last news the screen shows what is heavy to work out."""
AT_ONCE: Final = 6
"""Pairs of people at work at the same time."""


class Tried(NamedTuple):
    """What came of the cases of one key in one context."""

    opened: int = 0
    """How often something was open while another changed what it was for."""
    wrong: tuple[str, ...] = ()
    """What was edited beside it, or overwritten unasked."""


def places() -> list[tuple[str, str, tuple[str, ...]]]:
    """Each key in each context with what the other does; a few of them unless all are asked for."""
    every = [
        (action, context, meddling.__name__)
        for action, context in opening()
        for meddling in MEDDLINGS
        if LONG or (context in {"board", "risks"} and any(arg.asked for arg in action.args))
    ]
    if not LONG:
        every = every[len(every) // SAMPLE // 2 :: len(every) // SAMPLE]
    of_places: dict[tuple[str, str], list[str]] = {}
    for action, context, meddling in every:
        of_places.setdefault((action.id, context), []).append(meddling)
    return [(*place, tuple(names)) for place, names in of_places.items()]


PLACED: Final = places()


@pytest.fixture(scope="module")
def trials(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[tuple[str, str], Future[Tried]]]:
    """The trials of every key, begun together; each is waited for where it is judged."""
    calls = (getattr(one, "callspec", None) for one in request.session.items)
    asked = {one.params.get("action_id") for one in calls if one is not None}
    method = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(min(AT_ONCE, len(PLACED)), method) as pool:
        begun = {
            (action, context): pool.submit(
                tried, action, context, names, tmp_path_factory.mktemp(action)
            )
            for action, context, names in PLACED
            if action in asked
        }
        try:
            yield begun
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def tried(action_id: str, context: str, names: Sequence[str], folder: Path) -> Tried:
    """Try a key in a context with each thing that the other may do.

    A key that opens nothing is not tried again: it is not for what is under the cursor there.
    """
    opened, wrong = 0, list[str]()
    for meddling in MEDDLINGS:
        if meddling.__name__ not in names:
            continue
        home = folder / meddling.__name__
        home.mkdir()
        found = one_tried(CATALOGUE[action_id], context, meddling, home)
        if found is None:
            break
        opened += found.opened
        wrong += found.wrong
    return Tried(opened, tuple(wrong))


def stand(seat: Seat, context: str) -> None:
    """Put the cursor where the keys of a context hold."""
    if context == "tree":
        seat.press_and_see("shift+tab")
        return
    key = PLACES[context][1]
    for _ in range(12):
        if not key or _key_shown(seat) == key:
            break
        seat.press_and_see("j")
    if context == "detail":
        seat.press_and_see("enter")


def _key_shown(seat: Seat) -> str:
    """The key of what is under the cursor: in the detail, or where cards leave it no room below."""
    texts = (seat.lines[1][_DETAIL:], *(line[_TREE:] for line in seat.lines[-8:-1]))
    keys = (_KEY.match(text.strip(" ▏▕")) for text in texts)
    return next((key[1] for key in keys if key), "")


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
    found = workspace.by_key(_key_shown(seat))
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
            seat.press_and_see("enter")
        elif letters := seat.letters:
            wanted = next((one for one in ("p", "t", "Enter", "1") if one in letters), letters[0])
            seat.press_and_see("enter" if wanted == "Enter" else wanted)
        else:
            break


def typed(action: Action, prompt: str, given: dict[str, Any]) -> str:
    """What is typed for what is asked, by the words in which it is asked."""
    asked = next((arg for arg in action.args if arg.prompt == prompt), None)
    if asked is not None:
        given[asked.name] = True
        return OWN_ANSWERS.get(asked.name) or ANSWERS.get(asked.kind, "2")
    return _TYPED.get(action.id, "Other words")


@pytest.mark.parametrize("action_id", dict.fromkeys(one[0] for one in PLACED))
def test_what_one_has_open_is_never_done_to_what_the_other_left_there(
    action_id: str, trials: Mapping[tuple[str, str], Future[Tried]], tell: Tell
) -> None:
    found = [trial.result() for (one, _), trial in trials.items() if one == action_id]
    assert [words for one in found for words in one.wrong] == []
    opened = sum(one.opened for one in found)
    if not opened:
        pytest.skip("it opens nothing that anybody could change meanwhile")
    tell(19, f"{action_id}: {opened} times open while another changes what it is for, 0 edits of "
             "anything else, 0 of the other's overwritten unasked")  # fmt: skip


def one_tried(action: Action, context: str, meddling: Meddling, folder: Path) -> Tried | None:
    """Try one case; None where the key opens nothing there."""
    path = folder / "plan.json"
    init_store(path, workspace=a_portfolio()).close()
    bob = Session(open_store(path), Author(7, "bob"))
    words = (str(path), "--scope", "P-1", "--view", PLACES[context][0])
    where = f"{action.id} in {context}, {meddling.__name__}"
    try:
        if not _can(bob.workspace, context, meddling):
            return Tried()
        with seated(folder, *words, size=SIZE) as ann:
            stand(ann, context)
            target = standing_on(ann, context, bob.workspace)
            if target is None:
                return None
            if meddling is filtered_out:
                look_for(ann, looked_for(bob.workspace, target), context)
            before, revision = ann.lines, bob.workspace.revision
            ann.press_and_see(SYMBOLS.get(action.keys[0], action.keys[0]))
            if not is_open(ann, before) or not has_waited(ann, bob, path, revision):
                return None
            aim = aimed_at(action, bob.workspace, target)
            ops = meddling(bob.workspace, aim if meddling is renamed else target)
            if not ops:
                return Tried()
            meddle(bob, ann, ops)
            shown = bob.workspace
            answer(ann, action)
            code = ann.leave()
        assert until_seen(bob, path), where
        wrong = [
            *([f"it ended with {code}"] if code else []),
            *strangers(shown, bob.workspace, aim, action.id),
            *overwritten(ops, shown, bob.workspace),
        ]
        return Tried(1, tuple(f"{where}: {words}" for words in wrong))
    finally:
        bob.close()


def has_waited(ann: Seat, bob: Session, path: Path, revision: int) -> bool:
    """Whether a key that was pressed has edited nothing: it asks, and does not only redraw."""
    ann.until(lambda: "saving" not in ann.lines[0])
    return until_seen(bob, path) and bob.workspace.revision == revision


def aimed_at(action: Action, workspace: Workspace, target: Target) -> Target:
    """What a key is for: the column that the card stands in where it is one for columns."""
    task = workspace.tasks.get(target.id)
    if action.id == "board.column" and task is not None:
        return Target("columns", task.column)
    return target


def _can(workspace: Workspace, context: str, meddling: Meddling) -> bool:
    """Whether the other can do that to what lies under the cursor of a context."""
    if meddling is filtered_out and context in {"tree", "overview"}:
        return False
    found = workspace.by_key(PLACES[context][1])
    return found is None or bool(meddling(workspace, Target(found[0], found[1].id)))


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
    ann.read(_REST_SECONDS)
    ann.settle()
