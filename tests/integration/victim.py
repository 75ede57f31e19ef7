"""A process that gets as far as a named point of a transaction and stays there to be killed.

Run as ``python -m tests.integration.victim URL POINT``; it prints ``there`` at the point.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from sqlalchemy import create_engine, event

from casework.domain.records.parties import Service
from casework.domain.text import commit
from casework.store.database import Database
from casework.store.records import Draft
from casework.store.transaction import CaseTransaction, case_transaction
from tests.integration.rows import MANAGER, NOW, REFERENCE

POINTS = ("after the lock", "after the records", "after the audit entry", "before the commit")


def main(url: str, point: str) -> None:
    engine = create_engine(url)
    if point == "before the commit":
        event.listen(engine, "commit", _stay)
    with case_transaction(Database(engine), MANAGER, NOW, REFERENCE) as tx:
        _act(tx, point)


def _act(tx: CaseTransaction, point: str) -> None:
    if point == "after the lock":
        _stay()
    tx.write([Draft("service", "stroke", Service(commit("Stroke"), commit("Moves")))])
    tx.changes["stage"] = "S1"
    if point == "after the records":
        _stay()
    tx.record_audit("service_recorded", {})
    tx.enqueue("send_letter", "once", {})
    if point == "after the audit entry":
        _stay()


def _stay(*ignored: Any) -> None:
    print("there", flush=True)
    time.sleep(120)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
