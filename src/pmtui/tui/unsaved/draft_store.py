"""This file keeps what was typed and is not saved: in memory, and in the person's own directory."""

import contextlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Final

import msgspec

from pmtui import clock
from pmtui.actions.core.action import IMPORT
from pmtui.model.changes.ops import Ops
from pmtui.model.changes.stored_ops import present_ops, stored_ops
from pmtui.model.merging.outcome import ALREADY, Committed, Draft, Rejected
from pmtui.session.events import SessionEvent

_FOLDER: Final = 0o700
_FILE: Final = 0o600
_LARGEST: Final = 16 << 20
_ENDING: Final = ".json"


class TypedDraft(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text that was being typed when the program was told to end, and what it answered."""

    prompt: str
    text: str
    action: str
    """Id of the action that asked."""
    given: Mapping[str, object] = {}
    """What the action had been told already."""
    target: tuple[str, int] | None = None
    """What the action was for."""
    scope: int = 0
    view: str = ""


class UnsavedItem(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is not saved: an edit the store did not take, or a text being typed."""

    id: str
    at: str
    """When, as ISO 8601 in UTC."""
    reason: str = ""
    """Why it is not saved."""
    draft: Draft | None = None
    typed: TypedDraft | None = None


class DraftStore:
    """The unsaved things of one person in one store; a file each, gone once it is saved.

    Args:
        folder: where they lie; None keeps them in memory only, for a store that is thrown away.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._kept: dict[str, UnsavedItem] = {}
        self._lock = Lock()
        self.problem = ""
        """Why the last draft is in memory only; empty where it is on disk."""

    def __len__(self) -> int:
        return len(self._kept)

    def all(self) -> tuple[UnsavedItem, ...]:
        """Everything unsaved, oldest first."""
        with self._lock:
            return tuple(
                sorted(
                    self._kept.values(), key=lambda unsaved_item: (unsaved_item.at, unsaved_item.id)
                )
            )

    def get(self, name: str) -> UnsavedItem | None:
        """One of them by its id; None where it is saved or thrown away."""
        return self._kept.get(name)

    def load(self) -> None:
        """Read what earlier sessions left, and what other windows of the person have now.

        A file that cannot be read stays where it is.
        """
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            for path in sorted(self._folder.iterdir()):
                kept = _read(path) if path.suffix == _ENDING else None
                if kept is not None:
                    with self._lock:
                        self._kept.setdefault(kept.id, kept)

    def follow(self, change: SessionEvent) -> None:
        """Keep what the store did not take, forget what is saved; any thread may call it."""
        outcome, draft = change.outcome, change.draft
        if draft is None or outcome is None:
            return
        if isinstance(outcome, Committed) or outcome.reason == ALREADY:
            self.drop(draft.commit_id)
        elif not (draft.action == IMPORT and isinstance(outcome, Rejected) and outcome.left):
            # Of an import the screen that shows it asks again.
            self.keep_edit(draft, outcome.reason)

    def keep_edit(self, draft: Draft, reason: str) -> None:
        """Keep an edit the store did not take; it is on disk when this returns."""
        self._keep(UnsavedItem(draft.commit_id, _now(), reason, draft))

    def keep_typed(self, name: str, typed: TypedDraft, reason: str) -> None:
        """Keep a text that was being typed."""
        self._keep(UnsavedItem(name, _now(), reason, typed=typed))

    def drop(self, name: str) -> bool:
        """Forget one that is saved or thrown away; False where there is none."""
        with self._lock:
            found = self._kept.pop(name, None)
        if found is not None and self._folder is not None:
            with contextlib.suppress(OSError):
                (self._folder / _file_name(name)).unlink(missing_ok=True)
        return found is not None

    def _keep(self, kept: UnsavedItem) -> None:
        with self._lock:
            first = self._kept.get(kept.id)
            if first is not None:
                kept = msgspec.structs.replace(kept, at=first.at)
            self._kept[kept.id] = kept
            self.problem = ""
            if self._folder is None:
                return
            try:
                _write(
                    self._folder,
                    _file_name(kept.id),
                    msgspec.json.encode(_translated(kept, stored_ops)),
                )
            except OSError as error:
                self.problem = f"{self._folder}: {error.strerror or error}"


def drafts_of(state: Path, store_id: str) -> DraftStore:
    """The drafts of one store.

    Args:
        state: the person's own state directory.
        store_id: as the store calls itself; only letters and digits of it are used.
    """
    name = "".join(mark for mark in store_id if mark.isascii() and mark.isalnum())[:64]
    return DraftStore(state / "drafts" / (name or "store"))


def _now() -> str:
    return clock.now().isoformat(timespec="milliseconds")


def _file_name(name: str) -> str:
    safe = "".join(mark if mark.isascii() and (mark.isalnum() or mark in "-_.") else "_"
                   for mark in name)  # fmt: skip
    return f"{safe.lstrip('.')[:120] or 'draft'}{_ENDING}"


def _write(folder: Path, name: str, data: bytes) -> None:
    """Write a file of the person's own, whole or not at all."""
    for other_path in (folder.parent.parent, folder.parent, folder):
        other_path.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
    for other_path in (folder.parent, folder):
        other_path.chmod(_FOLDER)
    temporary = folder / f".{name}.{clock.chance(32):08x}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(temporary, flags, _FILE), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / name)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _translated(kept: UnsavedItem, names: Callable[[Ops], Ops]) -> UnsavedItem:
    if kept.draft is None:
        return kept
    draft = msgspec.structs.replace(kept.draft, ops=names(kept.draft.ops))
    return msgspec.structs.replace(kept, draft=draft)


def _read(path: Path) -> UnsavedItem | None:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            data = file.read(_LARGEST + 1)
        kept = _translated(msgspec.json.decode(data, type=UnsavedItem), present_ops)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
    is_whole = (kept.draft is None) != (kept.typed is None)
    return kept if is_whole and _file_name(kept.id) == path.name else None
