"""Many copies of one real case, written straight, each with records of its own to read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, func, insert, literal, select, true, update

from casework.domain.chain import first_hash
from casework.services.office import Office
from casework.store.models.cases import CaseRow
from casework.store.models.projections import CaseAccessRow
from casework.store.models.records import CaseRecordHeadRow, CaseRecordRow

COPY = "COPY-"
_CASE, _ACCESS = CaseRow.__table__, CaseAccessRow.__table__
_RECORD, _HEAD = CaseRecordRow.__table__, CaseRecordHeadRow.__table__
_AT_ONCE = 500


def add_copies(office: Office, model: str, copies: int) -> list[str]:
    """So many copies of the case ``model``; returns their references.

    Their records differ from each other in their digest, so that none is known already to the
    process that reads it. Nobody can verify them.
    """
    with office.database.writing(audited=True) as connection:
        row = connection.execute(select(_CASE).where(_CASE.c.reference == model)).one()
        references = [f"{COPY}{number:06d}" for number in range(copies)]
        for start in range(0, copies, _AT_ONCE):
            _copy(connection, row, references[start : start + _AT_ONCE])
    return references


def _copy(connection: Connection, model: object, references: list[str]) -> None:
    values = dict(model._mapping)  # type: ignore[attr-defined]
    model_id = values.pop("id")
    connection.execute(insert(_CASE), [
        {**values, "reference": each, "audit_position": 0, "audit_hash": first_hash(each),
         "recompute_on": None} for each in references
    ])  # fmt: skip
    copies = _CASE.alias("copies")
    wanted = copies.c.reference.in_(references)
    kept = [c for c in _RECORD.c if c.name not in ("id", "case_id", "digest")]
    digest = func.lower(func.hex(func.randomblob(32)))
    pairs = select(copies.c.id, *kept, digest).select_from(_RECORD.join(copies, true())).where(
        _RECORD.c.case_id == model_id, wanted
    )
    connection.execute(
        insert(_RECORD).from_select(["case_id", *(c.name for c in kept), "digest"], pairs)
    )
    old = _RECORD.alias("old")
    heads = (
        select(_RECORD.c.case_id, _RECORD.c.kind, _RECORD.c.key, _RECORD.c.id)
        .join(copies, copies.c.id == _RECORD.c.case_id)
        .join(_HEAD, (_HEAD.c.case_id == literal(model_id)) & (_HEAD.c.kind == _RECORD.c.kind)
              & (_HEAD.c.key == _RECORD.c.key))
        .join(old, (old.c.id == _HEAD.c.record_id) & (old.c.version == _RECORD.c.version))
        .where(wanted)
    )  # fmt: skip
    connection.execute(insert(_HEAD).from_select(["case_id", "kind", "key", "record_id"], heads))
    who = [c for c in _ACCESS.c if c.name not in ("id", "case_id")]
    access = select(copies.c.id, *who).select_from(_ACCESS.join(copies, true())).where(
        _ACCESS.c.case_id == model_id, wanted
    )
    connection.execute(
        insert(_ACCESS).from_select(["case_id", *(c.name for c in who)], access)
    )


def make_due(office: Office, references: Sequence[str], on: date) -> None:
    """Let these cases be due to be recomputed on a day, and no others."""
    with office.database.writing(audited=True) as connection:
        connection.execute(update(_CASE).values(recompute_on=None))
        for start in range(0, len(references), _AT_ONCE):
            some = references[start : start + _AT_ONCE]
            connection.execute(
                update(_CASE).where(_CASE.c.reference.in_(some)).values(recompute_on=on)
            )
