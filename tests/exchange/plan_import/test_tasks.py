"""This file imports the tasks and links of plans."""

from pmtui.exchange.msproject.reader.plan_reader import read_msproject
from pmtui.exchange.xer.xer_reader import read_xer
from tests.exchange.msproject.documents import a_task, tasks
from tests.exchange.plans.stored import imported, planned
from tests.exchange.xer.documents import a_link, an_activity, document, plan_tables


def test_cards_come_into_the_column_their_progress_speaks_of() -> None:
    begun = "<ActualStart>2025-04-07T08:00:00</ActualStart>"
    done = f"{begun}<ActualFinish>2025-04-07T17:00:00</ActualFinish>"
    workspace = imported(read_msproject(tasks(a_task(1), a_task(2, begun), a_task(3, done))))
    roles = [workspace.columns[task.column].role for task in workspace.tasks.values()]
    assert roles == ["todo", "doing", "done"]


def test_two_links_of_different_types_join_the_same_tasks() -> None:
    links = [a_link(1, 2, "PR_SS"), a_link(1, 2, "PR_FF")]
    rows = [an_activity(1), an_activity(2)]
    workspace = imported(read_xer(document(plan_tables(TASK=rows, TASKPRED=links))))
    assert sorted(link.type for link in workspace.links.values()) == ["FF", "SS"]


def test_rows_keep_the_order_of_the_file() -> None:
    workspace = imported(read_msproject(tasks(*(a_task(uid) for uid in (3, 1, 2)))))
    ranked = sorted(workspace.tasks.values(), key=lambda task: task.outline_rank)
    assert [task.code for task in ranked] == ["3", "1", "2"]


def test_many_rows_that_are_gone_are_counted() -> None:
    workspace = imported(read_msproject(tasks(*(a_task(uid) for uid in range(1, 31)))))
    notes = planned(read_msproject(tasks(a_task(1))), workspace, start=10_000_000).notes
    assert len(notes) == 21
    assert notes[-1] == "no longer in the file, stays here: 9 more"
