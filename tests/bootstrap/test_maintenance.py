"""This file tests that verbs look after a store through the port alone, whatever keeps it."""

from collections.abc import Sequence
from datetime import date

import msgspec
import pytest

from pmtui.model.changes.ops import Ops
from pmtui.model.merging.outcome import Outcome, Rejected
from pmtui.model.storing.adoption import Adopted, Adoption, AdoptionChoice
from pmtui.model.storing.care import (
    Backup,
    Compacted,
    Deviation,
    MissingStoreError,
    Salvaged,
    Share,
    StoreFinding,
)
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.session.maintenance import Maintenance
from tests.bootstrap.test_catalogue import MEMORY
from tests.cli.running import run

_ADDRESS = "memory://here"


class FakeMaintenance:
    """Looks after nothing, and says so."""

    workspace = Workspace(known_tables())

    def open(self) -> None:
        """It is always open."""

    def close(self) -> None:
        """It stays open."""

    def check(self) -> Sequence[StoreFinding]:
        """One thing is odd."""
        return (StoreFinding("odd", "shelf", "it is dusty"),)

    def has_remains(self) -> bool:
        """Nothing is left of it."""
        return False

    def salvage(self, out: str) -> Salvaged:
        """Nothing is lost."""
        return Salvaged(3, 7, (), out)

    def share(self) -> Share:
        """It is one person's."""
        return "private"

    def deviations(self) -> tuple[Deviation, ...]:
        """Everything is as it should be."""
        return ()

    def mended(self, deviations: tuple[Deviation, ...]) -> tuple[Deviation, ...]:
        """Nothing can be mended."""
        return deviations

    def compact(self, keep_commits: int, keep_days: int) -> Compacted:
        """As many as were asked for."""
        return Compacted(keep_commits, keep_days, 0)

    def backups(self) -> Sequence[Backup]:
        """One."""
        return (Backup(date(2026, 11, 2), 5, "the-second", 12),)

    def make_backup(self) -> Backup:
        """The same."""
        return self.backups()[0]

    def resolve_backup(self, when: int | date | str) -> Backup:
        """There is none of that."""
        raise MissingStoreError(f"there is no backup {when}")

    def backup_workspace(self, backup: Backup) -> Workspace:  # noqa: ARG002
        """Empty."""
        return self.workspace

    def restore(self, ops: Ops, session: str) -> Outcome:  # noqa: ARG002
        """Never."""
        return Rejected("never")

    def adoption(self) -> Adoption:
        """Nothing was changed."""
        now = self.workspace
        return Adoption(now, now, (), "", 0, "2026-11-02T00:00:00+00:00", True, True)

    def adopt(self, adoption: Adoption, session: str, choice: AdoptionChoice) -> Adopted:  # noqa: ARG002
        """Never."""
        return Adopted(Rejected("never"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("check",), 1, "odd  shelf: it is dusty"),
        (("check", "--salvage", "memory://out"), 0, "7 documents of revision 3"),
        (("compact", "--keep", "4"), 0, "4 commits archived"),
        (("backup", "list"), 0, "the-second"),
        (("backup", "restore", "r9.gz"), 2, "there is no backup r9.gz"),
        (("adopt",), 0, "nothing was changed outside pmtui"),
    ],
)
def test_verbs_ask_the_port(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, said: str
) -> None:
    def maintenance(_address: str) -> Maintenance:
        return FakeMaintenance()

    engine = msgspec.structs.replace(MEMORY, maintenance=maintenance)
    for place in ("bootstrap.catalogue", "cli.core.maintenance_verb"):
        monkeypatch.setattr(f"pmtui.{place}.engine_of", lambda _address: engine)
    done = run(*words, "--store", _ADDRESS)
    assert done.code == code, done.err
    assert said in done.out + done.err
