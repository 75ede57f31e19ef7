"""Walking a chain entry by entry, with the records and snapshots that its entries vouch for."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from casework.domain.canonical import sha256_of
from casework.domain.chain import RECORDS, SNAPSHOT, entry_hash
from casework.store.audit import ChainHead
from casework.store.records import digest_of

_NAMES_RECORDS = f'"{RECORDS}":[['
_NONE_LEFT = sys.maxsize


class Broken(Exception):
    """The record does not verify at ``position``; the message says why in plain words.

    The position is None where what was changed stands at no entry.
    """

    def __init__(self, position: int | None, reason: str) -> None:
        super().__init__(reason)
        self.position = position
        self.reason = reason


class _Walk:
    """Rows of one case, met in the order of its chain; ``position`` is where the next stands."""

    def __init__(self, rows: Iterable[Row[Any]]) -> None:
        self._rows = iter(rows)
        self._advance()

    def _advance(self) -> None:
        self.next: Row[Any] | None = next(self._rows, None)
        self.position: int = _NONE_LEFT if self.next is None else self.next.position


class RecordWalk(_Walk):
    """The record versions of one case."""

    def check(self, position: int, said: dict[str, Any]) -> None:
        """Compare the records at a position with what the entry's body says of them."""
        stated = dict(said.get(RECORDS, ()))
        while self.next is not None and self.position == position:
            row = self.next
            pin = f"{row.kind}/{row.key}@{row.version}"
            if digest_as_stored(row) != row.digest:
                raise Broken(position, f"The record {pin} was changed after it was written.")
            if stated.pop(pin, None) != row.digest:
                raise Broken(position, f"Its entry does not vouch for the record {pin}.")
            self._advance()
        if stated:
            raise Broken(position, f"The record {min(stated)} is gone.")


def digest_as_stored(row: Row[Any]) -> str:
    """The digest of what a row with its dates as text states; empty if they cannot be read."""
    stated = dict(row._mapping)
    try:
        stated["recorded_at"] = datetime.fromisoformat(row.recorded_at)
        stated["judged_on"] = date.fromisoformat(str(row.judged_on))
        return digest_of(stated)
    except ValueError:
        return ""


class SnapshotWalk(_Walk):
    """The gate snapshots of one case."""

    def check(self, position: int, said: dict[str, Any]) -> None:
        """The snapshot at a position is the one that the entry names; none where it names none."""
        named = missing = said.get(SNAPSHOT)
        while self.next is not None and self.position == position:
            if sha256_of(self.next.body) != self.next.hash:
                raise Broken(position, "The snapshot of the gates was changed after the move.")
            if self.next.hash != named:
                raise Broken(position, "Its entry does not name the snapshot of the gates.")
            missing = None
            self._advance()
        if missing:
            raise Broken(position, "The snapshot of the gates is gone.")


def walk(
    entries: Iterable[Any], start: ChainHead, records: RecordWalk, snapshots: SnapshotWalk
) -> ChainHead:
    """Recompute every hash from the stored text, and return the head that it leads to.

    Raises Broken at the first entry that is missing, out of place or changed, or whose records
    and snapshot are not those that it vouches for. A snapshot is that of a move or an act, which
    is a record: so an entry without records names no snapshot, and is not read for one.
    """
    chain, expected, previous = start.chain, start.position, start.hash
    due = _due(records, snapshots, expected)
    for position, at, kind, actor, on_behalf_of, body, stored in entries:
        expected += 1
        if position != expected:
            raise Broken(expected, "The entry is missing.")
        previous = entry_hash(previous, chain, position, at, kind, actor, on_behalf_of, body)
        if previous != stored:
            raise Broken(position, "The entry, or its hash, was changed after it was written.")
        if position == due or _NAMES_RECORDS in body:
            said = json.loads(body)
            records.check(position, said)
            snapshots.check(position, said)
            due = _due(records, snapshots, position)
    if due != _NONE_LEFT:
        raise Broken(due, _without_entry(records, snapshots))
    return ChainHead(chain, expected, previous)


def _due(records: RecordWalk, snapshots: SnapshotWalk, after: int) -> int:
    """Where the next record or snapshot stands. Raises Broken if no entry can come there."""
    due = min(records.position, snapshots.position)
    if due <= after:
        raise Broken(after + 1, _without_entry(records, snapshots))
    return due


def _without_entry(records: RecordWalk, snapshots: SnapshotWalk) -> str:
    first = records.position <= snapshots.position
    return f"There is a {'record' if first else 'snapshot of the gates'} without an entry."
