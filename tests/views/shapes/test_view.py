"""This file tests what the line of parts calls a part."""

import pytest

from pmtui.views.shapes.view import TablePart


@pytest.mark.parametrize(
    ("name", "title", "label", "called"),
    [
        ("case", "business cases", "cases", "cases"),
        ("case", "business cases", "", "business cases"),
        ("due", "", "", "due"),
        ("", "", "register", "register"),
    ],
)
def test_a_part_is_called_by_its_label_else_its_title_else_its_name(
    name: str, title: str, label: str, called: str
) -> None:
    assert TablePart(tables=("benefits",), name=name, title=title, label=label).called == called
