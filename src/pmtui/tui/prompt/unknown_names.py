"""This file asks what to do with the names of a quick-add line that nobody carries."""

from collections.abc import Callable

from pmtui.actions.adding.quick_add import line_kind, unknown_people
from pmtui.actions.core.action import Situation, table_of_word
from pmtui.query.entry.unknown_names import alike_people, with_person, with_text
from pmtui.tui.main.workbench import Workbench

Take = Callable[[str], None]
"""Takes the text of a line."""


def resolve_names(
    desk: Workbench, situation: Situation, word: str, text: str, *, settled: Take, again: Take
) -> None:
    """Ask for each name nobody carries: create the person, choose one alike, leave it as text.

    Args:
        desk: where it is asked.
        situation: where the line was typed.
        word: the kind of what it adds.
        text: the line, or several.
        settled: gets the text once every name has its answer.
        again: gets the text where a question was left without one.
    """
    names = unknown_people(situation, word, text)
    is_one = len(text.splitlines()) == 1

    def table_of(line: str) -> str:
        return line_kind(table_of_word(word) or ("tasks", ""), line, is_typed=is_one)[0][0]

    def ask(at: int, now: str) -> None:
        if at == len(names):
            settled(now)
            return
        name = names[at]
        alike = alike_people(situation.workspace, name)
        people = situation.workspace.people
        letters = {
            "c": "create the person",
            **{str(place): people[person_id].name for place, person_id in enumerate(alike, 1)},
            "t": "leave it as text",
        }

        def chosen(letter: str) -> None:
            ask(at + 1, _with_answer(table_of, now, name, letter, alike))

        desk.choose(f"nobody is called {name!r}", letters, chosen, lambda: again(now))

    ask(0, text)


def _with_answer(
    table_of: Callable[[str], str], text: str, name: str, letter: str, alike: tuple[int, ...]
) -> str:
    if letter == "c":
        return text
    if letter == "t":
        lines = (with_text(table_of(line), line, name) for line in text.splitlines())
    else:
        person = alike[int(letter) - 1]
        lines = (with_person(table_of(line), line, name, person) for line in text.splitlines())
    return "\n".join(lines)
