"""This file tests charts as SVG: well-formed, self-contained, escaped, readable without sight."""

from typing import Final
from xml.etree import ElementTree as ET

import pytest

from pmtui.views.charts.chart import Chart, ChartMark, DataPoint, Series
from pmtui.views.charts.vector import Inks, svg
from tests.views.charts.examples import EXAMPLES, S_CURVE
from tests.views.charts.test_drawing import HOSTILE

INKS: Final = Inks(
    dict.fromkeys(("ground", "plain", "dim", "head", "accent", "series-1"), "black"),
    dict.fromkeys(("ground", "plain", "dim", "head", "accent", "series-1"), "white"),
)
NAMESPACE: Final = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  (it is ours)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_kind_is_well_formed_and_stands_alone(name: str) -> None:
    text = svg(EXAMPLES[name], INKS)
    root = parsed(text)
    assert root.get("viewBox") == "0 0 720 360"
    assert "href" not in text
    assert "url(" not in text
    assert "@media screen and (prefers-color-scheme: dark)" in text
    assert "var(" not in text  # many programs that show pictures know no CSS variables
    assert "nan" not in text
    assert "inf" not in text.replace("info", "")


def test_it_says_for_readers_what_is_on_it() -> None:
    root = parsed(svg(S_CURVE, INKS))
    assert root.get("role") == "img"
    title, desc = (root.find(f"{NAMESPACE}{tag}") for tag in ("title", "desc"))
    assert title is not None
    assert title.text == "S-curve"
    assert desc is not None
    assert desc.text == (
        "PV, EV, AC, forecast, funding, 28 Jan 2026 to 28 Jun 2027. "
        "Last: 28 Jun 2027: PV 4,130,914 forecast 4,524,335 funding 4,800,000 EUR"
    )


def test_lines_differ_by_dashes_and_letters_as_well() -> None:
    root = parsed(svg(S_CURVE, INKS))
    paths = [path for path in root.iter(f"{NAMESPACE}path") if path.get("stroke-width")]
    assert len({path.get("stroke-dasharray") for path in paths}) == len(paths)
    bold = {text.text for text in root.iter(f"{NAMESPACE}text") if text.get("font-weight")}
    assert {"P", "E", "A", "F", "U"} <= bold


def test_hostile_texts_are_escaped_and_made_visible() -> None:
    chart = Chart(
        title=HOSTILE,
        unit=HOSTILE,
        series=(Series(title=HOSTILE, points=(DataPoint(HOSTILE, 1.0),), kind="bar"),),
        marks=(ChartMark(at=HOSTILE, title=HOSTILE),),
    )
    text = svg(chart, INKS)
    parsed(text)
    assert "<b>" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_an_empty_one_says_so() -> None:
    root = parsed(svg(Chart(title="S-curve", series=(), empty="no baseline yet"), INKS))
    assert "no baseline yet" in {text.text for text in root.iter(f"{NAMESPACE}text")}
