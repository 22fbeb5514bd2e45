"""This file tests that TinyDB programs can use a store, and share it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB, where

from pmtui.store.disk.making_and_opening import open_store
from pmtui.store.tinydb_storage import LogStorage
from tests.store.writing import TASK, begin, rename


@pytest.fixture
def database(tmp_path: Path) -> Iterator[TinyDB]:
    """An empty database on a store."""
    with TinyDB(tmp_path / "plan.json", storage=LogStorage) as made:
        yield made


def test_documents_are_inserted_found_updated_and_removed(database: TinyDB) -> None:
    ids = database.insert_multiple({"n": at} for at in range(3))
    assert ids == [1, 2, 3]
    assert [row["n"] for row in database.search(where("n") > 0)] == [1, 2]
    assert database.update({"n": 9}, where("n") == 1) == [2]
    assert database.remove(where("n") == 0) == [1]
    assert {row.doc_id: row["n"] for row in database} == {2: 9, 3: 2}


def test_what_was_written_is_there_after_reopening(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "plan.json", storage=LogStorage) as database:
        database.table("kites").insert({"tail": [1, {"long": True}]})
    with TinyDB(tmp_path / "plan.json", storage=LogStorage) as again:
        assert again.table("kites").all() == [{"tail": [1, {"long": True}]}]
        assert again.tables() == {"kites"}


def test_each_write_is_one_commit(tmp_path: Path) -> None:
    with TinyDB(tmp_path / "plan.json", storage=LogStorage) as database:
        database.insert_multiple({"n": at} for at in range(5))
        database.update({"n": 0})
    store = open_store(tmp_path / "plan.json")
    assert [commit.action for commit in store.history()] == ["store.tinydb"] * 2
    assert [len(commit.ops) for commit in store.history()] == [4, 6]


def test_tables_come_and_go(database: TinyDB) -> None:
    database.table("a").insert({})
    database.table("b").insert({})
    database.drop_table("a")
    assert database.tables() == {"b"}
    database.table("b").truncate()
    assert database.tables() == {"b"}
    database.drop_tables()
    assert database.tables() == set()


def test_the_table_of_the_store_itself_is_hidden_and_protected(database: TinyDB) -> None:
    database.insert({"n": 1})
    assert "_meta" not in database.tables()
    with pytest.raises(ValueError, match="belongs to the store"):
        database.table("_meta").insert({"rev": 99})
    assert database.all() == [{"n": 1}]


def test_tasks_are_read_and_written_like_other_documents(path: Path) -> None:
    store = open_store(path)
    begin(store)
    with TinyDB(path, storage=LogStorage) as database:
        tasks = database.table("tasks")
        assert tasks.get(doc_id=TASK)["title"] == "Task 0"
        tasks.update({"priority": 2}, doc_ids=[TASK])
        new = tasks.insert({"title": "From TinyDB", "component": 100})
    store.refresh()
    assert store.workspace.tasks[TASK].priority == 2
    assert store.workspace.tasks[new].key == "T-2"


def test_what_would_not_be_valid_is_refused_and_not_kept(path: Path) -> None:
    store = open_store(path)
    begin(store)
    with TinyDB(path, storage=LogStorage) as database:
        tasks = database.table("tasks")
        with pytest.raises(ValueError, match="999"):
            tasks.update({"component": 999}, doc_ids=[TASK])
        with pytest.raises(ValueError, match="priority"):
            tasks.update({"priority": "high"}, doc_ids=[TASK])
    assert store.refresh() == ()


def test_two_programs_that_insert_do_not_overwrite_each_other(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    with TinyDB(file, storage=LogStorage) as mine, TinyDB(file, storage=LogStorage) as theirs:
        mine.insert({"who": "mine"})
        theirs.insert({"who": "theirs"})
        with pytest.raises(ValueError, match=r"exists|first"):
            mine.insert({"who": "mine again"})
    with TinyDB(file, storage=LogStorage) as both:
        assert [row["who"] for row in both] == ["mine", "theirs"]


def test_a_program_merges_with_a_session_by_field(path: Path) -> None:
    store = open_store(path)
    begin(store)
    storage = LogStorage(path)
    tables = storage.read()
    assert tables is not None
    rename(store, "Build")
    tables["tasks"][str(TASK)]["priority"] = 1
    storage.write(tables)
    store.refresh()
    row = store.workspace.tasks[TASK]
    assert (row.title, row.priority) == ("Build", 1)
    storage.close()


def test_reading_only_never_writes(path: Path) -> None:
    with TinyDB(path, storage=LogStorage, access_mode="r") as database:
        assert database.all() == []
        with pytest.raises(OSError, match="Access mode"):
            database.insert({"n": 1})
    assert list(open_store(path).history()) == []


def test_reading_only_does_not_make_a_store(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        TinyDB(tmp_path / "plan.json", storage=LogStorage, access_mode="r")
    assert not list(tmp_path.iterdir())


def test_what_is_not_json_is_refused(database: TinyDB) -> None:
    with pytest.raises(TypeError):
        database.insert({"n": {1, 2}})
    assert database.all() == []
