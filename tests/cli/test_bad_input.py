"""This file tries bad input through every door: one clear line, exit code 2, nothing written."""

import json
from pathlib import Path

import pytest

from tests.cli.running import Shell

ONE_ROW = {
    "components": {"key": "P-1"},
    "tasks": {"key": "T-1"},
    "benefits": {"key": "B-1"},
    "cost_lines": {"title": "Cable", "component": "P-1"},
    "orders": {"title": "Cable", "component": "P-1"},
    "profile_points": {"benefit": "B-1", "planned": "4"},
    "attributions": {"benefit": "B-1", "component": "P-1"},
    "ledger": {"title": "Bill", "component": "P-1", "posted": "2026-11-02"},
    "cases": {"title": "Case", "component": "P-1"},
    "rates": {"currency": "USD", "rate": "1", "at": "2026-11-02"},
}
"""A document of a table that may be taken in, before a field of it is spoiled."""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A project with a task, a cost line and a benefit that starts in March 2027."""
    shell = Shell(tmp_path_factory.mktemp("bad") / "plan.json")
    shell.ok("init", str(shell.store))
    shell.ok("add", "project", "Alpha start:2027-01-01 finish:2027-06-30")
    shell.ok("add", "task", "Dig actual_start:2026-11-02")
    shell.ok("add", "cost_line", "Cable start:2027-02-01 component:P-1")
    shell.ok("add", "order", "Wire at:2026-11-02 component:P-1")
    shell.ok("add", "benefit", "Fewer calls starts:2027-03-01 ends:2028-03-01 component:P-1")
    shell.ok("add", "case", "Case start:2027-01-01 component:P-1")
    return shell


def _refused(plan: Shell, said: str, *words: str, stdin: str = "") -> None:
    before = _written(plan)
    ran = plan(*words, stdin=stdin)
    assert (ran.code, ran.out) == (2, ""), ran
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert _written(plan) == before


def _written(plan: Shell) -> tuple[bytes, list[str]]:
    """What a store holds on disk: its file, and the commits beside it."""
    log = plan.store.with_name(f"{plan.store.name}.d") / "log"
    return plan.store.read_bytes(), sorted(path.name for path in log.iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("P-1", "budget=-5"), "budget: '-5' is less than nothing; write it without the minus"),
        (("P-1", "forecast=-1m"), "forecast: '-1m' is less than nothing"),
        (("P-1", "spent=(250)"), "spent: '(250)' is less than nothing"),
        (("P-1", "budget=5 ZZZ"), "budget: '5 ZZZ' is not an amount: ZZZ is no currency"),
        (("P-1", "budget=5 JPY"), "there is no rate for it"),
        (("P-1", "phase=doing"), "phase: 'doing' is not one of"),
        (("P-1", "phase=delivery"), "phase: 'delivery' is not one of draft"),
        (("P-1", "portfolio_status=good"), "portfolio status: 'good' is not one of idea"),
        (("P-1", "state=activ"), "state: 'activ' is not one of"),
        (("P-1", "finish=2026-12-31"), "finish: 2026-12-31 is before the start 2027-01-01"),
        (("P-1", "start=2027-07-01"), "start: 2027-07-01 is after the finish 2027-06-30"),
        (("P-1", "start=0026-01-01"), "the year 26 is outside"),
        (("T-1", "percent=140"), "percent: 140 is not 0 to 100"),
        (("T-1", "actual_finish=2026-11-01"), "is before the actual start 2026-11-02"),
        (("CL-1", "amount=-5"), "amount: '-5' is less than nothing"),
        (("CL-1", "finish=2027-01-31"), "finish 2027-01-31 is before 2027-02-01"),
        (("PO-1", "due=2026-11-01"), "due 2026-11-01 is before 2026-11-02"),
        (("B-1", "ends=2027-02-01"), "it ends on 2027-02-01, before it starts"),
        (("BX-1", "discount_rate=-100"), "leaves nothing to count"),
    ],
)
def test_set_refuses_what_cannot_be(plan: Shell, words: tuple[str, ...], said: str) -> None:
    _refused(plan, said, "set", *words)


@pytest.mark.parametrize(
    ("kind", "line", "said"),
    [
        ("project", "Beta budget:-4", "column 6: budget: '-4' is less than nothing"),
        ("project", "Beta phase:doing", "column 6: phase: 'doing' is not one of"),
        ("program", "Beta phase:executing", "column 6: phase: 'executing' is not one of"),
        ("operation", "Beta phase:delivery", "only projects and programs have phases"),
        ("project", "Beta start:2027-01-02 finish:2027-01-01", "column 23: finish: 2027-01-01 is"),
        ("cost_line", "Cable amount:-4 component:P-1", "column 7: amount: '-4' is less"),
        ("cost_line", "Cable amount:4 component:P-7", "no component is called 'P-7'"),
        ("order", "Wire at:2026-11-02 due:2026-11-01 component:P-1", "due 2026-11-01 is before"),
        ("benefit", "Less starts:2027-03-01 ends:2027-02-01 component:P-1", "before it starts"),
        ("profile_point", "benefit:B-1 period:2027-02-01 planned:4", "is before B-1 starts"),
        ("attribution", "benefit:B-1 component:P-1 share:140", "share: 140 is not 0 to 100"),
        ("cash_flow", "Build case:BX-1 cost:5 at:2026-12-31", "before the case starts"),
        ("rate", "ZZZ rate:1 at:today", "'ZZZ' is no currency"),
        ("rate", "USD rate:0 at:today", "'0' is no rate of exchange"),
        ("person", "Ann rate:-5", "rate: '-5' is less than nothing"),
        ("task", "Fill actual_start:2026-11-02 actual_finish:2026-11-01", "is before the actual"),
    ],
)
def test_a_line_is_refused_at_the_field(plan: Shell, kind: str, line: str, said: str) -> None:
    into = ("--into", "P-1") if kind in {"task", "cash_flow", "profile_point"} else ()
    _refused(plan, said, "add", kind, line, *into)


@pytest.mark.parametrize(
    ("row", "value", "said"),
    [
        (("components", "budget"), {"amount": -5, "currency": "EUR"}, "is less than nothing"),
        (
            ("components", "budget"),
            {"amount": "5", "currency": "ZZZ"},
            "'ZZZ', which is no currency",
        ),
        (("components", "phase"), "doing", "'doing' is no phase"),
        (("components", "portfolio_status"), "good", "'good' is no portfolio status"),
        (("components", "state"), "activ", "'activ' is no state of a project"),
        (("components", "finish"), "2026-12-31", "finish: 2026-12-31 is before the start"),
        (("components", "finish"), "2150-01-01", "the year 2150 is outside"),
        (("tasks", "percent"), 140, "percent: expected `int` <= 100"),
        (("benefits", "ends"), "2027-02-01", "it ends on 2027-02-01, before it starts"),
        (("benefits", "state"), "good", "'good' is no state of a benefit"),
        (("cost_lines", "amount"), {"amount": "-5", "currency": "EUR"}, "is less than nothing"),
        (
            ("cost_lines", "amount"),
            {"amount": "5", "currency": "ZZZ"},
            "'ZZZ', which is no currency",
        ),
        (("orders", "amount"), {"amount": "-5", "currency": "EUR"}, "is less than nothing"),
        (("ledger", "amount"), {"amount": "5", "currency": "ZZZ"}, "'ZZZ', which is no currency"),
        (("profile_points", "period"), "2027-02-01", "is before B-1 starts"),
        (("attributions", "share"), 140, "share: expected `int` <= 100"),
        (("cases", "discount_rate"), "much", "is no discount rate"),
        (("rates", "rate"), "-1", "'-1' is no rate of exchange"),
        (("rates", "currency"), "ZZZ", "'ZZZ' is no currency"),
    ],
)
def test_apply_refuses_what_cannot_be(
    plan: Shell, tmp_path: Path, row: tuple[str, str], value: object, said: str
) -> None:
    table, field = row
    file = tmp_path / "rows.json"
    file.write_text(json.dumps({table: [{**ONE_ROW[table], field: value}]}), "utf-8")
    _refused(plan, said, "apply", str(file))


def test_a_policy_has_a_currency_that_there_is(plan: Shell) -> None:
    _refused(plan, "'XQX' is no currency", "policy", "base_currency=XQX")


def test_a_cell_that_cannot_be_is_left_out_and_said(plan: Shell, tmp_path: Path) -> None:
    file = tmp_path / "projects.csv"
    file.write_text("key,name,budget,phase\nP-1,Alpha,-5,doing\n", "utf-8")
    ran = plan("import", str(file), "--dry-run")
    assert "line 2, budget: '-5' is less than nothing; write it without the minus" in ran.err
    assert "line 2, phase: 'doing' is no phase; write one of draft, initiating, planning" in ran.err


def test_a_row_that_cannot_be_is_named_by_its_line(plan: Shell, tmp_path: Path) -> None:
    file = tmp_path / "lines.csv"
    plan.ok("export", "benefits", str(file))
    ends = file.read_text("utf-8").replace("2028-03-01", "2027-02-01")
    file.write_text(ends, "utf-8")
    _refused(plan, "line 2: B-1: it ends on 2027-02-01, before it starts", "import", str(file))


def test_what_is_typed_well_but_not_possible_now_is_rejected(plan: Shell) -> None:
    ran = plan("set", "P-1", "state=closed")
    assert ran.code == 4
    assert "draft cannot become closed" in ran.err
