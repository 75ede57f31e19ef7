"""The facts of a case as they stood before a past move or act, rebuilt from what is stored.

Nothing is taken on trust: each record version has the digest of what its row states, and is the
one that the snapshot of the move holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from casework.domain.calendar.corrections import ON_THE_CASE
from casework.domain.dates import FactDate
from casework.domain.facts import CaseFacts, RecordVersion
from casework.services.chain_walk import digest_as_stored
from casework.services.snapshots import is_as_kept, judged_records, seal_of
from casework.store.decisions import STEPS
from casework.store.facts import read_record, record_columns

_NO_SNAPSHOT = '"snapshot":""'


class NotAsKept(Exception):
    """What is stored does not give the facts that were judged; the message says why."""


class StoredRecords:
    """Every record version of a case, as its rows are stored, in the order of its chain."""

    def __init__(self, rows: Iterable[Row[Any]]) -> None:
        self._rows = list(rows)

    def step_at(self, position: int) -> RecordVersion:
        """The move or act that was recorded at a position of the chain. Raises NotAsKept."""
        for row in self._rows:
            if row.position == position and row.kind in STEPS:
                return _verified(row)
        raise NotAsKept("The record of the move or act is gone.")

    def position_of(self, key: str) -> int | None:
        """The position of the newest move or act with this key, or None."""
        found = [row.position for row in self._rows if row.kind in STEPS and row.key == key]
        return found[-1] if found else None

    def judged_steps(self) -> set[int]:
        """The positions of all moves and acts whose record names a snapshot."""
        return {
            row.position for row in self._rows
            if row.kind in STEPS and _NO_SNAPSHOT not in row.structure
        }  # fmt: skip

    def before(self, position: int) -> tuple[RecordVersion, ...]:
        """The version of every record that was current when an entry came to be written, in the
        order in which they were written. Raises NotAsKept at the first that was changed."""
        current: dict[tuple[str, str], Row[Any]] = {}
        for row in self._rows:
            if row.position < position:
                current.pop((row.kind, row.key), None)
                current[row.kind, row.key] = row
        return tuple(_verified(row) for row in current.values())


def _verified(row: Row[Any]) -> RecordVersion:
    if digest_as_stored(row) != row.digest:
        pin = f"{row.kind}/{row.key}@{row.version}"
        raise NotAsKept(f"The record {pin} was changed after it was written.")
    stated = dict(row._mapping)
    stated["recorded_at"] = datetime.fromisoformat(stated["recorded_at"])
    stated["judged_on"] = date.fromisoformat(str(row.judged_on))
    return read_record(tuple(stated[column.name] for column in record_columns()))


def facts_then(
    body: Mapping[str, Any], records: tuple[RecordVersion, ...], pathway: str, case: Any
) -> CaseFacts:
    """The facts that a snapshot was made of. Raises NotAsKept if the records are not those.

    ``case`` is the case's row, for what snapshots did not hold at first.
    """
    records = tuple(judged_records(records))
    _check_named(records, body["facts"])
    if body.get("seal", seal := seal_of(records)) != seal:
        raise NotAsKept(
            "Who recorded the facts, or when, is not what the snapshot of the move holds."
        )
    return CaseFacts(
        reference=body["case"],
        pathway=pathway,
        stage=body["stage"],
        visit=body["visit"],
        as_at=date.fromisoformat(body["as_at"]),
        opened_on=FactDate.parse(body.get("opened_on", case.opened_on)),
        records=records,
        simulated=body.get("replayed", case.replayed),
        extra={ON_THE_CASE: body[ON_THE_CASE]} if ON_THE_CASE in body else {},
    )


def _check_named(records: Iterable[RecordVersion], kept: Mapping[str, Any]) -> None:
    missing = set(kept)
    for record in records:
        if record.pin not in kept:
            raise NotAsKept(f"The snapshot of the move does not hold the record {record.pin}.")
        if not is_as_kept(record, kept[record.pin]):
            raise NotAsKept(f"The record {record.pin} is not as the snapshot of the move holds it.")
        missing.discard(record.pin)
    if missing:
        raise NotAsKept(f"The record {min(missing)} is gone.")
