"""This file tells formats by their content, their names and their endings."""

from pathlib import Path

import pytest

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.formats.catalogue import ANY_TABLE, FORMATS, format_of, written_format
from pmtui.exchange.formats.incoming_file import source_of
from pmtui.exchange.formats.msproject import MSPROJECT
from pmtui.exchange.formats.spreadsheets import CSV
from pmtui.exchange.plans.source_file import only_plan
from tests.exchange.msproject.documents import a_task, tasks
from tests.exchange.reading import read_plan_file
from tests.exchange.xer.documents import an_activity, document, plan_tables

XML = tasks(a_task(1))
XER = document(plan_tables(TASK=[an_activity(1)]))


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        (XML, "msproject"),
        (b"\xef\xbb\xbf\r\n" + XML, "msproject"),
        (XML.decode().encode("utf-16"), "msproject"),
        (XER, "xer"),
        (b"name,start\n", "csv"),
        (b"PK\x03\x04", "xlsx"),
        (b' [{"a": 1}]', "json"),
        ('[{"a": 1}]'.encode("utf-16"), "json"),
        (b"[Task],[Due]\n", "csv"),
        (b"", "csv"),
    ],
)
def test_a_format_is_told_by_how_a_file_begins(data: bytes, shape: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(data)
    assert format_of(source_of(path).head()).name == shape


def test_a_file_that_is_not_there_is_no_plan(tmp_path: Path) -> None:
    assert format_of(source_of(tmp_path / "none").head()).read_plan is None


def test_any_table_is_never_taken_for_a_plan() -> None:
    assert format_of(XML, ANY_TABLE).read_table is not None


def test_a_name_rules_over_what_a_file_looks_like() -> None:
    assert format_of(XML, "csv") is CSV


def test_an_export_knows_a_format_by_name_and_by_ending() -> None:
    names = {written_format(name) for name in ("msproject", "mspdi", "xml", ".xml", ".XML")}
    assert names == {MSPROJECT}
    assert written_format(".tsv") is None
    assert written_format("xer") is None


def test_every_format_reads_or_writes_and_no_two_share_a_name_or_an_ending() -> None:
    assert all(one.is_read or one.is_written for one in FORMATS)
    names = [name for one in FORMATS for name in (one.name, *one.other_names)]
    assert len(names) == len({*names})
    every = [ending for one in FORMATS for ending in one.endings]
    assert len(every) == len({*every})
    assert all(ending.startswith(".") and ending == ending.casefold() for ending in every)


def test_what_is_written_says_what_it_carries() -> None:
    assert all(one.coverage is not None for one in FORMATS if one.is_written)


def test_a_plan_is_read_by_its_format(tmp_path: Path) -> None:
    path = tmp_path / "plan"
    path.write_bytes(XML)
    assert [task.uid for task in only_plan(read_plan_file(path, "msproject")).tasks] == [1]
    with pytest.raises(UnreadableError, match="leave out --project"):
        read_plan_file(path, "msproject", ["P"])
    path.write_bytes(XER)
    assert [task.uid for task in only_plan(read_plan_file(path, "xer", ["P"])).tasks] == [1]
