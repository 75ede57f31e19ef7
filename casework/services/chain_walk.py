"""Walking a chain entry by entry, with the case records that its entries vouch for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row

from casework.domain.chain import RECORDS, entry_hash
from casework.store.audit import ChainHead
from casework.store.records import digest_of

_NAMES_RECORDS = f'"{RECORDS}":[['


class Broken(Exception):
    """The record does not verify at ``position``; the message says why in plain words.

    The position is None where what was changed stands at no entry.
    """

    def __init__(self, position: int | None, reason: str) -> None:
        super().__init__(reason)
        self.position = position
        self.reason = reason


class RecordWalk:
    """The record versions of one case, met in the order of its chain."""

    def __init__(self, rows: Iterable[Row[Any]]) -> None:
        self._rows = iter(rows)
        self.next = next(self._rows, None)

    @property
    def position(self) -> int:
        """Where the next record stands; 0 when none is left."""
        return self.next.position if self.next is not None else 0

    def check(self, position: int, body: str) -> None:
        """Compare the records at a position with what the entry's body says of them."""
        stated = dict(json.loads(body).get(RECORDS, ())) if _NAMES_RECORDS in body else {}
        while self.next is not None and self.next.position == position:
            row = self.next
            pin = f"{row.kind}/{row.key}@{row.version}"
            if digest_of(dict(row._mapping)) != row.digest:
                raise Broken(position, f"The record {pin} was changed after it was written.")
            if stated.pop(pin, None) != row.digest:
                raise Broken(position, f"Its entry does not vouch for the record {pin}.")
            self.next = next(self._rows, None)
        if stated:
            raise Broken(position, f"The record {min(stated)} is gone.")


def walk(entries: Iterable[Any], start: ChainHead, records: RecordWalk) -> ChainHead:
    """Recompute every hash from the stored text, and return the head that it leads to.

    Raises Broken at the first entry that is missing, out of place or changed, or whose records
    are not those that it vouches for.
    """
    chain, expected, previous = start.chain, start.position, start.hash
    due = records.position
    for position, at, kind, actor, on_behalf_of, body, stored in entries:
        expected += 1
        if position != expected:
            raise Broken(expected, "The entry is missing.")
        previous = entry_hash(previous, chain, position, at, kind, actor, on_behalf_of, body)
        if previous != stored:
            raise Broken(position, "The entry, or its hash, was changed after it was written.")
        if position == due or _NAMES_RECORDS in body:
            records.check(position, body)
            due = records.position
    if records.next is not None:
        raise Broken(records.position, "There is a record without an entry.")
    return ChainHead(chain, expected, previous)
