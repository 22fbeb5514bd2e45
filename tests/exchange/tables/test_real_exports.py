"""This file tests that what other programs export comes in whole: one invented file of each."""

import pytest

from pmtui.model.workspace.workspace import Workspace
from tests.conftest import TODAY, a_project, a_workspace, id_of
from tests.exchange.tables.made import assignments, column_of, done, imported, planned, the_task


def _parent(after: Workspace, title: str) -> str:
    above = after.tasks.get(the_task(after, title).parent)
    return above.title if above is not None else ""


def _at_work(after: Workspace, title: str) -> list[str]:
    task = the_task(after, title).id
    rows = [one for one in assignments(after) if one.task == task]
    return sorted(after.people[one.person].name for one in rows)


def _waits(after: Workspace, title: str) -> list[tuple[str, str, int]]:
    task = the_task(after, title).id
    rows = [one for one in after.links.values() if one.successor == task]
    return sorted((after.tasks[one.predecessor].title, one.type, one.lag) for one in rows)


JIRA_HEAD = "Summary,Issue key,Issue id,Issue Type,Status,Assignee,Labels,Labels,Sprint,Sprint"


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Parent", "10001"),
        ("Parent id", "10001"),
        ("Parent", "AB-1"),
        ("Parent key", "AB-1"),
        ("Custom field (Epic Link)", "AB-1"),
        ("Epic Link", "AB-1"),
        ("Parent summary", "Epic one"),
    ],
)
def test_jira_finds_a_parent_by_id_key_or_title(header: str, cell: str) -> None:
    text = (
        f"{JIRA_HEAD},{header}\nEpic one,AB-1,10001,Epic,In Progress,annroe,web,q1,S1,S2,\n"
        f"Story two,AB-2,10002,Story,Code Review,bobday,web,,S1,,{cell}\n"
    )
    plan = planned(text)
    after = done(plan)
    assert not plan.findings
    assert _parent(after, "Story two") == "Epic one"
    assert the_task(after, "Epic one").tags == ("Epic", "web", "q1")
    assert "columns there is no field for: Sprint" in plan.notes


def test_jira_takes_the_parent_that_says_most_and_the_epic_beside_it() -> None:
    text = (
        "Summary,Issue key,Issue id,Parent id,Parent summary,Epic Link\n"
        "Epic,AB-1,1001,,,\nStory,AB-2,1002,,,AB-1\nSub,AB-3,1003,1002,Story,\n"
    )
    after = imported(text)
    assert (_parent(after, "Story"), _parent(after, "Sub")) == ("Epic", "Story")


def test_planner_keeps_everybody_and_the_bucket() -> None:
    text = (
        "Task ID,Task Name,Bucket Name,Progress,Priority,Assigned To,Created By,Due date,Labels\n"
        "aX1,Order crane,Groundworks,In progress,Urgent,Ann Roe;Bob Day,Ann Roe,12/15/2026,"
        "Red;Blue\n"
        "aX2,Pay crane,Done,Completed,Low,Bob Day,Ann Roe,12/01/2026,\n"
        "aX3,Dig,Groundworks,Not started,Low,,Ann Roe,12/21/2026,\n"
    )
    plan = planned(text)
    after = done(plan)
    assert _at_work(after, "Order crane") == ["Ann Roe", "Bob Day"]
    assert [column_of(after, one) for one in ("Order crane", "Pay crane", "Dig")] == [
        "Groundworks",
        "Done",
        "Groundworks",
    ]
    assert [the_task(after, one).percent for one in ("Order crane", "Pay crane", "Dig")] == [
        50,
        100,
        0,
    ]
    assert "columns there is no field for: Created By" in plan.notes
    names = sorted(after.columns.values(), key=lambda one: one.rank)
    assert [(one.name, one.role) for one in names] == [("Groundworks", "todo"), ("Done", "done")]


def test_buckets_are_added_to_a_board_that_is_there_and_it_is_said() -> None:
    base = a_workspace(a_project())
    text = "Task Name,Bucket Name\nDig,Groundworks\nPay,Done\nPlan,To do\n"
    plan = planned(text, None, base, into=id_of("P-1"))
    after = done(plan, base)
    board = sorted(after.columns.values(), key=lambda one: one.rank)
    names = ["Backlog", "Ready", "Doing", "Review", "Groundworks", "Done"]
    assert [one.name for one in board] == names
    assert any("added to the board" in note and "Groundworks" in note for note in plan.notes)
    assert column_of(after, "Plan") == "Backlog"


def test_ms_project_keeps_inactive_tasks_levels_links_and_modes() -> None:
    text = (
        "ID,Active,Task Mode,Task Name,Duration,Start,Finish,"
        "Predecessors,Outline Level,Resource Names\n"
        "1,Yes,Auto Scheduled,Depot,8 days,Mon 01/03/27,Wed 10/03/27,,1,\n"
        '2,Yes,Auto Scheduled,Clear,3 days,Mon 01/03/27,Wed 03/03/27,,2,"Ann Roe[50%],Crane[2]"\n'
        "3,Yes,Manually Scheduled,Pour,5 days,Thu 04/03/27,Wed 17/03/27,2FS+2 days,2,"
        '"Ann Roe,Bob Day"\n'
        "4,No,Auto Scheduled,Dropped,2 days,Mon 01/03/27,Tue 02/03/27,,2,\n"
        "5,Yes,Auto Scheduled,Open,0 days,Wed 10/03/27,Wed 10/03/27,3,1,\n"
    )
    plan = planned(text)
    after = done(plan)
    assert not plan.findings
    assert [one.title for one in after.tasks.values() if not one.active] == ["Dropped"]
    assert [one.title for one in after.tasks.values() if one.manual] == ["Pour"]
    assert _waits(after, "Pour") == [("Clear", "FS", 960)]
    assert [_parent(after, one) for one in ("Clear", "Pour", "Dropped", "Open")] == [
        *["Depot"] * 3,
        "",
    ]
    units = {after.people[one.person].name: one.units for one in assignments(after)}
    assert units == {"Ann Roe": 100, "Crane": 200, "Bob Day": 100}


def test_numbers_and_outline_numbers_are_told_apart() -> None:
    text = (
        "ID,Unique ID,WBS,Task Name,Predecessors\n1,11,1,One,\n2,12,1.1,One one,\n3,13,2,Two,\n"
        "4,3,2.1,Two one,2;1FF+1d\n5,2,2.2,Two two,4\n"
    )
    after = imported(text)
    assert [_parent(after, one) for one in ("One one", "Two one", "Two two")] == [
        "One",
        "Two",
        "Two",
    ]
    assert _waits(after, "Two two") == [("Two one", "FS", 0)]
    assert _waits(after, "Two one") == [("One", "FF", 480), ("One one", "FS", 0)]


def test_outline_numbers_order_the_tasks_wherever_they_stand() -> None:
    text = "WBS,Task\n2.0,Build\n1.10,Ten\n1.2,Two\n1.0,Plan\n2.1,Dig\n"
    after = imported(text)
    order = sorted(after.tasks.values(), key=lambda one: one.outline_rank)
    assert [one.title for one in order] == ["Plan", "Two", "Ten", "Build", "Dig"]
    assert [_parent(after, one) for one in ("Two", "Ten", "Dig")] == ["Plan", "Plan", "Build"]


def test_trello_keeps_archived_cards_lists_labels_and_members() -> None:
    text = (
        "Card ID,Card Name,Card URL,Labels,Members,Due Date,Board Name,List Name,Archived\n"
        '64f,Write copy,https://x.example/1,"red (urgent), web","Ann Roe, Bob Day",'
        "2027-01-05T02:00:00.000Z,Web,Doing,false\n"
        "650,Old card,https://x.example/2,,,,Web,Ideas,true\n"
    )
    plan = planned(text)
    after = done(plan)
    assert the_task(after, "Old card").archived
    assert not the_task(after, "Write copy").archived
    assert [column_of(after, one) for one in ("Write copy", "Old card")] == ["Doing", "Ideas"]
    assert the_task(after, "Write copy").tags == ("red-(urgent)", "web")
    assert _at_work(after, "Write copy") == ["Ann Roe", "Bob Day"]
    assert "columns there is no field for: Card URL" in plan.notes
    assert not any("on purpose" in note for note in plan.notes)


def test_asana_names_the_project_and_finds_parents_by_title() -> None:
    text = (
        "Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Due Date,"
        "Projects,Parent task,Blocked By (Dependencies)\n"
        "1201,2026-11-01,2026-11-20,2026-11-20,Draft,Done,Ann Roe,2026-11-19,Launch,,\n"
        "1202,2026-11-01,,2026-11-20,Review,Doing,Bob Day,2026-12-19,Launch,Draft,Draft\n"
        "1203,2026-11-01,,2026-11-20,Print,Shopping,Bob Day,2026-12-19,Launch,,Review\n"
    )
    plan = planned(text)
    after = done(plan)
    assert [one.name for one in after.components.values()] == ["Launch"]
    assert _parent(after, "Review") == "Draft"
    assert _waits(after, "Print") == [("Review", "FS", 0)]
    assert column_of(after, "Print") == "Shopping"
    (finding,) = plan.findings
    assert finding.what == "the task lies in 'Draft', for which it waits"


def test_a_parent_whose_title_stands_twice_is_the_nearest_above_and_it_is_said() -> None:
    text = "Task,Parent task\nDraft,\nA,Draft\nOther,\nDraft,\nB,Draft\n"
    plan = planned(text)
    after = done(plan)
    assert the_task(after, "A").parent != the_task(after, "B").parent
    assert [one.text for one in plan.findings] == [
        "line 3, Parent task: 'Draft' can be the row of line 2, 5; line 2 is taken",
        "line 6, Parent task: 'Draft' can be the row of line 2, 5; line 5 is taken",
    ]


def test_azure_devops_names_people_with_their_address() -> None:
    text = (
        "ID,Work Item Type,Title,Assigned To,State,Tags,Parent\n"
        "101,Epic,Site,Ann Roe <ann@example.org>,Active,web; q1,\n"
        "102,Task,Page,Bob Day <bob@example.org>,Closed,,101\n"
    )
    after = imported(text)
    assert _parent(after, "Page") == "Site"
    assert the_task(after, "Site").tags == ("Epic", "web", "q1")
    assert [(one.name, one.email) for one in after.people.values()] == [
        ("Ann Roe", "ann@example.org"),
        ("Bob Day", "bob@example.org"),
    ]
    assert [column_of(after, one) for one in ("Site", "Page")] == ["Doing", "Done"]


@pytest.mark.parametrize(
    ("text", "parent", "child"),
    [
        (
            "#,Project,Tracker,Parent task,Subject\n12,Web,Bug,,Top\n13,Web,Bug,12,Below\n",
            "Top",
            "Below",
        ),
        ("ID,Subject,Type,Parent\n7,Top,Phase,\n8,Below,Task,Phase #7: Top\n", "Top", "Below"),
        (
            (
                "Name,Assign,Status,Parent item\nTop,Ann,Done,\n"
                "Below,Bob,Done,Top (https://www.notion.so/Top-1a2b?pvs=21)\n"
            ),
            "Top",
            "Below",
        ),
        (
            (
                'Task ID,Task Name,Parent ID,Assignees,tags\n86a,Top,null,"[Ann Roe]",[]\n'
                '86b,Below,86a,"[Ann Roe,Bob Day]","[a,b]"\n'
            ),
            "Top",
            "Below",
        ),
        ("ID,Title,Parent issue,Archived\nX-1,Top,,\nX-2,Below,X-1,\n", "Top", "Below"),
        ("Issue Id,Summary,Subtask of,State\nY-1,Top,,Open\nY-2,Below,Y-1,Open\n", "Top", "Below"),
        ("Key,Title,Parent task,Depends On\n5,Top,,\n9,Below,Top,\n", "Top", "Below"),
    ],
    ids=["redmine", "openproject", "notion", "clickup", "linear", "youtrack", "wrike"],
)
def test_the_parents_of_other_programs_are_found(text: str, parent: str, child: str) -> None:
    plan = planned(text)
    assert not plan.findings
    assert _parent(done(plan), child) == parent


@pytest.mark.parametrize(
    ("head", "row", "field", "value"),
    [
        ("Vorgang;Wer", "Bau;Ann", "owner", "Ann"),
        ("Vorgang;Aufwand (h)", "Bau;12", "estimate", 720),
        ("Vorgang;% fertig", "Bau;40", "percent", 40),
        ("Vorgang;Kosten", "Bau;1.200,50 €", "fixed_cost", 120_050),
        ("Task;Cost", "Dig;1200 EUR", "fixed_cost", 120_000),
        ("Task;Hours", "Dig;12", "estimate", 720),
        ("Task;Actual cost", "Dig;900 EUR", "actual_cost", 90_000),
        ("Tâche;Responsable;Échéance", "Creuser;Ann;2027-03-01", "owner", "Ann"),
        ("Tâche;Charge (h)", "Creuser;8", "estimate", 480),
        ("Tarea;Encargado", "Cavar;Ann", "owner", "Ann"),
        ("Tarea;Horas", "Cavar;8", "estimate", 480),
        ("Tarea;% completado", "Cavar;40 %", "percent", 40),
        ("Tarea;Coste", "Cavar;100 EUR", "fixed_cost", 10_000),
    ],
)
def test_the_main_columns_are_known_in_four_languages(
    head: str, row: str, field: str, value: object
) -> None:
    after = imported(f"{head}\n{row}\n")
    (task,) = after.tasks.values()
    found = getattr(task, field)
    if field == "owner":
        found = after.people[found].name
    assert getattr(found, "amount", found) == value


@pytest.mark.parametrize("title", ["Task", "Name", "Vorgang"])
def test_a_budget_turns_no_task_of_a_project_into_a_project(title: str) -> None:
    base = a_workspace(a_project())
    text = f"{title},Cost,Budget,Actual cost,Total cost\nDig,1200 EUR,1500 EUR,900 EUR,1200 EUR\n"
    plan = planned(text, None, base, into=id_of("P-1"), within="project")
    task = the_task(done(plan, base), "Dig")
    assert (
        task.fixed_cost and task.fixed_cost.amount,
        task.actual_cost and task.actual_cost.amount,
    ) == (
        120_000,
        90_000,
    )
    assert "columns there is no field for: Budget, Total cost" in plan.notes
    assert task.requested in {None, TODAY}
