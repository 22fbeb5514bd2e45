"""This file is `schema`: the JSON Schema of every entity, in the form that `apply` reads."""

import json
from collections.abc import Mapping
from typing import Final

import msgspec

from pmtui.cli.console.output import SCHEMA
from pmtui.cli.core.verb import DONE, Call, ReadVerb
from pmtui.model.entities.entity import as_document, as_words
from pmtui.model.entities.table import TableSpec
from pmtui.model.workspace.schema import (
    TABLES,
    former_names,
    present_document,
    present_field,
    references,
)

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_MONEY: Final = {
    "title": "Money",
    "type": "object",
    "description": "An amount with its ISO 4217 currency.",
    "properties": {
        "amount": {
            "anyOf": [
                {"type": "string", "description": "in major units: 1200.50"},
                {"type": "integer", "description": "in minor units: 120050"},
            ]
        },
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
    },
    "required": ["amount", "currency"],
}


def document_schema() -> dict[str, object]:
    """The JSON Schema of a document: an array of entities for each table."""
    structs = [spec.type for spec in TABLES.values()]
    _, found = msgspec.json.schema_components(structs, ref_template="#/$defs/{name}")
    described: dict[str, Mapping[str, object]] = {**found}
    described["Money"] = _MONEY
    for spec in TABLES.values():
        described[spec.type.__name__] = _entity(spec, described[spec.type.__name__])
    return {
        "$schema": _DRAFT,
        "title": SCHEMA,
        "description": "Rows to create or update; one is matched by its id, key or code.",
        "type": "object",
        "properties": {
            "schema": {"const": SCHEMA},
            **{
                name: {"type": "array", "items": {"$ref": f"#/$defs/{spec.type.__name__}"}}
                for name, spec in TABLES.items()
            },
        },
        "additionalProperties": False,
        "$defs": described,
    }


def _entity(spec: TableSpec, described: Mapping[str, object]) -> dict[str, object]:
    properties = dict(present_document(spec.name, as_document(described["properties"])))
    for field in references(spec.name):
        properties[field.name] = _reference(TABLES[field.refers].word)
    if "about" in properties:
        properties["about"] = _reference("entity")
    for former, name in former_names(spec.name).items():
        known = {"description": f"The former name of {name}.", "deprecated": True}
        properties[former] = {**as_document(properties[name]), **known}
    properties["key"] = {"type": "string", "description": "Given when it is made, if left out."}
    optional = {"id", "about_table"}
    required = [
        present_field(spec.name, name)
        for name in as_words(described.get("required"))
        if name not in optional
    ]
    return {
        **described,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _reference(word: str) -> dict[str, object]:
    by_name = " or name" if word in {"person", "column"} else ""
    return {
        "anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}],
        "description": f"Key, code or id{by_name} of a {word}.",
    }


def _run(call: Call) -> int:
    if call.out.as_json:
        call.out.document("schema", document=document_schema())
    else:
        call.out.page(json.dumps(document_schema(), indent=2))
    return DONE


VERB: Final = ReadVerb(
    name="schema", help="Prints the JSON Schema of what `apply` reads.", run=_run
)
