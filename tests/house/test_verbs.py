"""This file keeps a verb of the command line in the module of its name, declared once."""

from importlib import import_module
from keyword import iskeyword

import pytest

from pmtui.cli.command_line import VERBS
from pmtui.cli.help_text import GROUPS
from pmtui.cli.main import every_verb
from tests.house.checkout import PACKAGE

_BESIDE = frozenset(
    {"business_case_examples", "catalogue", "earned_value_examples", "flow_examples",
     "levelling_examples", "choice_examples", "simulation_document", "simulation_examples",
     "worked_examples"}
)  # fmt: skip
"""Modules among the verbs that are none: the actions' verbs, and what help and manual show."""


@pytest.mark.parametrize(("name", "home"), VERBS.items())
def test_a_verb_stands_in_the_module_of_its_name(name: str, home: str) -> None:
    assert home.rpartition(".")[2] == name + "_" * iskeyword(name)
    verb = import_module(f"pmtui.cli.{home}").VERB
    assert verb.name == name
    assert verb.help.endswith(".")


def test_every_module_among_the_verbs_is_one() -> None:
    folder = PACKAGE / "cli" / "verbs"
    modules = {
        path.relative_to(folder.parent).with_suffix("").as_posix().replace("/", ".")
        for path in folder.rglob("*.py")
        if path.name != "__init__.py" and path.stem not in _BESIDE
    }
    assert modules == {*VERBS.values()}


def test_every_verb_has_its_place_in_the_help_once() -> None:
    shown = [name for names in GROUPS.values() for name in names]
    assert sorted(shown) == [verb.name for verb in every_verb()]
