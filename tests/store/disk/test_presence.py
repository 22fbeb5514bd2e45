"""This file tests who is seen to have a store open."""

import json
from pathlib import Path

from pmtui.store.disk.presence import PresenceFiles
from pmtui.store.files.layout import StoreLocation
from pmtui.store.log.protocol import Signature


def _presence(path: Path, session: str, uid: int = 0) -> PresenceFiles:
    return PresenceFiles(StoreLocation(path), session, Signature(uid, f"user{uid}", "host"))


def test_a_session_sees_the_others_and_not_itself(path: Path) -> None:
    mine, theirs = _presence(path, "a"), _presence(path, "b", uid=7)
    assert mine.beat("board of P-1")
    assert theirs.beat()
    (seen,) = theirs.others()
    assert (seen.session, seen.login, seen.where) == ("a", "user0", "board of P-1")
    assert [one.session for one in mine.others()] == ["b"]


def test_a_second_beat_takes_the_place_of_the_first(path: Path) -> None:
    mine, theirs = _presence(path, "a"), _presence(path, "b")
    mine.beat("here")
    mine.beat("there")
    assert [one.where for one in theirs.others()] == ["there"]
    assert len(list(Path(f"{path}.d/presence").iterdir())) == 1


def test_who_leaves_is_gone(path: Path) -> None:
    mine, theirs = _presence(path, "a"), _presence(path, "b")
    mine.beat()
    mine.leave()
    assert theirs.others() == ()


def test_who_is_long_silent_is_not_there_and_what_is_no_heartbeat_is_passed_over(
    path: Path,
) -> None:
    mine, theirs = _presence(path, "a"), _presence(path, "b")
    mine.beat()
    (file,) = Path(f"{path}.d/presence").iterdir()
    old = json.loads(file.read_bytes())
    file.chmod(0o600)
    file.write_text(json.dumps(old | {"at": old["at"] - 60_000}), "utf-8")
    (file.parent / "x.json").write_bytes(b"\xff")
    (file.parent / "y.json").symlink_to("/etc/passwd")
    assert theirs.others() == ()


def test_only_the_owner_of_a_heartbeat_is_vouched_for(path: Path) -> None:
    mine, theirs = _presence(path, "a", uid=4711), _presence(path, "b")
    mine.beat()
    (seen,) = theirs.others()
    assert not seen.is_verified


def test_without_a_log_nobody_is_there_and_nothing_is_written(path: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.json"
    alone.write_bytes(path.read_bytes())
    presence = _presence(alone, "a")
    assert not presence.beat()
    assert presence.others() == ()
    presence.leave()
    assert not Path(f"{alone}.d").exists()
