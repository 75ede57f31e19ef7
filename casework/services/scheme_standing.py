"""Checking that bodies' schemes of delegation are what the system's chain says."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from casework.domain.schemes import STATED, WITHDRAWN
from casework.services.calendar_standing import compare
from casework.services.schemes import structure_of_entry
from casework.store import calendar_entries
from casework.store import schemes as store

ENTRIES = {
    "scheme_entry_stated": STATED, "scheme_entry_corrected": STATED, "scheme_entry_ended": STATED,
    "scheme_entry_withdrawn": WITHDRAWN,
}  # fmt: skip


def check_schemes(connection: Connection) -> None:
    """Each version of an entry of a scheme is as its entry in the chain says, and none is gone or
    without one; what people wrote in it, and its paper's name, stand in no entry. Raises Broken."""
    compare(
        calendar_entries.entries_of(connection, ENTRIES),
        [_said(row) for row in store.all_versions(connection)],
        "version of a scheme of delegation", ENTRIES,
    )  # fmt: skip


def _said(row: Any) -> dict[str, Any]:
    return {**structure_of_entry(store.entry_of(row)), "state": row.state}
