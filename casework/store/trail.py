"""Reading entries of a chain for the audit pages."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from casework.domain.chain import ChainEntry
from casework.store.models.audit import AuditEntryRow

_TABLE = AuditEntryRow.__table__
_COLUMNS = [_TABLE.c[name] for name in ChainEntry.__slots__]


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What a trail is narrowed to. Dates are ISO days in UTC; ``before`` is a position."""

    kind: str = ""
    actor: str = ""
    since: str = ""
    until: str = ""
    before: int = 0


def list_entries(
    connection: Connection, chain: str, narrowed: TrailFilter, limit: int
) -> list[ChainEntry]:
    """Entries of a chain, newest first, by keyset."""
    statement = select(*_COLUMNS).where(_TABLE.c.chain == chain)
    if narrowed.kind:
        statement = statement.where(_TABLE.c.kind == narrowed.kind)
    if narrowed.actor:
        statement = statement.where(_TABLE.c.actor == narrowed.actor)
    if narrowed.since:
        statement = statement.where(_TABLE.c.at >= narrowed.since)
    if narrowed.until:
        statement = statement.where(_TABLE.c.at < f"{narrowed.until}T24")
    if narrowed.before:
        statement = statement.where(_TABLE.c.position < narrowed.before)
    statement = statement.order_by(_TABLE.c.position.desc()).limit(limit)
    return [ChainEntry(*row) for row in connection.execute(statement)]


def kinds_in_chain(connection: Connection, chain: str) -> list[str]:
    """The kinds of entry that may be filtered by: those that the newest thousand entries have."""
    newest = (
        select(_TABLE.c.kind).where(_TABLE.c.chain == chain)
        .order_by(_TABLE.c.position.desc()).limit(1000).subquery()
    )  # fmt: skip
    return sorted(connection.execute(select(newest.c.kind).distinct()).scalars())


def actors_in_chain(connection: Connection, chain: str) -> set[str]:
    """The persons who may be filtered by: those of the newest thousand entries."""
    newest = (
        select(_TABLE.c.actor).where(_TABLE.c.chain == chain)
        .order_by(_TABLE.c.position.desc()).limit(1000).subquery()
    )  # fmt: skip
    return set(connection.execute(select(newest.c.actor).distinct()).scalars())
