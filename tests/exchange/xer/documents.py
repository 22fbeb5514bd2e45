"""This file writes small XER files for the tests of their reader."""

from collections.abc import Mapping, Sequence

Tables = Mapping[str, Sequence[Mapping[str, object]]]


def office(exceptions: str = "") -> str:
    """The data of a calendar of office days with exceptions such as `(0||0(d|45765)())`."""
    days = "".join(
        f"(0||{day}()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))" for day in range(2, 7)
    )
    return (
        f"(0||CalendarData()((0||DaysOfWeek()((0||1()()){days}(0||7()())))"
        f"(0||Exceptions()({exceptions}))))"
    )


def plan_tables(**more: Sequence[Mapping[str, object]]) -> dict[str, list[Mapping[str, object]]]:
    """The tables of a plan that starts on Monday 7 April 2025, with some replaced or added."""
    tables: dict[str, list[Mapping[str, object]]] = {
        "PROJECT": [
            {
                "proj_id": 1,
                "proj_short_name": "P",
                "clndr_id": 5,
                "plan_start_date": "2025-04-07 00:00",
                "last_recalc_date": "2025-04-07 00:00",
                "critical_drtn_hr_cnt": 0,
            }
        ],
        "CALENDAR": [
            {
                "clndr_id": 5,
                "default_flag": "Y",
                "clndr_name": "Office",
                "day_hr_cnt": 8,
                "clndr_data": office(),
            }
        ],
        "PROJWBS": [
            {"wbs_id": 10, "proj_id": 1, "proj_node_flag": "Y", "wbs_name": "Plan"},
        ],
    }
    return tables | {name: list(rows) for name, rows in more.items()}


def an_activity(id_: int, hours: float = 8, **fields: object) -> dict[str, object]:
    """An activity of the plan, by its id."""
    row = {
        "task_id": id_,
        "proj_id": 1,
        "wbs_id": 10,
        "clndr_id": 5,
        "task_code": f"A{id_}",
        "task_name": f"Activity {id_}",
        "task_type": "TT_Task",
        "target_drtn_hr_cnt": hours,
        "remain_drtn_hr_cnt": hours,
    }
    return row | fields


def a_link(
    predecessor: int, successor: int, kind: str = "PR_FS", hours: float = 0
) -> dict[str, object]:
    """A link between two activities of the plan."""
    return {
        "proj_id": 1,
        "pred_task_id": predecessor,
        "task_id": successor,
        "pred_type": kind,
        "lag_hr_cnt": hours,
    }


def document(tables: Tables) -> bytes:
    """The file that holds tables."""
    lines = ["ERMHDR\t19.12\t2025-04-07\tProject\tme\tMe\tdb\tProject Management\tUSD"]
    for name, rows in tables.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        lines += [f"%T\t{name}", "\t".join(["%F", *columns])]
        lines += ["\t".join(["%R", *(str(row.get(c, "")) for c in columns)]) for row in rows]
    return "\r\n".join([*lines, "%E", ""]).encode("cp1252")
