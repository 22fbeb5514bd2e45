"""This file asks what becomes of a text that was pasted where nothing is typed."""

from collections.abc import Callable

from pmtui.actions.spec import Situation
from pmtui.model.schema import field_specs
from pmtui.tui.acts import Desk
from pmtui.tui.bursts import marked, pasted_lines
from pmtui.views.wording import counted


def ask(desk: Desk, text: str, obey: Callable[[], None] | None = None) -> None:
    """Offer a task for each line, the lines for the long text of what is under the cursor, nothing.

    Args:
        desk: where it was pasted.
        text: what was pasted.
        obey: takes it as the keys that it may have been after all; None where it was pasted
            for sure.
    """
    lines = pasted_lines(text)
    if not lines:
        return
    asked, first = desk.situation(), dict(desk.screen.active.defaults())
    field, before = _long_text(asked)
    letters = {"t": f"add {counted(len(lines), 'task')}"}
    if field:
        letters["n"] = f"add to its {field}"
    if obey is not None:
        letters["k"] = "take it as keys"
    letters["escape"] = "nothing"

    def chosen(letter: str) -> None:
        if letter == "t":
            given = {**first, "kind": "task"}
            desk.performer.resume("entity.add", given, marked(text), asked=asked)
        elif letter == "n":
            value = "\n".join((*before.splitlines(), *lines))
            given = {"field": field, "value": value}
            desk.performer.perform("entity.set", given, asked.targets[:1], asked=asked)
        elif letter == "k" and obey is not None:
            obey()
        else:
            desk.say("nothing was done with what was pasted")

    desk.choose(f"{counted(len(lines), 'line')} pasted", letters, chosen)


def _long_text(asked: Situation) -> tuple[str, str]:
    """The field of long text of what is under the cursor, and what it holds; empty without one."""
    if len(asked.targets) != 1 or not asked.rows:
        return "", ""
    specs = field_specs(asked.targets[0].table)
    name = next((spec.name for spec in specs if spec.kind == "prose"), "")
    return name, str(getattr(asked.rows[0], name)) if name else ""
