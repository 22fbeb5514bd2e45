"""This file keeps the one list of libraries that load at first use true."""

import ast
import re
import tomllib

from pmtui.libraries import LATE_LIBRARIES
from tests.house.checkout import ROOT, imports_in_functions, module_name, python_files


def test_each_library_loads_where_the_list_says_and_nowhere_else() -> None:
    names = {library.name for library in LATE_LIBRARIES}
    found = {
        (name.partition(".")[0], module_name(path).removeprefix("pmtui."))
        for path in python_files()
        for _, name in imports_in_functions(ast.parse(path.read_text("utf-8")))
        if name.partition(".")[0] in names
    }
    assert found == {(one.name, module) for one in LATE_LIBRARIES for module in one.loads_in}


def test_each_library_is_installed_as_the_list_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for library in LATE_LIBRARIES:
        wanted = (
            project["optional-dependencies"][library.extra]
            if library.extra
            else project["dependencies"]
        )
        assert (library.package or library.name) in {
            re.split(r"[<>=~\[ ]", one)[0] for one in wanted
        }


def test_the_page_shows_the_list() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    for library in LATE_LIBRARIES:
        places = ", ".join(f"`{module}`" for module in library.loads_in)
        installs = f"`pmtui[{library.extra}]`" if library.extra else "always there"
        assert f"| {library.name} | {library.used_for} | {installs} | {places} |" in page
