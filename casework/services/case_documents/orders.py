"""Orders that the worker has not finished: waiting, or given up with what to do."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from casework.domain.facts import CaseFacts, RecordVersion
from casework.services.case_documents.making import document_key
from casework.store.jobs import FAILED, MAXIMUM_ATTEMPTS, jobs_of_case

DOCUMENT, PACK, LAUNCH = "make_document", "build_pack", "act_done"
OUR_FAULT = (
    "This is a fault of Casework, not yours. Order it again; if it fails again, tell your "
    "administrator."
)


@dataclass(frozen=True, slots=True)
class Order:
    """One order. ``record`` is what it will write, as `kind/key`; ``why`` is set when given up."""

    record: str
    ordered_at: datetime
    failed: bool = False
    tried: bool = False
    why: str = ""


def open_orders(connection: Connection, facts: CaseFacts) -> dict[str, Order]:
    """The last order of every document and pack that is not done, by `kind/key`.

    One that was given up is left out once a version was recorded after it.
    """
    found = {}
    for row in jobs_of_case(connection, facts.reference):
        record = _record_of(row)
        if record:
            found[record] = _order(row, record)
    return {r: o for r, o in found.items() if not _overtaken(o, facts.find(r))}


def _record_of(row: Any) -> str:
    if row.name not in (DOCUMENT, PACK, LAUNCH):
        return ""
    arguments = json.loads(row.arguments)
    if row.name == DOCUMENT:
        return f"document/{document_key(arguments['document'], arguments['subject'])}"
    if row.name == PACK:
        return f"pack/{arguments['purpose']}:{arguments['organisation']}"
    return LAUNCH if row.state == FAILED else ""


def _order(row: Any, record: str) -> Order:
    failed = row.state == FAILED
    # Whatever a person can put right is given up at once; what was tried to the end is a fault.
    given_up = failed and row.attempts < MAXIMUM_ATTEMPTS
    why = (row.last_error if given_up else OUR_FAULT) if failed else ""
    tried = bool(row.last_error) and not failed
    return Order(record, row.enqueued_at, failed, tried, why)


def _overtaken(order: Order, record: RecordVersion | None) -> bool:
    return order.failed and record is not None and record.recorded_at > order.ordered_at
