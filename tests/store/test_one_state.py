"""This file tests that a store with one state for each component opens with both of them."""

from pathlib import Path
from typing import Final

from pmtui.model.rules.life_cycles import phase_of, portfolio_status_of
from pmtui.store.disk.making_and_opening import open_store

GOLDEN: Final = Path(__file__).parent / "golden" / "one_state.json"
"""Written by the build before, with a project in every state there was."""
_BOTH: Final = {
    "PG-1": ("idea", "definition"),
    "PG-2": ("active", "delivery"),
    "PG-3": ("realising", "closure"),
    "PF-1": ("idea", ""),
    "O-1": ("idea", ""),
    "P-1": ("proposed", "draft"),
    "P-2": ("selected", "initiating"),
    "P-3": ("authorised", "planning"),
    "P-4": ("active", "executing"),
    "P-5": ("active", "closing"),
    "P-6": ("closed", "closed"),
    "P-7": ("on_hold", ""),
    "P-8": ("cancelled", ""),
}


def test_a_store_of_the_build_before_opens_writable_and_says_both_states(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(GOLDEN.read_bytes())
    path.chmod(0o600)
    store = open_store(path)
    assert store.read_only == ""
    components = store.workspace.components.values()
    both = {row.key: (portfolio_status_of(row), phase_of(row)) for row in components}
    assert both == _BOTH
    store.close()
    assert path.read_bytes() == GOLDEN.read_bytes()
