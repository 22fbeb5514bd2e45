"""This file tests business cases on the command line: what they come to, and bad input."""

from pathlib import Path

import pytest

from tests.cli.running import Shell


@pytest.fixture
def cloud(empty: Shell) -> Shell:
    """A project with a draft of a case at 10 %: worked example WE-24."""
    empty.ok("add", "project", "Alpha")
    empty.ok("add", "case", "Cloud discount_rate:10 start:2026-01-01")
    empty.ok("add", "cash_flow", "Build case:BX-1 cost:100")
    for period, gain in enumerate((39, 59, 55, 20), 1):
        empty.ok("add", "cash_flow", f"Savings case:BX-1 period:{period} benefit:{gain}")
    return empty


def test_the_json_of_a_case_has_every_metric_and_every_rate(cloud: Shell) -> None:
    document = cloud.json("case")
    (case,) = document["rows"]
    assert (document["kind"], document["scope"]) == ("case", None)
    assert "not discounted" in document["convention"]
    assert (case["npv"], case["bcr"], case["payback"]) == ("39.20", "1.391975", "2.036364")
    assert (case["irr"], case["irr_all"], case["roi"]) == ("0.280948", ["0.280948"], "0.730000")
    assert (case["undefined"], case["left_out"]) == ({}, 0)


def test_what_is_undefined_is_null_with_its_reason(empty: Shell) -> None:
    empty.ok("add", "project", "Alpha")
    empty.ok("add", "case", "Nothing yet")
    (case,) = empty.json("case")["rows"]
    assert case["npv"] is case["irr"] is case["payback"] is None
    assert case["undefined"]["npv"] == "it has no flows"


def test_an_approved_case_that_no_longer_holds_names_what_broke_it(cloud: Shell) -> None:
    cloud.ok("approve", "BX-1")
    cloud.ok("revise", "BX-1")
    (first, *_) = cloud.json("list", "cash_flows", "case=BX-2 title=build")["rows"]
    cloud.ok("set", str(first["id"]), "cost=150")
    (verdict,) = cloud.json("case", "P-1")["still_holds"]
    assert (verdict["approved"], verdict["forecast"]) == ("BX-1", "BX-2")
    assert (verdict["holds"], verdict["broken_by"]) == (False, ["Build"])
    assert verdict["differences"][0]["change"] == "-50.00"
    assert "no: broken by Build" in cloud.ok("case")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "cash_flow", "Late case:BX-1 at:2025-12-31 benefit:5"), "before the case starts"),
        (("add", "cash_flow", "Odd case:BX-1 benefit:5XYZ"), "is not an amount"),
        (("add", "cash_flow", "Odd case:BX-1 period:-1"), "out of its range"),
        (("add", "case", "Odd discount_rate:abc"), "no discount rate"),
        (("set", "BX-1", "discount_rate=3 to 9, 2 to 4"), "must rise"),
        (("set", "BX-1", "period=decade"), "not one of"),
        (("set", "BX-1", "start=2027-01-01x"), "not a date"),
    ],
)
def test_bad_input_is_refused_by_2_and_writes_nothing(
    cloud: Shell, words: tuple[str, ...], said: str
) -> None:
    before = cloud.json("list", "cash_flows")["revision"]
    ran = cloud(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert cloud.json("list", "cash_flows")["revision"] == before


def test_cases_and_flows_go_out_and_in_again_as_csv(cloud: Shell, tmp_path: Path) -> None:
    other = Shell(tmp_path / "other.json")
    other.ok("init", str(other.store), "--from", "empty")
    files = {table: tmp_path / f"{table}.csv" for table in ("components", "cases", "cash_flows")}
    for table, path in files.items():
        cloud.ok("export", table, "--format", "csv", str(path))
        other.ok("import", str(path))
    assert other.json("case")["rows"][0]["npv"] == "39.20"


def test_a_document_brings_a_case_with_its_flows(empty: Shell, tmp_path: Path) -> None:
    empty.ok("add", "project", "Alpha")
    path = tmp_path / "case.json"
    path.write_text(
        '{"cases": [{"id": 5, "title": "New", "component": "P-1", "discount_rate": "10"}],'
        ' "cash_flows": [{"case": 5, "title": "Build",'
        ' "cost": {"amount": 10000, "currency": "EUR"}}, {"case": 5, "title": "Gain",'
        ' "period": 1, "benefit": {"amount": 12100, "currency": "EUR"}}]}'
    )
    empty.ok("apply", str(path))
    (case,) = empty.json("case", "P-1")["rows"]
    assert case["npv"] == "10.00"
