"""This file tests that former names of fields still do what they did, in and out."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.cli.running import Shell
from tests.store.test_former_names import GOLDEN, golden

SHEET: Final = GOLDEN.with_suffix(".csv")
"""The components as the build before exported them."""


@pytest.fixture
def old(tmp_path: Path) -> Shell:
    return Shell(golden(tmp_path))


def rating(shell: Shell, key: str) -> str:
    return str(shell.json("show", key)["entity"].get("reported_rag", ""))


@pytest.mark.parametrize("name", ["reported_rag", "said_rag", "said"])
def test_a_filter_and_an_order_know_either_name(old: Shell, name: str) -> None:
    rows = old.json("list", "components", f"{name}:R sort:{name}-")["rows"]
    assert [row["key"] for row in rows] == ["P-2"]


def test_a_saved_view_of_the_build_before_still_filters(old: Shell) -> None:
    (view,) = old.json("list", "views")["rows"]
    rows = old.json("list", "components", view["query"], "--sort", view["sort"])["rows"]
    assert [row["key"] for row in rows] == ["P-1"]


def test_a_heading_says_the_name_of_today_and_json_says_both(old: Shell) -> None:
    line = old.ok("list", "components", "--columns", "key,said_rag").splitlines()[0]
    assert line.split("\t")[-1].split() == ["reported", "rag"]
    (row,) = old.json("list", "components", "key:P-2")["rows"]
    assert (row["reported_rag"], row["said_rag"]) == ("R", "R")
    (chosen,) = old.json("list", "components", "key:P-2", "--columns", "said_rag")["rows"]
    assert chosen == {"said_rag": "R"}
    entity = old.json("show", "P-2")["entity"]
    assert (entity["reported_rating"], entity["said_rating"]) == ("Red", "Red")


@pytest.mark.parametrize("name", ["reported_rating", "said_rating"])
def test_set_and_log_know_either_name(old: Shell, name: str) -> None:
    old.ok("set", "P-1", f"{name}=Amber")
    assert "P-1 reported rating: Greenish -> Amber" in old.ok("log", "P-1", name)
    old.ok("undo")
    assert old.json("show", "P-1")["entity"]["reported_rating"] == "Greenish"


def test_a_table_that_the_build_before_exported_is_read_by_its_headings(
    old: Shell, tmp_path: Path
) -> None:
    sheet = tmp_path / "components.csv"
    sheet.write_text(SHEET.read_text("utf-8").replace(",Green,", ",Emerald,"), "utf-8")
    ran = old("import", str(sheet), "--theirs")
    assert ran.code == 0, ran.err
    assert "leaves out" not in ran.err
    assert old.json("show", "P-1")["entity"]["reported_rating"] == "Emerald"


def test_a_table_goes_out_under_the_names_of_today_and_comes_back(
    old: Shell, tmp_path: Path
) -> None:
    sheet = tmp_path / "out.csv"
    old.ok("export", "components", str(sheet))
    text = sheet.read_text("utf-8")
    assert "reported rag,reported rating,reported at" in text
    sheet.write_text(text.replace(",Greenish,", ",Emerald,"), "utf-8")
    old.ok("import", str(sheet))
    assert old.json("show", "P-1")["entity"]["reported_rating"] == "Emerald"


@pytest.mark.parametrize("name", ["reported_rag", "said_rag"])
def test_apply_takes_the_name_that_was_changed(old: Shell, name: str) -> None:
    shown = old.json("show", "P-1")
    shown["entity"][name] = "R"
    old.ok("apply", "-", stdin=json.dumps(shown))
    assert rating(old, "P-1") == "R"
    listed = old.json("list", "components", "key:P-1")
    listed["rows"][0][name] = "A"
    old.ok("apply", "-", stdin=json.dumps(listed))
    assert rating(old, "P-1") == "A"


@pytest.mark.parametrize("name", ["reported_rag", "said_rag"])
def test_an_exported_document_is_taken_in_by_the_name_that_was_changed(
    old: Shell, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "out.json"
    old.ok("export", "components", str(file))
    whole: dict[str, Any] = json.loads(file.read_text("utf-8"))
    (row,) = (row for row in whole["components"] if row["key"] == "P-1")
    row[name] = "R"
    assert "1 updated" in old("apply", "-", stdin=json.dumps(whole)).err
    assert rating(old, "P-1") == "R"


def test_links_are_found_listed_and_applied_under_either_names(old: Shell) -> None:
    for name in ("predecessor", "giver", "from"):
        assert [row["key"] for row in old.json("list", "links", f"{name}:T-2")["rows"]] == ["L-2"]
    row = old.json("show", "L-2")["entity"]
    assert (row["predecessor"], row["giver"]) == ("T-2", "T-2")
    assert (row["successor"], row["taker"]) == ("T-3", "T-3")
    (contract,) = old.json("contracts")["rows"]
    assert {contract["predecessor"], contract["giver"]} == {"T-2"}
    assert {contract["successor"], contract["taker"]} == {"T-3"}
    link = {"giver": "T-1", "taker": "T-3", "component": "P-1"}
    old.ok("apply", "-", stdin=json.dumps({"links": [link]}))
    assert [link["key"] for link in old.json("list", "links", "from:T-1")["rows"]] == ["L-1", "L-3"]
    old.ok("apply", "-", stdin=json.dumps({"links": [link]}))
    assert old.json("list", "links")["total"] == 3


def test_a_table_of_links_of_the_build_before_is_read_by_its_headings(
    old: Shell, tmp_path: Path
) -> None:
    sheet = tmp_path / "links.csv"
    sheet.write_text(
        "key,component,giver,taker,type,lag unit,needed by,state\n"
        "L-2,P-2,T-2,T-3,FS,work,2026-12-21,requested\n",
        "utf-8",
    )
    ran = old("import", str(sheet), "--theirs")
    assert ran.code == 0, ran.err
    assert "leaves out" not in ran.err
    entity = old.json("show", "L-2")["entity"]
    assert (entity["needed_by"], entity["predecessor"]) == ("2026-12-21", "T-2")


def test_a_new_row_may_have_the_former_name_alone_but_not_two_values(old: Shell) -> None:
    row = {"kind": "project", "name": "Dock", "component": "PG-1", "said_rag": "A"}
    old.ok("apply", "-", stdin=json.dumps({"components": [row]}))
    assert rating(old, "P-3") == "A"
    odd = {**row, "name": "Mole", "reported_rag": "R"}
    ran = old("apply", "-", stdin=json.dumps({"components": [odd]}))
    assert ran.code == 2
    assert "reported_rag: says another thing than said_rag, its former name" in ran.err


def test_a_wrong_value_under_the_former_name_is_named_by_that_of_today(old: Shell) -> None:
    row = {"key": "P-1", "said_rag": "blue"}
    ran = old("apply", "-", stdin=json.dumps({"components": [row]}))
    assert ran.code == 2
    assert "row 1, reported_rag: " in ran.err


def test_the_schema_has_both_names_and_says_which_is_the_former(old: Shell) -> None:
    fields = old.json("schema")["document"]["$defs"]["Component"]["properties"]
    assert fields["said_rag"]["deprecated"] is True
    assert "deprecated" not in fields["reported_rag"]
