"""Papers in the cases that they come from: their versions, and who put them in there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, or_, select

from casework.domain.facts import RecordVersion
from casework.store.facts import read_record, record_columns
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


def papers_elsewhere(
    connection: Connection, papers: Iterable[tuple[str, str]]
) -> tuple[dict[tuple[str, str], list[RecordVersion]], dict[str, tuple[RecordVersion, ...]]]:
    """Every version of these papers, given as case and record, oldest first; and what stands
    beside them, as it is now, by the reference of the case. One statement, or none where there are
    no papers."""
    named = set(papers)
    if not named:
        return {}, {}
    keys = sorted({record.partition("/")[2] for _, record in named})
    statement = (
        select(_CASE.c.reference, *record_columns())
        .join(_CASE, _CASE.c.id == _RECORD.c.case_id)
        .where(_CASE.c.reference.in_(sorted({case for case, _ in named})), or_(
            (_RECORD.c.kind == "evidence") & _RECORD.c.key.in_(keys), _RECORD.c.kind.in_(BESIDE),
        ))
        .order_by(_RECORD.c.id)
    )  # fmt: skip
    versions: dict[tuple[str, str], list[RecordVersion]] = {}
    beside: dict[str, dict[str, RecordVersion]] = {case: {} for case, _ in named}
    for row in connection.execute(statement):
        record = read_record(tuple(row)[1:])
        if record.kind in BESIDE:
            beside[row.reference].pop(record.reference, None)  # written last, so it comes last
            beside[row.reference][record.reference] = record
        elif (row.reference, record.reference) in named:
            versions.setdefault((row.reference, record.reference), []).append(record)
    return versions, {case: tuple(found.values()) for case, found in beside.items()}


def acts_elsewhere(
    connection: Connection, papers: Iterable[tuple[str, str]]
) -> tuple[list[ActElsewhere], dict[str, tuple[RecordVersion, ...]]]:
    """Every recording of any version of these papers, given as case and record, and the covers
    and links of their cases by the reference of the case. No statement where there are no papers.
    """
    versions, beside = papers_elsewhere(connection, papers)
    return [
        ActElsewhere(case, record, v.recorded_by, v.position, v.judged_on)
        for (case, record), history in versions.items() for v in history
    ], beside  # fmt: skip
