"""This file finds rows by the value of a field, and follows a table that changes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from pmtui.model.entities.entity import Entity
from pmtui.model.workspace.paged import PAGE, Paged, paged_ids

SHARD: Final = 512
"""Values in a shard of an index that was just made."""

_Ids = tuple[int, ...] | Paged[None]
_Shard = dict[object, _Ids]


class Index:
    """Ids by the value of a field; never changed, only followed by a next one.

    Values lie in shards by their hash, and a next index shares every shard without a change.

    Args:
        shards: ids by value; a value lies in the shard of its hash.
    """

    __slots__ = ("_shards", "_values")

    def __init__(self, shards: tuple[_Shard, ...]) -> None:
        self._shards = shards
        self._values: frozenset[Any] | None = None

    def ids(self, value: object) -> tuple[int, ...]:
        """The ids of a value; none where no row has it."""
        shards = self._shards
        found = shards[hash(value) % len(shards)].get(value, ())
        return found if found.__class__ is tuple else tuple(found)

    def count(self, value: object) -> int:
        """How many rows have a value."""
        return len(self._shards[hash(value) % len(self._shards)].get(value, ()))

    def values(self) -> frozenset[Any]:
        """The values that any row has; gathered once."""
        if self._values is None:
            shards = self._shards
            self._values = frozenset(
                value for shard in shards for value, ids in shard.items() if ids
            )
        return self._values

    def followed(
        self,
        field: str,
        ids: Iterable[int],
        before: Mapping[int, Entity],
        after: Mapping[int, Entity],
    ) -> "Index":
        """The index of a table in which rows of these ids changed, came or went."""
        leaving: dict[object, set[int]] = {}
        coming: dict[object, list[int]] = {}
        for entity_id in ids:
            old, new = before.get(entity_id), after.get(entity_id)
            old_value = getattr(old, field) if old is not None else None
            new_value = getattr(new, field) if new is not None else None
            if old is not None and new is not None and old_value == new_value:
                continue
            if old is not None:
                leaving.setdefault(old_value, set()).add(entity_id)
            if new is not None:
                coming.setdefault(new_value, []).append(entity_id)
        if not leaving and not coming:
            return self
        count = len(self._shards)
        shards = list(self._shards)
        for at in {hash(value) % count for value in (*leaving, *coming)}:
            shards[at] = dict(shards[at])
        for value in {**leaving, **coming}:
            shard = shards[hash(value) % count]
            shard[value] = _changed(
                shard.get(value, ()), leaving.get(value, ()), coming.get(value, ())
            )
        return Index(tuple(shards))


def _changed(ids: _Ids, leaving: Collection[int], coming: Collection[int]) -> _Ids:
    if isinstance(ids, Paged):
        following = ids.copy()
        for row_id in leaving:
            following.pop(row_id, None)
        following.update(dict.fromkeys(coming))
        return following
    return _held((*(row_id for row_id in ids if row_id not in leaving), *coming))


def _held(ids: Sequence[int]) -> _Ids:
    return tuple(ids) if len(ids) <= 2 * PAGE else paged_ids(ids)


def indexed(rows: Mapping[int, Entity], field: str) -> Index:
    """The index of a field over a table."""
    buckets: defaultdict[object, list[int]] = defaultdict(list)
    for entity_id, value in zip(rows, map(attrgetter(field), rows.values()), strict=True):
        buckets[value].append(entity_id)
    count = len(buckets) // SHARD + 1
    shards: list[_Shard] = [{} for _ in range(count)]
    for value, ids in buckets.items():
        shards[hash(value) % count][value] = _held(ids)
    return Index(tuple(shards))
