"""This file lets any verb work in a scenario: `--scenario W-1` reads and edits beside the plan."""

import msgspec

from pmtui.cli.console.output import Output
from pmtui.cli.core.verb import USAGE, Stop, StoreReading, nearest
from pmtui.model.scenarios.overlay import laid_over, left_out_words
from pmtui.model.scenarios.scenarios import Scenario
from pmtui.model.workspace.workspace import Workspace
from pmtui.session.session import Session


def scenario_named(workspace: Workspace, text: str) -> Scenario:
    """The scenario that a key, or its name, means.

    Raises:
        Stop: there is none, or several are called so.
    """
    _, keyed = workspace.by_key(text) or ("", None)
    if isinstance(keyed, Scenario):
        return keyed
    rows = [*workspace.rows_of(Scenario).values()]
    named = [row for row in rows if row.name.casefold() == text.strip().casefold()]
    if len(named) == 1:
        return named[0]
    if named:
        keys = ", ".join(row.key for row in named)
        raise Stop(USAGE, f"several scenarios are called {text!r}: {keys}; write the key")
    if not rows:
        hint = "there is none yet; pmtui add scenario NAME begins one"
    else:
        close = nearest(text, [row.name for row in rows])
        hint = f"did you mean {close[0]}?" if close else "pmtui list scenarios shows them"
    raise Stop(USAGE, f"{text!r} is no scenario: {hint}")


def reading_in(reading: StoreReading, text: str, out: Output) -> StoreReading:
    """A store as it would be with the edits of a scenario; what no longer fits is said.

    Raises:
        Stop: there is no such scenario.
    """
    scenario = scenario_named(reading.workspace, text)
    overlay = laid_over(reading.workspace, scenario.id)
    for words in left_out_words(reading.workspace, overlay):
        out.say(f"{scenario.key}: {words}")
    return msgspec.structs.replace(reading, workspace=overlay.workspace)


def edit_in(session: Session, text: str) -> None:
    """Have a session edit in a scenario, which must not be over.

    Raises:
        Stop: there is no such scenario, or it is over.
    """
    scenario = scenario_named(session.workspace, text)
    if scenario.state != "draft":
        raise Stop(USAGE, f"{scenario.key} {scenario.name} is {scenario.state}: begin another one")
    session.show_scenario(scenario.id).result()
