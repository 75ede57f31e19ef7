"""Who supplied, in its own case, a paper that came from there: for four eyes they supplied it here.

A paper is used by reference, or went along when a case was begun again. Either way whoever opened
the case or made the reference did not write it, and its author is no second person to themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records.linked import REVERSED
from casework.services.both_names import suppliers_of
from casework.store.facts import current_records, facts_from
from casework.store.transaction import find_case_row

KIND = "evidence"
BEGUN_AGAIN = REVERSED["restarted_as"]


def suppliers_elsewhere(
    connection: Connection, facts: CaseFacts, pins: Iterable[str]
) -> set[str]:
    """Who put the papers of these pins in, in the cases that they come from, and for whom they
    covered there. A paper that came to that case from a third is followed there too."""
    found: set[str] = set()
    for pin in pins:
        record = facts.find(pin.partition("@")[0])
        if record is None or record.kind != KIND or record.payload is None:
            continue
        for case, paper in _homes(facts, record):
            row = find_case_row(connection, case)
            if row is None:
                continue
            home = facts_from(row, current_records(connection, row.id), facts.as_at)
            found |= suppliers_of(connection, row.id, home, [paper])
            found |= suppliers_elsewhere(connection, home, [paper])
    return found


def _homes(facts: CaseFacts, record: RecordVersion) -> list[tuple[str, str]]:
    """The cases that a paper comes from, each with its record there: papers that go along keep
    their keys."""
    if record.payload.of_case:
        return [(record.payload.of_case, record.payload.of_paper)]
    return [(r.payload.case, record.reference) for r in facts.current("linked_case")
            if r.payload.relation == BEGUN_AGAIN]  # fmt: skip
