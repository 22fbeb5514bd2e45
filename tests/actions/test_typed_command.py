"""This file tests commands as they are typed: word, targets, arguments, and what is wrong."""

from pmtui.actions.core.action import Situation, Target
from pmtui.actions.schedule.typed_dependency import Dependency
from pmtui.actions.typed_command import Command, read_command
from tests.conftest import TODAY, id_of
from tests.tui.sample import ANN, a_portfolio


def read(line: str, *keys: str, scope: str = "P-1") -> Command:
    """What a line means with the cursor on some tasks."""
    targets = tuple(Target("tasks", id_of(key)) for key in keys)
    situation = Situation(
        a_portfolio(), TODAY, lambda: 1, targets, scope=id_of(scope), view="board", actor=ANN
    )
    return read_command(situation, line)


def test_the_first_word_is_a_verb_an_id_or_a_title_and_the_longest_wins() -> None:
    for line in ("move P-2", "entity.move P-2", "Move to P-2"):
        command = read(line, "T-1")
        assert command.action is not None
        assert command.action.id == "entity.move"
        assert command.given == {"to": id_of("P-2")}
    named = read("add check buy milk", "T-1").action
    assert named is not None
    assert named.id == "check.add"


def test_the_last_argument_takes_the_rest_of_the_line() -> None:
    assert read("set title New words: all of them", "T-1").given == {
        "field": "title",
        "value": "New words: all of them",
    }


def test_a_leading_key_says_what_it_is_done_to() -> None:
    command = read("move T-2 Doing", "T-1")
    assert command.named == (Target("tasks", id_of("T-2")),)
    to = command.given["to"]
    assert isinstance(to, int)
    column = a_portfolio().columns[to]
    assert (column.name, column.component) == ("Doing", id_of("P-1"))
    assert read("complete T-2 T-3", "T-1").named == (
        Target("tasks", id_of("T-2")),
        Target("tasks", id_of("T-3")),
    )


def test_a_key_alone_is_the_argument_where_one_is_wanted() -> None:
    command = read("link T-5", "T-1")
    assert not command.named
    predecessor = command.given["predecessor"]
    assert isinstance(predecessor, Dependency)
    assert predecessor.predecessor == id_of("T-5")
    assert read("link T-2 T-5", "T-1").named == (Target("tasks", id_of("T-2")),)


def test_an_optional_argument_is_passed_over_where_the_word_is_none() -> None:
    assert read("add Write copy !2").given == {"text": "Write copy !2"}
    assert read("add risk Supplier late p:4").given == {
        "kind": "risk",
        "text": "Supplier late p:4",
    }


def test_what_is_not_typed_is_left_to_be_asked() -> None:
    command = read("set due", "T-1")
    assert command.given == {"field": "due"}
    assert not command.problem
    assert read("set due ", "T-1").arg is not None


def test_what_cannot_be_read_is_told_in_a_line() -> None:
    assert "no command is called 'fly'" in read("fly away").problem
    assert "has no field 'colour'" in read("set colour red", "T-1").problem
    assert "someday" in read("set due someday", "T-1").problem
    assert "no more words: 'x'" in read("undo x").problem
    assert read("move nowhere", "T-1").problem
    assert read("set due fri").problem == "nothing under the cursor"


def test_any_text_is_read_or_refused_but_never_breaks() -> None:
    for line in ("", " ", '"', 'set "', "set due \x1b[2J", "move \u202e", "add " + "x" * 20_000):
        assert read(line, "T-1") is not None


def test_an_argument_may_stand_behind_its_name_and_take_what_comes_before_the_next() -> None:
    said = {"start": "1 mar 2027", "into": id_of("P-2"), "name": "Next site"}
    assert read("copy start 1 mar 2027 into P-2 name Next site", "T-1").given == said
    assert read('copy "1 mar 2027" name "Next site" into P-2', "T-1").given == said
    named = read("copy T-2 into P-2", "T-1")
    assert (named.named, dict(named.given)) == (
        (Target("tasks", id_of("T-2")),), {"into": id_of("P-2")},
    )  # fmt: skip
    assert read('copy "start"', "T-1").given == {"start": "start"}
    assert read("copy 1 mar 2027", "T-1").given == {"start": "1 mar 2027"}


def test_what_stands_behind_a_name_is_completed_and_refused_where_it_stands() -> None:
    begun = read("copy start fri into ", "T-1")
    assert begun.arg is not None
    assert (begun.arg.name, begun.start) == ("into", len("copy start fri into "))
    assert begun.problem == "into: say which, behind it"
    wrong = read("copy into Nowhere", "T-1")
    assert (wrong.start, "Nowhere" in wrong.problem) == (len("copy into "), True)
    assert read("copy name A name B", "T-1").problem == "name is given twice"


def test_a_verb_of_several_words_is_typed_with_blanks_too() -> None:
    for line in ("new from", "new_from", "New from a template"):
        action = read(line).action
        assert action is not None
        assert action.id == "plan.new_from"
