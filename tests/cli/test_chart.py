"""This file tests `chart`: the charts that views declare, as text, as SVG and as numbers."""

from xml.etree import ElementTree as ET

import pytest

from tests.cli.running import Shell, run


@pytest.fixture
def priced(shell: Shell) -> Shell:
    shell.ok("set", "P-1", "budget=600", "spent=400", "forecast=660")
    return shell


def test_a_chart_is_drawn_as_text(priced: Shell) -> None:
    text = priced.ok("chart", "comparison", "--width", "60", "--height", "10")
    assert text.splitlines()[0].startswith(" Budget, actual and forecast EUR")
    assert "P-1" in text
    assert "█" in text
    assert priced.ok("chart", "comparison", "--ascii").isascii()


def test_it_comes_as_one_svg(priced: Shell) -> None:
    root = ET.fromstring(priced.ok("chart", "comparison", "--svg"))  # noqa: S314  (it is ours)
    rects = [rect for rect in root.iter() if rect.get("class") == "series-1 bar"]
    assert len(rects) == 1


def test_its_numbers_come_as_json(priced: Shell) -> None:
    document = priced.json("chart", "comparison", "P-1")
    assert document["scope"] == "P-1"
    assert [series["title"] for series in document["series"]] == ["budget", "actual", "forecast"]
    assert document["series"][0]["points"][0]["value"] == 600


def test_what_is_asked_wrongly_is_refused_in_one_sentence(shell: Shell) -> None:
    ran = run("chart", "nope", "--store", str(shell.store))
    assert ran.code == 2
    assert "there is cumulative flow, " in ran.err
    ran = run("chart", "comparison", "P-99", "--store", str(shell.store))
    assert ran.code == 2
    assert "no project P-99" in ran.err
