"""This file tests pmtui.exchange.tables.column_maps.map_toml."""

from hypothesis import given
from hypothesis import strategies as st

from pmtui.exchange.tables.column_maps.column_map import ColumnMap, Level, TableMap, read_map
from pmtui.exchange.tables.column_maps.map_toml import map_to_toml

_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="{}"), max_size=12)


def test_a_map_is_written_for_people() -> None:
    mapping = TableMap(
        rows="task",
        above=(Level(kind="project", name="{Project}", start_with={"state": "executing"}),),
        column=(
            ColumnMap(headers=("Task",), field="title"),
            ColumnMap(headers=("Est (h)",), field="estimate", unit="hours"),
            ColumnMap(headers=("Colour",), field=""),
        ),
        values={"priority": {"Very high": "1"}},
    )
    assert map_to_toml(mapping) == (
        'rows = "task"\n\n'
        '[[above]]\nkind = "project"\nname = "{Project}"\nstart_with = { state = "executing" }\n\n'
        '[[column]]\nheaders = ["Task"]\nfield = "title"\n\n'
        '[[column]]\nheaders = ["Est (h)"]\nfield = "estimate"\nunit = "hours"\n\n'
        '[[column]]\nheaders = ["Colour"]\nfield = ""\n\n'
        '[values.priority]\n"Very high" = "1"\n'
    )


@given(
    title=_TEXTS,
    header=_TEXTS,
    table=st.dictionaries(_TEXTS, _TEXTS, max_size=3),
    indent=st.booleans(),
)
def test_whatever_a_map_says_is_read_back_the_same(
    title: str, header: str, table: dict[str, str], *, indent: bool
) -> None:
    mapping = TableMap(
        title=title,
        indent=indent,
        start_with=table,
        unknown=(header, title),
        column=(ColumnMap(headers=(header, "Task"), field="title", topic=title),),
        values={header: table} if table else {},
    )
    assert read_map(map_to_toml(mapping), "a.toml") == mapping
