"""This file fits what another clone of a store did to what was done here: rows, keys, counters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from pmtui.model.changes.ops import Commit, Op, Ops, apply, edit, entity_of, plain
from pmtui.model.entities.entity import title_of
from pmtui.model.ids import key_parts, key_text
from pmtui.model.merging.outcome import ALREADY, Rejected, Settle
from pmtui.model.workspace.schema import TABLES
from pmtui.model.workspace.workspace import Workspace

RowAddress = tuple[str, int]
"""Table and id of a row."""


class NewKey(msgspec.Struct, frozen=True):
    """A row that gets another key, since both clones gave its key to a row of their own."""

    table: str
    id: int
    title: str
    old: str
    new: str


class UnfitChange(msgspec.Struct, frozen=True):
    """A change that does not go together with what is there now."""

    table: str
    id: int
    reason: str


def after_commits(workspace: Workspace, commits: Iterable[Commit]) -> Workspace:
    """The workspace after commits, with the numbers that other clones have given to keys.

    Raises:
        msgspec.ValidationError: a value is not of its field's type.
    """
    several = tuple(commits)
    if not several:
        return workspace
    ops = (
        several[0].ops
        if len(several) == 1
        else tuple(op for commit in several for op in commit.ops)
    )
    return with_merged_counters(apply(workspace, ops, several[-1].rev), several)


def with_merged_counters(workspace: Workspace, commits: Iterable[Commit]) -> Workspace:
    """The workspace with the numbers that clones merged by commits have given to keys."""
    for commit in commits:
        if commit.merged is not None:
            workspace = with_counters(workspace, commit.merged.counters)
    return workspace


def with_counters(workspace: Workspace, others: Mapping[str, int]) -> Workspace:
    """The workspace in which no number is given to a key again that another clone has given."""
    counters = dict(workspace.counters)
    _raise(counters, others)
    if counters == workspace.counters:
        return workspace
    return workspace.followed_by(
        workspace.tables,
        (),
        extras=workspace.extras,
        foreign=workspace.foreign,
        counters=counters,
        revision=workspace.revision,
    )


def _raise(counters: dict[str, int], others: Mapping[str, int]) -> None:
    for prefix, number in others.items():
        counters[prefix] = max(counters.get(prefix, 0), number)


def without_known(ops: Ops, since: Iterable[Commit], now: Workspace) -> Ops:
    """Ops in which a new row that is known here is changed field by field instead.

    So it is where the state that both are compared with is older than the one they share.

    Args:
        ops: what the other clone did.
        since: commits of this one since that state, newest first.
        now: what there is here.
    """
    made: dict[RowAddress, dict[str, object]] = {}
    gone: dict[RowAddress, dict[str, object]] = {}
    for commit in since:
        for op in reversed(commit.ops):
            if op.op == "create":
                made[op.table, op.id] = op.new
            elif op.op == "delete":
                gone.setdefault((op.table, op.id), op.old)
    return tuple(other_op for op in ops for other_op in _known(op, made, gone, now))


def _known(
    op: Op,
    made: Mapping[RowAddress, dict[str, object]],
    gone: Mapping[RowAddress, dict[str, object]],
    now: Workspace,
) -> Iterator[Op]:
    place = (op.table, op.id)
    row = now.get(*place) if op.table in TABLES else None
    if op.op != "create" or op.table not in TABLES or (row is None and place not in gone):
        yield op
        return
    before = made.get(place) if row is not None else gone[place]
    theirs, _ = entity_of(op.table, op.new)
    if before is None:
        current = plain(row)
        for name, value in op.new.items():
            if current.get(name) != value and name != "id":
                yield Op("set", op.table, op.id, name, None, value)
        return
    ours, _ = entity_of(op.table, {**before, "id": op.id})
    wanted = {name: getattr(theirs, name) for name in ours.__struct_fields__}
    yield from edit(op.table, ours, **wanted)


def with_distinct_keys(
    ops: Ops, now: Workspace, counters: Mapping[str, int]
) -> tuple[Ops, tuple[NewKey, ...]]:
    """Ops under which no two rows have one key: of two that do, the later one gets another.

    The later one is the one with the higher id, which begins with the time it was made; so it is
    the same row whichever clone merges the other.

    Args:
        ops: what the other clone did.
        now: what there is here.
        counters: the highest numbers that the other clone gave.
    """
    ops = tuple(other_op for op in ops for other_op in _one_new_key(op, now))
    highest = dict(now.counters)
    _raise(highest, counters)
    leaving = {(op.table, op.id) for op in ops if op.op == "delete" or op.field == "key"}
    losers: dict[RowAddress, tuple[str, str]] = {}
    for op in ops:
        key = _key_given(op)
        holder = now.by_key(key) if key_parts(key) else None
        if holder is None or holder[1].id == op.id or (holder[0], holder[1].id) in leaving:
            continue
        table, row = holder
        loser = (op.table, op.id) if op.id > row.id else (table, row.id)
        losers[loser] = (key, _title(op, now) if loser[1] == op.id else title_of(row))
    new: dict[RowAddress, NewKey] = {}
    for place in sorted(losers, key=lambda pair: (key_parts(losers[pair][0]), pair[1])):
        key, title = losers[place]
        prefix = (key_parts(key) or ("", 0))[0]
        highest[prefix] = highest.get(prefix, 0) + 1
        new[place] = NewKey(*place, title, key, key_text(prefix, highest[prefix]))
    coming = {(op.table, op.id) for op in ops if _key_given(op)}
    mine = tuple(
        Op("set", new_key.table, new_key.id, "key", new_key.old, new_key.new)
        for place, new_key in new.items()
        if place not in coming
    )
    return (*mine, *(_with_key(op, new.get((op.table, op.id))) for op in ops)), tuple(new.values())


def _key_given(op: Op) -> str:
    if op.table not in TABLES:
        return ""
    if op.op == "create":
        return str(op.new.get("key", ""))
    return str(op.new) if op.op == "set" and op.field == "key" else ""


def _one_new_key(op: Op, now: Workspace) -> Iterator[Op]:
    """An op that gives another key, unless this clone has given the row a later one already."""
    if op.op != "set" or op.field != "key":
        yield op
        return
    row = now.get(op.table, op.id)
    if row is None or row.key == op.old:
        yield op
    elif (key_parts(row.key) or ("", 0))[1] < (key_parts(str(op.new)) or ("", 0))[1]:
        yield msgspec.structs.replace(op, old=row.key)


def _title(op: Op, now: Workspace) -> str:
    if op.op != "create":
        row = now.get(op.table, op.id)
        return title_of(row) if row is not None else ""
    return str(op.new.get("title") or op.new.get("name") or op.new.get("text") or "")


def _with_key(op: Op, new: NewKey | None) -> Op:
    if new is None or not _key_given(op):
        return op
    fresh = {**op.new, "key": new.new} if op.op == "create" else new.new
    return msgspec.structs.replace(op, new=fresh)


def cautious_ops(ops: Ops, now: Workspace) -> Ops:
    """Ops that may undo what was done here, as nobody knows from which state they began.

    Nothing is taken away then, and where a field differs somebody must say which value stands.
    """
    kept: list[Op] = []
    for op in ops:
        if op.op in {"delete", "remove", "move"}:
            continue
        if op.op != "set" or op.table not in TABLES:
            kept.append(op)
            continue
        row = now.get(op.table, op.id)
        current = None if row is None else plain(getattr(row, op.field, None))
        kept.append(msgspec.structs.replace(op, old="" if current is None else None))
    return tuple(kept)


def without_overruled_moves(ops: Ops, now: Workspace, choice: str) -> Ops:
    """Ops without those moves that give way to another place which a row was given here.

    A place in an order is nobody's loss: without a choice (`mine` is the other clone's) the later
    place in the order stands, so that both clones choose alike.
    """
    return tuple(op for op in ops if op.op != "move" or _is_moved(op, now, choice))


def _is_moved(op: Op, now: Workspace, choice: str) -> bool:
    row = now.get(op.table, op.id)
    rank = getattr(row, op.field, op.old)
    if rank in {op.old, op.new} or choice == "mine":
        return True
    return choice == "" and str(op.new) > str(rank)


def fitting_ops(base: Workspace, ops: Ops, settle: Settle) -> tuple[Ops, tuple[UnfitChange, ...]]:
    """The ops that go together with what there is, row by row, and the rows whose ops do not.

    Args:
        base: what there is.
        ops: without a conflict, but such that all of them together are refused.
        settle: judges.
    """
    places = list(dict.fromkeys((op.table, op.id) for op in ops))
    taken: set[RowAddress] = set()
    refused: dict[RowAddress, str] = {}

    def refusal(some: Sequence[RowAddress]) -> str:
        wanted = taken | set(some)
        outcome = settle(base, tuple(op for op in ops if (op.table, op.id) in wanted))
        is_bad = isinstance(outcome, Rejected) and outcome.reason != ALREADY
        return outcome.reason if is_bad and isinstance(outcome, Rejected) else ""

    def offer(some: Sequence[RowAddress]) -> None:
        reason = refusal(some) if some else ""
        if not reason:
            taken.update(some)
        elif len(some) == 1:
            refused[some[0]] = reason
        else:
            offer(some[: len(some) // 2])
            offer(some[len(some) // 2 :])

    waiting: Sequence[RowAddress] = places
    while waiting:
        offer(waiting)
        if len(refused) == len(waiting):
            break
        waiting = list(refused)  # What was refused for lack of another row may fit beside it.
        refused.clear()
    kept = tuple(op for op in ops if (op.table, op.id) in taken)
    return kept, tuple(UnfitChange(*place, reason) for place, reason in refused.items())
