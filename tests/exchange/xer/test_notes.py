"""This file reads the notes of P6."""

from pmtui.exchange.xer.notes import plain_text
from pmtui.exchange.xer.xer_reader import read_xer
from tests.exchange.xer.documents import an_activity, document, plan_tables


def test_a_page_becomes_its_paragraphs() -> None:
    page = "<html><head><title>x</title></head><body><p>One  &amp;\n two</p><P>Three</P></body>"
    assert plain_text(page) == "One & two\nThree"
    assert plain_text("plain") == "plain"
    assert plain_text("<style>a{}</style><script>alert(1)") == ""


def test_an_activity_has_its_notes_by_topic() -> None:
    memos = [
        {"memo_type_id": 1, "task_id": 1, "task_memo": "<P>Mind\x7f\x7fthe gap</P>"},
        {"memo_type_id": 2, "task_id": 1, "task_memo": 'say ""now""'},
    ]
    topics = [{"memo_type_id": 1, "memo_type": "Scope"}]
    tables = plan_tables(TASK=[an_activity(1)], TASKMEMO=memos, MEMOTYPE=topics)
    (task,) = read_xer(document(tables)).tasks
    assert task.notes == 'Scope: Mind the gap\n\nsay "now"'
