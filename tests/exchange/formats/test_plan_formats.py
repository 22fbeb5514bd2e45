"""This file tells plans from tables by their content."""

from pathlib import Path

import pytest

from pmtui.exchange.file_limits import UnreadableError
from pmtui.exchange.formats.plan_formats import plan_format, read_plan_file
from pmtui.exchange.plans.source_file import only_plan
from tests.exchange.msproject.documents import a_task, tasks
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
        (b"name,start\n", ""),
        (b"PK\x03\x04", ""),
        (b"", ""),
    ],
)
def test_a_format_is_told_by_how_a_file_begins(data: bytes, shape: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_bytes(data)
    assert plan_format(path) == shape


def test_a_file_that_is_not_there_is_no_plan(tmp_path: Path) -> None:
    assert plan_format(tmp_path / "none") == ""


def test_a_plan_is_read_by_its_format(tmp_path: Path) -> None:
    path = tmp_path / "plan"
    path.write_bytes(XML)
    assert [task.uid for task in only_plan(read_plan_file(path, "msproject")).tasks] == [1]
    with pytest.raises(UnreadableError, match="leave out --project"):
        read_plan_file(path, "msproject", ["P"])
    path.write_bytes(XER)
    assert [task.uid for task in only_plan(read_plan_file(path, "xer", ["P"])).tasks] == [1]
