"""This file tests cost lines, orders and the ledger at every door: typed, applied, exported."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run


def _store(tmp_path: Path) -> str:
    store = str(tmp_path / "plan.json")
    assert run("init", store).code == 0
    assert run("add", "project", "Website", "--store", store).code == 0
    assert run("add", "party", "Nordhost code:V-7", "--store", store).code == 0
    return store


def _rows(store: str, kind: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(run("list", kind, "--json", "--store", store).out)[
        "rows"
    ]
    return rows


def test_each_kind_is_added_by_a_typed_line_and_listed(tmp_path: Path) -> None:
    store = _store(tmp_path)
    for kind, line in (
        ("cost_line", "Servers amount:12k party:Nordhost start:2026-09-01 finish:2026-12-01"),
        ("order", "Hosting amount:5k party:Y-1 document:PO-1"),
        ("ledger_entry", "First month amount:700 party:Y-1 order:PO-1 document:N-1 line:1"),
    ):
        done = run("add", kind, line, "--store", store)
        assert done.code == 0, done.err
    (cost,) = _rows(store, "cost_lines")
    assert cost["key"] == "CL-1"
    (order,) = _rows(store, "orders")
    assert (order["key"], order["state"]) == ("PO-1", "ordered")
    (entry,) = _rows(store, "ledger_entries")
    assert (entry["key"], entry["order"]) == ("LE-1", "PO-1")
    assert entry["posted"]


@pytest.mark.parametrize(
    ("kind", "line", "said"),
    [
        ("cost_line", "Servers amount:12k start:2026-09-01 finish:2026-08-01", "finish"),
        ("cost_line", "Servers amount:-12k", "less than nothing"),
        ("order", "Hosting amount:-5k", "less than nothing"),
        ("order", "Hosting amount:5k at:2026-09-01 due:2026-08-01", "due"),
        ("ledger_entry", "Nothing", "needs its amount"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    tmp_path: Path, kind: str, line: str, said: str
) -> None:
    store = _store(tmp_path)
    done = run("add", kind, line, "--store", store)
    assert done.code in {2, 4}
    assert said in done.err
    assert not [*_rows(store, "cost_lines"), *_rows(store, "orders"), *_rows(store, "ledger")]


def test_an_amount_of_no_currency_is_refused(tmp_path: Path) -> None:
    store = _store(tmp_path)
    entry = {"title": "Odd", "component": "P-1", "amount": {"amount": 5, "currency": "XQX"}}
    document = tmp_path / "ledger.json"
    document.write_text(json.dumps({"ledger": [entry]}))
    done = run("apply", str(document), "--store", store)
    assert done.code != 0
    assert "no currency" in done.err
    assert not _rows(store, "ledger")


def test_a_credit_note_is_below_nought(tmp_path: Path) -> None:
    store = _store(tmp_path)
    assert run("add", "ledger_entry", "Credit amount:-60", "--store", store).code == 0
    (entry,) = _rows(store, "ledger")
    assert entry["amount"] == {"amount": "-60.00", "currency": "EUR"}


def test_a_task_that_moves_takes_its_lines_along(tmp_path: Path) -> None:
    store = _store(tmp_path)
    assert run("add", "project", "Shop", "--store", store).code == 0
    assert run("add", "task", "Host", "--into", "P-1", "--store", store).code == 0
    line = "Servers amount:5 task:T-1"
    assert run("add", "cost_line", line, "--into", "P-1", "--store", store).code == 0
    assert run("add", "ledger_entry", line, "--into", "P-1", "--store", store).code == 0
    assert run("move", "T-1", "P-2", "--store", store).code == 0
    assert [row["component"] for row in _rows(store, "cost_lines")] == ["P-2"]
    assert [row["component"] for row in _rows(store, "ledger")] == ["P-2"]
