"""This file words the line above: where one stands, what is saved, who is at the keyboard."""

from collections.abc import Sequence

from pmtui.session.session import Session
from pmtui.tui.lines.status_line import JOINT, Segment
from pmtui.tui.navigation.view_context import ViewContext


def breadcrumb(showing: ViewContext, unread: str = "") -> Sequence[Segment]:
    """The scope as a path, its lens and the filter in force.

    Args:
        showing: the place.
        unread: why its filter cannot be read, so that everything is shown; empty where it can.
    """
    rows = showing.workspace.components
    path = [*reversed(tuple(showing.workspace.ancestors(showing.scope_id))), showing.scope_id]
    names = [rows[row_id].name for row_id in path if row_id in rows]
    segments = [Segment(JOINT.join(names) or "everything", "head", 0, parts=tuple(names))]
    if showing.as_of is not None:
        segments.append(Segment(showing.as_of.words, "warn", 0))
    elif showing.scenario:
        segments.append(Segment(f"what-if {showing.scenario}", "warn", 0))
    segments.append(Segment(f"{showing.lens} lens", "dim", 4))
    if unread:
        segments.append(Segment(f"/{showing.place.query} not applied: {unread}", "bad", 1))
    elif showing.place.query:
        segments.append(Segment(f"/{showing.place.query}", "accent", 1))
    return segments


def save_state(session: Session, drafts: int = 0, *, is_copy: bool = False) -> Sequence[Segment]:
    """Whether everything is on disk, what is not, and who is at the keyboard."""
    unsaved = Segment(f"{drafts} not saved: D" if drafts else "", "bad", 0)
    if session.read_only:
        # The line may be cut off: what ends it comes first where the screen itself can do it.
        way = " (: Adopt ends it)" if "`pmtui adopt" in session.read_only else ""
        return (unsaved, Segment(f"read-only{way}: {session.read_only}", "bad", 0))
    if session.is_saved:
        state = Segment(f"saved r{session.workspace.revision}", "good", 1)
    else:
        state = Segment("saving", "warn", 1)
    here = f"here: {', '.join(session.here)}" if session.here else ""
    return (
        unsaved,
        Segment("a copy to try, gone when you leave" if is_copy else "", "accent", 3),
        Segment(session.notice, "warn", 2),
        Segment(here, "accent", 3),
        state,
        Segment(session.author.login, "dim", 3),
    )
