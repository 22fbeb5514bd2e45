"""This file tests where unsaved edits are kept: whole files of the person's own."""

import stat
from pathlib import Path

import pytest

from pmtui.model.changes.ops import Commit, Op
from pmtui.model.merging.outcome import ALREADY, Committed, Draft, InDoubt, Rejected
from pmtui.session.events import SessionEvent
from pmtui.tui.unsaved.draft_store import DraftStore, TypedDraft, drafts_of

DRAFT = Draft("s-1", (Op("set", "tasks", 7, "title", "a", "b"),), "entity.set", "s")
TYPED = TypedDraft("new task", "Write !2", "entity.add", {"kind": "task"}, scope=5, view="board")
NOTHING: frozenset[tuple[str, int]] = frozenset()


def opened(state: Path) -> DraftStore:
    """The drafts of a store as its next session finds them."""
    drafts = drafts_of(state, "60d5")
    drafts.load()
    return drafts


def test_an_edit_is_there_for_the_next_session(tmp_path: Path) -> None:
    drafts_of(tmp_path, "60d5").keep_edit(DRAFT, "no space")
    (kept,) = opened(tmp_path).all()
    assert (kept.draft, kept.reason, kept.typed) == (DRAFT, "no space", None)


def test_a_text_is_there_for_the_next_session(tmp_path: Path) -> None:
    drafts_of(tmp_path, "60d5").keep_typed("line-1", TYPED, "ended")
    (kept,) = opened(tmp_path).all()
    assert kept.typed == TYPED


def test_another_store_has_drafts_of_its_own(tmp_path: Path) -> None:
    drafts_of(tmp_path, "60d5").keep_edit(DRAFT, "")
    other = drafts_of(tmp_path, "60d6")
    other.load()
    assert other.all() == ()


def test_nobody_else_may_look_whatever_the_umask(tmp_path: Path) -> None:
    drafts_of(tmp_path / "state", "60d5").keep_edit(DRAFT, "")
    for path in (tmp_path / "state" / "drafts").rglob("*"):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted


def test_one_that_is_dropped_is_gone_from_the_disk(tmp_path: Path) -> None:
    drafts = drafts_of(tmp_path, "60d5")
    drafts.keep_edit(DRAFT, "")
    assert drafts.drop("s-1")
    assert not drafts.drop("s-1")
    assert opened(tmp_path).all() == ()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_one_that_is_kept_again_keeps_its_time(tmp_path: Path) -> None:
    drafts = drafts_of(tmp_path, "60d5")
    drafts.keep_edit(DRAFT, "first")
    before = drafts.all()[0].at
    drafts.keep_edit(DRAFT, "second")
    (kept,) = drafts.all()
    assert (kept.at, kept.reason) == (before, "second")


def test_a_file_that_is_no_draft_stays_and_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "drafts" / "60d5"
    folder.mkdir(parents=True)
    (folder / "broken.json").write_text("{")
    (folder / "other.json").write_text('{"id":"elsewhere","at":""}')
    (folder / "link.json").symlink_to("/etc/passwd")
    assert opened(tmp_path).all() == ()
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("name", ["../../up", "/etc/x", ".hidden", "a\nb", "x" * 400])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    drafts = drafts_of(tmp_path, "60d5")
    drafts.keep_typed(name, TYPED, "")
    (file,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert file.parent == tmp_path / "drafts" / "60d5"
    assert drafts_of(tmp_path, "../..")._folder == tmp_path / "drafts" / "store"


def test_a_disk_that_takes_nothing_leaves_it_in_memory_and_says_so(tmp_path: Path) -> None:
    blocked = tmp_path / "state"
    blocked.write_text("a file where the directory should be")
    drafts = drafts_of(blocked, "60d5")
    drafts.keep_edit(DRAFT, "")
    assert len(drafts) == 1
    assert str(blocked) in drafts.problem


def test_what_fails_is_kept_and_what_is_saved_is_forgotten(tmp_path: Path) -> None:
    drafts = drafts_of(tmp_path, "60d5")
    for outcome in (Rejected("no space"), InDoubt("s-1", "no answer")):
        drafts.follow(SessionEvent(NOTHING, outcome, draft=DRAFT))
        assert drafts.all()[0].reason == outcome.reason
    drafts.follow(SessionEvent(NOTHING, Committed(_commit()), draft=DRAFT))
    assert len(opened(tmp_path)) == 0


def test_what_somebody_did_already_is_no_loss(tmp_path: Path) -> None:
    drafts = drafts_of(tmp_path, "60d5")
    drafts.keep_edit(DRAFT, "no space")
    drafts.follow(SessionEvent(NOTHING, Rejected(ALREADY), draft=DRAFT))
    drafts.follow(SessionEvent(NOTHING, Rejected("nothing to undo")))
    assert len(drafts) == 0


def _commit() -> Commit:
    return Commit(
        rev=2, commit_id="s-1", parent_sha="", ts="2026-11-23T09:00:00.000+00:00", uid=7,
        host="", session="s", action="entity.set", ops=DRAFT.ops,
    )  # fmt: skip


def test_a_draft_keeps_the_names_that_a_store_has_and_reads_either(tmp_path: Path) -> None:
    op = Op("set", "components", 7, "reported_rag", "G", "R")
    draft = Draft("s-2", (op,), "entity.set", "s")
    drafts_of(tmp_path, "60d5").keep_edit(draft, "no space")
    (file,) = (path for path in tmp_path.rglob("*.json") if path.is_file())
    assert '"field":"said_rag"' in file.read_text("utf-8")
    (kept,) = opened(tmp_path).all()
    assert kept.draft == draft
