"""This file is `show`: one entity in full."""

from typing import Final

from pmtui.cli.console.view_text import draw_section, line_text
from pmtui.cli.core.entity_names import at_argument, read_as_of, resolve_entity
from pmtui.cli.core.verb import DONE, USAGE, Call, Parser, ReadVerb, Stop
from pmtui.exchange.documents.entity_documents import document_of
from pmtui.figures.catalogue import figure_names
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.workspace.schema import field_spec
from pmtui.query.fields.catalogue import fields_of
from pmtui.views.detail.entity_detail import Detail, detail
from pmtui.views.registers.plain_data import component_figures, plain_rows


def _show(call: Call) -> int:
    reading = read_as_of(call)
    target = resolve_entity(reading.workspace, call.args.id)
    figures = Figures(reading.workspace, reading.today)
    if call.out.as_json:
        document = entity_json(figures, *target)
        call.out.document(target[0], revision=reading.workspace.revision, **document)
        return DONE
    found = detail(figures, *target)
    if found is None:
        raise Stop(USAGE, f"{call.args.id} is gone")
    _draw(call, found)
    return DONE


def entity_json(figures: Figures, table: str, entity_id: int) -> dict[str, object]:
    """One entity as JSON: the document that `apply` reads, what is derived, and its remarks."""
    workspace, figures_shown = figures.workspace, figure_names(table)
    derived = [
        name
        for name, field in fields_of(table).items()
        if name in figures_shown or (field_spec(table, name) is None and field.kind != "flag")
    ]
    figure = plain_rows(figures, table, (entity_id,), derived)[0]
    about = workspace.ids_by("remarks", "about", entity_id)
    remarks = plain_rows(figures, "remarks", about, ("at", "by", "topic", "text"))
    rolled = component_figures(figures, entity_id) if table == "components" else {}
    entity = document_of(workspace, table, workspace.rows(table)[entity_id])
    return {"entity": entity, "figures": {**figure, **rolled}, "remarks": remarks}


def _draw(call: Call, found: Detail) -> None:
    out = call.out
    out.line(line_text((*found.title, *found.kind)))
    lines = [field for field in found.fields if call.args.all or not field.is_empty]
    wide = max((len(line.label) for line in lines), default=0)
    for line in lines:
        first, *more = line.text.split("\n")
        out.line(f"  {line.label:<{wide}}  {first}")
        for text in more:
            out.line(f"  {'':<{wide}}  {text}")
    for section in (found.figures, *found.related):
        if section.entries:
            draw_section(out, section)


def _show_arguments(parser: Parser) -> None:
    parser.add_argument("id", metavar="ID", help="a key such as T-40, an id, or a path")
    parser.add_argument("--all", action="store_true", help="empty fields as well")
    at_argument(parser)


VERB: Final = ReadVerb(
    name="show",
    help="Shows one thing in full: its fields, figures and what is tied to it.",
    arguments=_show_arguments,
    run=_show,
)
