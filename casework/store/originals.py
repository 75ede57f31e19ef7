"""Reading, with the facts of a case, which papers of it are privileged where they come from.

A case whose papers are all its own costs no statement. One that uses papers of another, or was
begun again, costs one, and one more for each case that the other itself was begun again from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.originals import Original
from casework.domain.records.linked import REVERSED
from casework.store.borrowed import papers_elsewhere
from casework.store.facts import current_records, facts_from

_BEGUN_AGAIN = REVERSED["restarted_as"]
Records = Iterable[RecordVersion]
Originals = Mapping[str, tuple[Original, ...]]


@dataclass(frozen=True, slots=True)
class _Trace:
    """A paper of the case ``reader`` that comes, perhaps by way of others, from ``paper`` of
    ``case``."""

    reader: str
    record: str
    case: str
    paper: str
    by_reference: bool


def facts_now(connection: Connection, row: Any, as_at: date) -> CaseFacts:
    """The facts of a case as it is now, judged as at ``as_at``, with what is privileged where it
    comes from."""
    return facts_with_originals(connection, row, current_records(connection, row.id), as_at)


def facts_with_originals(
    connection: Connection, row: Any, records: tuple[RecordVersion, ...], as_at: date
) -> CaseFacts:
    """The same from records that were read already."""
    originals = privileged_originals(connection, {row.reference: records})
    return facts_from(row, records, as_at, originals=originals.get(row.reference))


def privileged_originals(
    connection: Connection, cases: Mapping[str, Records]
) -> dict[str, Originals]:
    """By the reference of each case: its records whose original is privileged now. What a paper
    of a case that was begun again comes from is asked in the case before it, and so on."""
    found: dict[str, dict[str, tuple[Original, ...]]] = {}
    waiting = [trace for case, records in cases.items() for trace in _traces(case, records)]
    seen: set[_Trace] = set()
    while waiting:
        seen.update(waiting)
        versions, beside = papers_elsewhere(connection, [(t.case, t.paper) for t in waiting])
        further = []
        for trace in waiting:
            history = versions.get((trace.case, trace.paper), [])
            if _is_privileged_now(history):
                of_record = found.setdefault(trace.reader, {})
                of_record[trace.record] = (
                    *of_record.get(trace.record, ()), _original(trace, history)
                )
            further += [
                _Trace(trace.reader, trace.record, case, trace.paper, False)
                for case in _begun_before(beside.get(trace.case, ())) if _went_along(history)
            ]
        waiting = [trace for trace in dict.fromkeys(further) if trace not in seen]
    return dict(found)


def _traces(case: str, records: Records) -> list[_Trace]:
    """Where the papers of a case come from: papers that went along keep their keys."""
    before = _begun_before(records)
    found = []
    for record in records:
        if record.kind != "evidence" or record.payload is None:
            continue
        if record.payload.of_case:
            paper = record.payload.of_paper.partition("@")[0]
            found.append(_Trace(case, record.reference, record.payload.of_case, paper, True))
        else:
            found += [_Trace(case, record.reference, each, record.reference, False)
                      for each in before]  # fmt: skip
    return found


def _begun_before(records: Records) -> list[str]:
    return [r.payload.case for r in records if r.kind == "linked_case" and r.payload is not None
            and r.payload.relation == _BEGUN_AGAIN]  # fmt: skip


def _is_privileged_now(history: list[RecordVersion]) -> bool:
    stated = [version for version in history if version.payload is not None]
    return bool(stated) and stated[-1].payload.classification == "privileged"


def _went_along(history: list[RecordVersion]) -> bool:
    """Whether a paper can have come from the case before: the first version says whose it is."""
    return any(v.payload is not None and not v.payload.of_case for v in history)


def _original(trace: _Trace, history: list[RecordVersion]) -> Original:
    stated = [version.payload for version in history if version.payload is not None]
    return Original(
        trace.case, trace.paper, trace.by_reference,
        frozenset(p.sha256 for p in stated if p.sha256),
        frozenset(p.type for p in stated if not p.sha256),
    )  # fmt: skip
