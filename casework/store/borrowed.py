"""Who put in, in their own cases, the papers that come from there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select, tuple_

from casework.domain.facts import RecordVersion
from casework.store.facts import current_records_of
from casework.store.models.cases import CaseRow
from casework.store.models.records import CaseRecordRow

_CASE = CaseRow.__table__
_RECORD = CaseRecordRow.__table__
BESIDE = ("cover", "linked_case")
"""Kinds of record that say for whom somebody acted there, and where a paper was before."""


@dataclass(frozen=True, slots=True)
class ActElsewhere:
    """One recording of a paper in its own case: by whom, by which entry of that case's chain, and
    on which day judged."""

    case: str
    record: str
    person: str
    position: int
    day: date


def acts_elsewhere(
    connection: Connection, papers: Iterable[tuple[str, str]]
) -> tuple[list[ActElsewhere], dict[str, tuple[RecordVersion, ...]]]:
    """Every recording of any version of these papers, given as case and record, and the covers
    and links of their cases by the reference of the case. No statement where there are no papers.
    """
    named = [(case, *record.partition("/")[::2]) for case, record in papers]
    if not named:
        return [], {}
    statement = (
        select(_CASE.c.id, _CASE.c.reference, _RECORD.c.kind, _RECORD.c.key,
               _RECORD.c.recorded_by, _RECORD.c.position, _RECORD.c.judged_on)
        .join(_CASE, _CASE.c.id == _RECORD.c.case_id)
        .where(tuple_(_CASE.c.reference, _RECORD.c.kind, _RECORD.c.key).in_(sorted(set(named))))
    )  # fmt: skip
    rows = connection.execute(statement).all()
    cases = {row.id: str(row.reference) for row in rows}
    beside = current_records_of(connection, cases, BESIDE) if cases else {}
    acts = [ActElsewhere(row.reference, f"{row.kind}/{row.key}", row.recorded_by, row.position,
                         row.judged_on) for row in rows]  # fmt: skip
    return acts, {name: beside.get(case, ()) for case, name in cases.items()}
