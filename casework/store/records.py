"""Writing case records: the next version, its texts apart, and the head that points to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from casework.domain.canonical import canonical, sha256_of
from casework.domain.dates import FactDate
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.records.codec import check_texts, structure_of, texts_of
from casework.domain.text import EMPTY, Text
from casework.store.base import instant_text
from casework.store.models.records import CaseRecordHeadRow, CaseRecordRow, ErasableTextRow

_RECORD = CaseRecordRow.__table__
_HEAD = CaseRecordHeadRow.__table__
_TEXT = ErasableTextRow.__table__
_NEW_HEAD = insert(_HEAD).values(
    case_id=bindparam("its_case"), kind=bindparam("its_kind"), key=bindparam("its_key"),
    record_id=bindparam("its_record"),
)  # fmt: skip
_MOVE_HEAD = (
    update(_HEAD)
    .where(
        _HEAD.c.case_id == bindparam("its_case"), _HEAD.c.kind == bindparam("its_kind"),
        _HEAD.c.key == bindparam("its_key"),
    )
    .values(record_id=bindparam("its_record"))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A record version about to be written."""

    kind: str
    key: str
    payload: Any = None
    state: str = STATED
    effective_on: FactDate | None = None
    on_behalf_of: str = ""
    cites: tuple[str, ...] = ()
    assumed: bool = False
    source: Text = EMPTY


def insert_records(
    connection: Connection, case_id: int, drafts: list[Draft], facts: CaseFacts, now: datetime,
    today: date, person: str, position: int,
) -> list[RecordVersion]:
    """Write the drafts as the next versions of their records, in four statements at most.

    Raises InvalidFields for a text that is longer than its field takes.
    """
    if not drafts:
        return []
    versions, rows, texts = [], [], []
    latest = {draft_reference(d): _version_in(facts, d) for d in drafts}
    for draft in drafts:
        if draft.payload is not None:
            check_texts(draft.payload)
        latest[draft_reference(draft)] += 1
        version = latest[draft_reference(draft)]
        structure = structure_of(draft.payload) if draft.payload is not None else ""
        row = _row(draft, case_id, version, structure, now, today, person, position)
        rows.append(row)
        texts += _text_rows(draft, case_id)
        versions.append(_version(draft, row, now, today))
    result = connection.execute(
        insert(_RECORD).returning(_RECORD.c.id, sort_by_parameter_order=True), rows
    )
    identifiers = result.scalars().all()
    _point_heads(connection, rows, list(identifiers))
    if texts:
        connection.execute(insert(_TEXT), texts)
    return versions


def draft_reference(draft: Draft) -> str:
    """`kind/key`."""
    return f"{draft.kind}/{draft.key}"


def _version_in(facts: CaseFacts, draft: Draft) -> int:
    known = facts.find(draft_reference(draft))
    return known.version if known else 0


def _row(
    draft: Draft, case_id: int, version: int, structure: str, now: datetime, today: date,
    person: str, position: int,
) -> dict[str, Any]:
    row = {
        "case_id": case_id, "kind": draft.kind, "key": draft.key, "version": version,
        "state": draft.state, "structure": structure,
        "effective_on": draft.effective_on.text if draft.effective_on else "",
        "recorded_at": now, "judged_on": today, "recorded_by": person,
        "on_behalf_of": draft.on_behalf_of, "cites": " ".join(draft.cites),
        "source": draft.source.commitment, "assumed": draft.assumed, "position": position,
    }
    row["digest"] = digest_of(row)
    return row


def digest_of(row: dict[str, Any]) -> str:
    """SHA-256 over everything that a record version states, as the audit entry repeats it."""
    stated = {name: row[name] for name in _DIGESTED}
    stated["recorded_at"] = instant_text(row["recorded_at"])
    stated["judged_on"] = row["judged_on"].isoformat()
    return sha256_of(canonical(stated))


_DIGESTED = (
    "kind", "key", "version", "state", "structure", "effective_on", "recorded_at", "judged_on",
    "recorded_by", "on_behalf_of", "cites", "source", "assumed", "position",
)  # fmt: skip


def _text_rows(draft: Draft, case_id: int) -> list[dict[str, Any]]:
    texts = texts_of(draft.payload) if draft.payload is not None else []
    if draft.source.salt is not None and draft.source.value is not None:
        texts.append(draft.source)
    return [
        {"commitment": t.commitment, "case_id": case_id, "salt": t.salt.hex(), "text": t.value}
        for t in texts
        if t.salt is not None
    ]


def _version(draft: Draft, row: dict[str, Any], now: datetime, today: date) -> RecordVersion:
    return RecordVersion(
        draft.kind, draft.key, row["version"], draft.state, draft.payload, draft.effective_on,
        now, today, row["recorded_by"], draft.on_behalf_of, draft.cites, draft.assumed,
        draft.source, row["position"], row["digest"], row["structure"],
    )  # fmt: skip


def _point_heads(
    connection: Connection, rows: list[dict[str, Any]], identifiers: list[int]
) -> None:
    """A record's first version brings its head, and a later one moves it on.

    An upsert would say both at once, but SQLAlchemy compiles each upsert anew.
    """
    new: dict[tuple[str, str], dict[str, Any]] = {}
    moved: dict[tuple[str, str], dict[str, Any]] = {}
    for row, identifier in zip(rows, identifiers, strict=True):
        name = (row["kind"], row["key"])
        heads = new if row["version"] == 1 or name in new else moved
        heads[name] = {
            "its_case": row["case_id"], "its_kind": row["kind"], "its_key": row["key"],
            "its_record": identifier,
        }  # fmt: skip
    if new:
        connection.execute(_NEW_HEAD, list(new.values()))
    if moved:
        connection.execute(_MOVE_HEAD, list(moved.values()))
