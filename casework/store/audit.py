"""Appending to the chains and reading them back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from casework.domain.chain import ChainEntry, entry_hash, first_hash
from casework.store.models.audit import AuditEntryRow

SYSTEM_CHAIN = "system"
_TABLE = AuditEntryRow.__table__


@dataclass(frozen=True, slots=True)
class ChainHead:
    """Where a chain stands: the position of its last entry (0: none yet) and that one's hash."""

    chain: str
    position: int
    hash: str


def new_head(chain: str) -> ChainHead:
    """The head of a chain without entries."""
    return ChainHead(chain, 0, first_hash(chain))


def append(
    connection: Connection, head: ChainHead, at: str, kind: str, actor: str,
    on_behalf_of: str, body: str,
) -> ChainHead:
    """Append one entry after ``head`` and return the new head."""
    position = head.position + 1
    digest = entry_hash(head.hash, head.chain, position, at, kind, actor, on_behalf_of, body)
    connection.execute(
        insert(_TABLE),
        {
            "chain": head.chain, "position": position, "at": at, "kind": kind, "actor": actor,
            "on_behalf_of": on_behalf_of, "body": body, "hash": digest,
        },
    )
    return ChainHead(head.chain, position, digest)


def read_chain(connection: Connection, chain: str, *, batch: int = 1000) -> Iterator[ChainEntry]:
    """Every entry of a chain in order, streamed, so that memory does not grow with its length."""
    columns = [_TABLE.c[name] for name in ChainEntry.__slots__]
    statement = select(*columns).where(_TABLE.c.chain == chain).order_by(_TABLE.c.position)
    result = connection.execution_options(yield_per=batch).execute(statement)
    for row in result:
        yield ChainEntry(*row)


def last_entry(connection: Connection, chain: str) -> ChainEntry | None:
    """The last entry of a chain, or None."""
    columns = [_TABLE.c[name] for name in ChainEntry.__slots__]
    statement = (
        select(*columns).where(_TABLE.c.chain == chain).order_by(_TABLE.c.position.desc()).limit(1)
    )
    row = connection.execute(statement).one_or_none()
    return ChainEntry(*row) if row else None
