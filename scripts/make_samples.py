"""This file makes the sample stores: `python -m scripts.make_samples` writes sample_data/*.json."""

import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from pmtui.actions.adding.creation import BOARD
from pmtui.actions.core.action import Situation
from pmtui.exchange.formats.incoming_file import plan_file_import, read_file, source_of
from pmtui.exchange.sample_store import SAMPLE
from pmtui.exchange.tables.column_maps.column_map import read_map
from pmtui.figures.schedule_analysis.frozen_costs import frozen_costs
from pmtui.figures.sheet.figures_sheet import Figures
from pmtui.model.changes.ops import (
    Op,
    Ops,
    apply,
    create,
    edit,
    entity_of,
    invert,
    plain,
    settle_keys,
)
from pmtui.model.changes.stored_ops import stored_ops
from pmtui.model.costing.status_points import StatusPoint
from pmtui.model.entities.baselines import BASELINE_CALENDARS, Baseline, BaselineRow, FrozenCalendar
from pmtui.model.entities.components import Component
from pmtui.model.entities.entity import Entity
from pmtui.model.entities.policy import Policy
from pmtui.model.ids import IdSource
from pmtui.model.merging.outcome import Rejected
from pmtui.model.merging.settle import settle
from pmtui.model.ranks import even_ranks
from pmtui.model.workspace.schema import TABLES, field_spec
from pmtui.model.workspace.workspace import Workspace, known_tables
from pmtui.query.values.durations import parse_duration
from pmtui.query.values.money import typed_money
from pmtui.store.snapshots.snapshot_format import Meta, encoded
from scripts.sample_story import Event, default_of, row_named, stamps, story

ROOT: Final = Path(__file__).parents[1]
SAMPLES: Final = ROOT / "sample_data"
_SOURCES: Final = SAMPLES / "sources"
_BORN: Final = 1_735_689_600_000
"""The moment ids are drawn from: 1 January 2025, so that a store made again is the same."""
_SHORT: Final = {
    "who": "owner",
    "p": "priority",
    "est": "estimate",
    "done": "actual_finish",
    "since": "entered",
    "pct": "percent",
    "dur": "duration",
    "in": "column",
    "under": "parent",
    "of": "component",
    "within": "component",
    "on": "about",
    "money": "money_impact",
    "cost": "response_cost",
    "notes": "response_notes",
}
"""Short names of fields in the sources, where a table has no field of that name; in risks `notes`
is short though they have."""
_APART: Final = frozenset({"ref", "after", "with", "checks", "residual", "agreed"})
_BOARDS: Final = frozenset({"project"})


class Builder:
    """Builds a workspace from rows of text, dates and numbers that refer to each other by name.

    Args:
        sources: the parsed source files, in order.
    """

    def __init__(self, sources: Iterable[Mapping[str, Any]]) -> None:
        self._sources = tuple(sources)
        self._draw = IdSource(lambda: _BORN, 0).draw
        self._refs: dict[str, tuple[str, int]] = {}
        self._columns: dict[tuple[int, str], int] = {}
        self._ops: list[Op] = []
        self._currency = "EUR"

    def workspace(self) -> Workspace:
        """The workspace as it was before its last edits, which it carries in the table `sample`."""
        self._known_by_name()
        for source in self._sources:
            for table in TABLES:
                for row in source.get(table, ()) if table != "tasks" else ():
                    self._row(table, row)
                if table == "tasks":
                    for project, rows in source.get("tasks", {}).items():
                        self._tasks(self._id(project), rows)
        base = Workspace(known_tables())
        settled = settle(base, settle_keys(base, tuple(self._ops)))
        if isinstance(settled, Rejected):
            raise SystemExit(f"the sources do not make a valid store: {settled.reason}")
        return self._before_last_edits(self._with_frozen_costs(apply(base, settled, 1)))

    def _known_by_name(self) -> None:
        """An id for every row that others refer to, before any is made."""
        for source in self._sources:
            for table in TABLES:
                rows = source.get(table, ())
                if table == "tasks":
                    rows = [row for one in source.get("tasks", {}).values() for row in one]
                for row in rows:
                    if "ref" in row:
                        if row["ref"] in self._refs:
                            raise SystemExit(f"two rows are called {row['ref']}")
                        self._refs[row["ref"]] = (table, self._draw())

    def _id(self, ref: str) -> int:
        if ref not in self._refs:
            raise SystemExit(f"no row is called {ref}")
        return self._refs[ref][1]

    def _make(self, table: str, fields: Mapping[str, Any]) -> int:
        entity = TABLES[table].type(**fields)
        self._ops.append(create(table, entity))
        return entity.id

    def _row(self, table: str, row: Mapping[str, Any]) -> int:
        fields: dict[str, Any] = {"id": self._id(row["ref"]) if "ref" in row else self._draw()}
        for name, value in row.items():
            if name not in _APART:
                field = self._field(table, name)
                fields[field] = self._value(table, field, value, fields)
        if "about" in fields:
            about_table, fields["about"] = self._refs[row["on"]]
            about = self._find(about_table, fields["about"])
            fields["about_table"] = about_table
            fields["component"] = about.id if about_table == "components" else about.component
        if "residual" in row:
            fields["residual_probability"], fields["residual_impact"] = row["residual"]
        if table == "links":
            fields["component"] = self._find("tasks", fields["successor"]).component
        if table in {"components", "saved_views"}:
            fields["rank"] = self._rank(table)
        made = self._make(table, fields)
        if fields.get("kind") in _BOARDS and table == "components":
            self._board(made)
        return made

    def _field(self, table: str, name: str) -> str:
        if field_spec(table, name) is not None and (name != "notes" or table != "risks"):
            return name
        return _SHORT.get(name, name)

    def _value(self, table: str, field: str, value: Any, fields: Mapping[str, Any]) -> Any:
        spec = field_spec(table, field)
        if spec is None:
            raise SystemExit(f"{table} have no field {field}")
        if spec.kind == "about":
            return 0
        if spec.name == "column":
            return self._columns[fields["component"], value]
        if spec.kind == "reference":
            return self._id(value) if value else 0
        if spec.kind == "money":
            return typed_money(value, self._currency, decimal=".")
        if spec.kind == "minutes":
            return parse_duration(value, Policy(id=0).minutes_per_day)
        return tuple(value) if isinstance(value, list) else value

    def _find(self, table: str, entity_id: int) -> Entity:
        found = next(op for op in self._ops if op.table == table and op.id == entity_id)
        return entity_of(table, found.new)[0]

    def _rank(self, table: str) -> str:
        places = list(even_ranks(99))
        return places[sum(op.table == table for op in self._ops)]

    def _board(self, component: int) -> None:
        for (name, role, limit), rank in zip(BOARD, even_ranks(len(BOARD)), strict=True):
            fields = {"component": component, "name": name, "role": role, "limit": limit}
            made = self._make("columns", {"id": self._draw(), **fields, "rank": rank})
            self._columns[component, name] = made

    def _tasks(self, project: int, rows: list[Mapping[str, Any]]) -> None:
        ranks = tuple(even_ranks(len(rows)))
        ids = [self._id(row["ref"]) if "ref" in row else self._draw() for row in rows]
        for row, task, rank in zip(rows, ids, ranks, strict=True):
            fields: dict[str, Any] = {"id": task, "component": project}
            for name, value in row.items():
                if name not in _APART:
                    field = self._field("tasks", name)
                    fields[field] = self._value("tasks", field, value, fields)
            fields |= {"board_rank": rank, "outline_rank": rank}
            self._make("tasks", fields | stamps(row))
        for row, task in zip(rows, ids, strict=True):
            self._beside(project, task, row)

    def _beside(self, project: int, task: int, row: Mapping[str, Any]) -> None:
        """What stands in tables of its own: checks, people at work, links."""
        checks = row.get("checks", ())
        for text, rank in zip(checks, even_ranks(len(checks)), strict=True):
            fields = {"text": text[1:], "done": text[0] == "+", "rank": rank}
            self._make("checks", {"id": self._draw(), "component": project, "task": task, **fields})
        for person in row.get("with", ()):
            fields = {"component": project, "task": task, "person": self._id(person)}
            self._make("assignments", {"id": self._draw(), **fields})
        for predecessor in row.get("after", "").split():
            ref, _, kind = predecessor.partition(":")
            ends = {"component": project, "predecessor": self._id(ref), "successor": task}
            if self._is_contract(ref, task):
                continue
            kind, _, lag = kind.partition("+")
            if lag:
                ends["lag"] = parse_duration(lag, Policy(id=0).minutes_per_day)
            self._make("links", {"id": self._draw(), **ends, "type": kind or "FS"})
        self._agreed(project, task, row)

    def _agreed(self, project: int, task: int, row: Mapping[str, Any]) -> None:
        """The row of the project's baseline: as it was agreed, else as it was done or is due."""
        baseline = next(
            (one["ref"] for one in self._every("baselines") if self._id(one["of"]) == project), ""
        )
        last = row.get("done", row.get("due"))
        dates = row.get("agreed", [row.get("start", last), last])
        start, finish = dates[0], dates[-1]
        if not baseline or row.get("new"):
            return
        fields = {"title": row["title"], "kind": row.get("kind", "task")}
        ends = {"start": start, "finish": finish, "start_time": 0, "finish_time": 1440}
        made = {
            "id": self._draw(),
            "component": project,
            "baseline": self._id(baseline),
            "task": task,
        }
        self._make("baseline_rows", made | fields | ends)

    def _is_contract(self, predecessor: str, successor: int) -> bool:
        """Whether the sources list a link with the fields of a contract."""
        return any(
            one["predecessor"] == predecessor and self._id(one["successor"]) == successor
            for source in self._sources
            for one in source.get("links", ())
        )

    def _with_frozen_costs(self, now: Workspace) -> Workspace:
        """The workspace with what the tasks in each baseline cost by when, frozen in it."""
        figures = Figures(now, self._today)
        ops: list[Op] = []
        for baseline in now.rows_of(Baseline).values():
            rows = tuple(now.rows_by(BaselineRow, "baseline", baseline.id))
            costs = frozen_costs(figures, baseline.component, [row.task for row in rows])
            calendars = {0: 0}
            for hours in costs.calendars:
                place = {"component": baseline.component, "baseline": baseline.id}
                fields = {"id": self._draw(), **place, **hours}
                calendar = msgspec.convert(fields, FrozenCalendar)
                calendars[calendar.number] = calendar.id
                ops.append(create(BASELINE_CALENDARS.name, calendar))
            worth = {"plan_rate": costs.plan_rate, "plan_base": costs.plan_base}
            ops += edit("baselines", baseline, currency=costs.currency, **worth)
            for row in rows:
                cost = costs.tasks.get(row.task)
                if cost is not None:
                    spread = msgspec.structs.asdict(cost)
                    spread |= {"cost": cost.own_cost, "calendar": calendars[cost.calendar]}
                    ops += edit("baseline_rows", row, **spread)
        return apply(now, tuple(ops), 1)

    @property
    def _today(self) -> date:
        """The day on which the store plays."""
        day: date = next(source["today"] for source in self._sources if "today" in source)
        return day

    def _before_last_edits(self, now: Workspace) -> Workspace:
        edits: list[tuple[str, Ops]] = []
        before = now
        for source in self._sources:
            for one in reversed(source.get("edit", [])):
                table, row = self._told_of(one, before)
                back = edit(table, row, **self._was(one, table, row))
                edits.insert(0, (one["action"], invert(back)))
                before = apply(before, back)
        day = self._today
        told = [self._event(at, one, before) for at, one in enumerate(self._every("told"))]
        about = {
            "today": day.isoformat(),
            "edits": [{"action": action, "ops": plain(stored_ops(ops))} for action, ops in edits],
            "story": story(before, day, told),
        }
        return apply(before, (Op("put", SAMPLE, 1, new=about),), 1)

    def _every(self, name: str) -> Iterator[Mapping[str, Any]]:
        for source in self._sources:
            yield from source.get(name, ())

    def _told_of(self, one: Mapping[str, Any], now: Workspace) -> tuple[str, Entity]:
        table, row_id = self._refs[one["row"]]
        return table, row_named(now.get(table, row_id), one["row"])

    def _was(self, one: Mapping[str, Any], table: str, row: Entity) -> dict[str, Any]:
        place = {"component": row.component}
        return {
            field: default_of(table, field)
            if value == ""
            else self._value(table, field, value, place)
            for name, value in one["was"].items()
            for field in (self._field(table, name),)
        }

    def _event(self, at: int, one: Mapping[str, Any], now: Workspace) -> Event:
        table, row = self._told_of(one, now)
        was = self._was(one, table, row) if "was" in one else None
        action = one.get("action", "entity.set" if was else "entity.create")
        return Event(one["at"], 10 + at, self._id(one["by"]), action, table, row.id, was)


def acme() -> Workspace:
    """The demo portfolio from its sources."""
    names = (
        "acme.toml", "website_relaunch.toml", "other_work.toml", "budgets.toml",
        "status_points.toml", "governance.toml", "staffing.toml", "cycles.toml",
        "next_year.toml",
    )  # fmt: skip
    return Builder(
        tomllib.loads((_SOURCES / name).read_text("utf-8")) for name in names
    ).workspace()


def gmpp() -> Workspace:
    """The UK Government Major Projects Portfolio of 2023 from the table as it was published.

    Each project has a status point with its delivery confidence and whole-life cost of the year,
    and one of 2019 where the table of that year names it.
    """
    draw = IdSource(lambda: _BORN, 0).draw
    now, before = (_published(year, draw) for year in (2023, 2019))
    named = {_folded(row.name): row for row in before.components.values() if row.kind == "project"}
    points: list[StatusPoint] = []
    for row in now.components.values():
        if row.kind == "project":
            then = named.get(_folded(row.name))
            points += [_status(draw(), row.id, told) for told in (then, row) if told is not None]
    ops = settle(now, tuple(create("status_points", point) for point in points))
    return apply(now, _valid(ops), 1)


def _published(year: int, draw: Callable[[], int]) -> Workspace:
    """A store of the table of one year; financial years begin in April."""
    path = SAMPLES / "maps" / "gmpp.toml"
    mapping = read_map(path.read_text("utf-8"), path.name)
    policy = Policy(id=draw(), timezone="Europe/London", base_currency="GBP", year_start=4)
    base = apply(Workspace(known_tables()), (create("policy", policy),))
    source = source_of(_SOURCES / f"uk_{year}.csv")
    table = msgspec.structs.replace(read_file(source), mapping=mapping)
    planned = plan_file_import(table, Situation(base, date(year, 3, 31), draw))
    return apply(base, _valid(settle(base, planned.ops)), 1)


def _valid(settled: Ops | Rejected) -> Ops:
    if isinstance(settled, Rejected):
        raise SystemExit(f"the table does not make a valid store: {settled.reason}")
    return settled


def _status(point_id: int, project: int, told: Component) -> StatusPoint:
    """How a project stood by the table of a year."""
    return StatusPoint(
        id=point_id,
        component=project,
        data_date=told.reported_at or date(2023, 3, 31),
        eac=told.whole_life_cost,
        note=f"delivery confidence: {told.reported_rating or 'not given'}",
    )


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def stores() -> Iterator[tuple[Path, bytes]]:
    """Each sample store: where it lies and the bytes it must hold."""
    for name, workspace in (("portfolio", acme()), ("gmpp_2023", gmpp())):
        meta = Meta(store_id=f"sample-{name}", rev=workspace.revision, log_from=2)
        yield SAMPLES / f"{name}.json", encoded(workspace, meta)


def main() -> int:
    """Write every sample store."""
    for path, data in stores():
        path.write_bytes(data)
        sys.stdout.write(f"{path.relative_to(ROOT)} {len(data)} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
