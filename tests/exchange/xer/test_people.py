"""This file reads the resources, assignments and costs of P6 exports."""

from pmtui.exchange.xer.xer_reader import read_xer
from tests.exchange.xer.documents import an_activity, document, plan_tables

TABLES = plan_tables(
    TASK=[an_activity(1, 16, target_work_qty=10, target_equip_qty=2)],
    RSRC=[
        {"rsrc_id": 7, "rsrc_short_name": "ANN", "rsrc_name": "Ann", "rsrc_type": "RT_Labor"},
        {"rsrc_id": 8, "rsrc_short_name": "CRANE", "rsrc_type": "RT_Equip"},
        {"rsrc_id": 9, "rsrc_short_name": "idle", "rsrc_type": "RT_Labor"},
    ],
    RSRCRATE=[{"rsrc_id": 7, "max_qty_per_hr": 0.5, "cost_per_qty": 80}],
    ROLES=[{"role_id": 3, "role_short_name": "QA", "role_name": "Inspector"}],
    TASKRSRC=[
        {
            "taskrsrc_id": 1,
            "proj_id": 1,
            "task_id": 1,
            "rsrc_id": 7,
            "target_qty": 8,
            "remain_qty": 6,
            "act_reg_qty": 2,
            "target_qty_per_hr": 0.5,
            "target_cost": 640,
            "act_reg_cost": 160,
            "remain_cost": 480,
        },
        {"taskrsrc_id": 2, "proj_id": 1, "task_id": 1, "rsrc_id": 8, "target_qty": 2},
        {"taskrsrc_id": 3, "proj_id": 1, "task_id": 1, "role_id": 3},
    ],
    PROJCOST=[{"proj_id": 1, "task_id": 1, "target_cost": 99.5, "act_cost": 0}],
)


def test_resources_in_use_come_with_their_kind_units_and_rate() -> None:
    plan = read_xer(document(TABLES))
    assert [(r.uid, r.code, r.name, r.kind, r.units, r.rate) for r in plan.resources] == [
        (7, "ANN", "Ann", "work", 0.5, 80.0),
        (8, "CRANE", "CRANE", "equipment", 1.0, None),
        (-3, "QA", "Inspector", "role", 1.0, None),
    ]


def test_assignments_keep_units_and_work_and_a_role_stands_in_for_nobody() -> None:
    rows = read_xer(document(TABLES)).assignments
    assert [(a.resource, a.units, a.work, a.remaining_work, a.actual_work) for a in rows] == [
        (7, 0.5, 480, 360, 120),
        (8, 1.0, 120, None, None),
        (-3, 1.0, None, None, None),
    ]


def test_an_activity_costs_what_its_resources_and_expenses_cost() -> None:
    (task,) = read_xer(document(TABLES)).tasks
    assert (task.cost, task.actual_cost, task.remaining_cost) == (73950, 16000, 48000)
    assert task.work == 720
