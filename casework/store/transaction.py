"""One verb, one transaction: lock, read, judge, write, audit, commit once.

Everything that changes a case goes through ``case_transaction``; everything else that is audited
goes through ``system_transaction``. Both refuse to commit without an audit entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from casework.domain.canonical import canonical
from casework.domain.chain import COVERING, RECORDS
from casework.domain.cover import covering_now
from casework.domain.dates import london_date
from casework.domain.errors import NotFound
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.viewer import Viewer
from casework.store import audit
from casework.store.bank_holidays import IN_FORCE, in_force_by
from casework.store.base import instant_text
from casework.store.council_papers import RULES_IN_FORCE, rules_known_by
from casework.store.database import Database
from casework.store.jobs import enqueue
from casework.store.models.audit import SystemChainRow
from casework.store.models.cases import CaseRow
from casework.store.originals import facts_now
from casework.store.records import Draft, insert_records

_CASE = CaseRow.__table__
_SYSTEM = SystemChainRow.__table__
_LOCK = (
    update(_CASE).where(_CASE.c.reference == bindparam("locked")).values(seq=_CASE.c.seq + 1)
    .returning(*_CASE.c, IN_FORCE, RULES_IN_FORCE)
)  # fmt: skip


class MissingAuditEntry(RuntimeError):
    """A transaction wrote and was about to commit without an audit entry: a fault in our code."""


@dataclass
class Transaction:
    """What a verb works with while its transaction is open.

    ``now`` is the UTC instant of the act; ``today`` the date by which gates judge it: the
    simulated date of a replayed case, else today's date in London.
    """

    connection: Connection
    viewer: Viewer
    now: datetime
    today: date
    head: audit.ChainHead
    entries: int = 0
    jobs: list[dict[str, Any]] = field(default_factory=list)

    def record_audit(self, kind: str, body: dict[str, Any], on_behalf_of: str = "") -> None:
        """Append the verb's entry. ``body`` holds structure and commitments, never free text."""
        self.head = audit.append(
            self.connection, self.head, instant_text(self.now), kind,
            self.viewer.person or "anonymous", on_behalf_of, canonical(body),
        )  # fmt: skip
        self.entries += 1

    def enqueue(
        self, name: str, key: str, arguments: dict[str, Any], run_at: datetime | None = None,
        case_reference: str = "",
    ) -> None:
        """Put a job in the outbox; it exists only if the transaction commits."""
        self.jobs.append(
            {"name": name, "key": key, "arguments": canonical(arguments),
             "run_at": run_at or self.now, "enqueued_at": self.now,
             "case_reference": case_reference}
        )  # fmt: skip


@dataclass
class CaseTransaction(Transaction):
    """A transaction that holds the lock of one case.

    ``facts`` are the case's facts as read under the lock and as changed so far; ``changes`` are
    the columns of the case's row that will be written at the end. ``covering`` says for whom the
    viewer covered when it began, in which roles.
    """

    row: Any = None
    facts: CaseFacts = None  # type: ignore[assignment]
    changes: dict[str, Any] = field(default_factory=dict)
    written: list[RecordVersion] = field(default_factory=list)
    entered: int = 0
    covering: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    def record_audit(self, kind: str, body: dict[str, Any], on_behalf_of: str = "") -> None:
        """Append the verb's entry, after its last ``write``; with the name of whoever the viewer
        covers for, unless ``body`` states a `role` that the viewer holds in their own right.

        The entry also holds pin and digest of every record version written, so that the chain
        vouches for the records too.
        """
        behind = self._in_cover(body.get("role", ""))
        if behind:
            body = {**body, COVERING: behind}
        if self.written:
            body = {**body, RECORDS: [[version.pin, version.digest] for version in self.written]}
        super().record_audit(kind, body, on_behalf_of)
        self.entered = len(self.written)

    def _in_cover(self, role: str) -> list[list[str]]:
        """For whom the viewer acts, each with the roles: `[[person, role, ...]]`."""
        if role and role in self.facts.own_roles_of(self.viewer.person):
            return []
        return [
            [covered, *([role] if role else sorted(roles))]
            for covered, roles in self.covering if not role or role in roles
        ]  # fmt: skip

    @property
    def position(self) -> int:
        """The audit position that the verb's entry will have."""
        return self.row.audit_position + 1

    def write(self, drafts: list[Draft]) -> list[RecordVersion]:
        """Write records and see them in ``facts`` at once."""
        versions = insert_records(
            self.connection, self.row.id, drafts, self.facts, self.now, self.today,
            self.viewer.person, self.position,
        )  # fmt: skip
        self.written.extend(versions)
        self.facts = self.facts.with_records(versions)
        return versions


@contextmanager
def case_transaction(
    database: Database, viewer: Viewer, now: datetime, reference: str,
    *, simulated_on: date | None = None, beside: Iterable[str] = (),
) -> Iterator[CaseTransaction]:
    """Lock the case, read its facts, and commit once with exactly one audit entry.

    ``simulated_on`` moves a replayed case's own date and is ignored for any other case. Cases
    ``beside`` it, which the verb writes on too, are locked with it in the order of their
    references, as whoever locks several does: so none waits for the other. Raises NotFound if
    there is no such case, MissingAuditEntry if the verb forgot its entry.
    """
    with database.writing(audited=True) as connection:
        others = set(beside)
        for each in sorted(others | {reference} if others else others):
            _lock(connection, each)
        with case_transaction_on(
            connection, viewer, now, reference, simulated_on=simulated_on
        ) as tx:
            yield tx


@contextmanager
def case_transaction_on(
    connection: Connection, viewer: Viewer, now: datetime, reference: str,
    *, simulated_on: date | None = None,
) -> Iterator[CaseTransaction]:
    """As ``case_transaction``, within a transaction that is already open and commits later."""
    row = _lock(connection, reference)
    today = _judged_on(row, now, simulated_on)
    tx = CaseTransaction(
        connection=connection, viewer=viewer, now=now, today=today,
        head=audit.ChainHead(row.reference, row.audit_position, row.audit_hash),
        row=row, facts=facts_now(connection, row, today),
    )  # fmt: skip
    tx.covering = covering_now(tx.facts, viewer.person)
    yield tx
    if tx.entries != 1:
        raise MissingAuditEntry(f"{tx.entries} audit entries where a verb must write one")
    if tx.entered != len(tx.written):
        raise MissingAuditEntry("records were written after the audit entry: write them first")
    if row.replayed:
        tx.changes["simulated_on"] = today
    enqueue(connection, tx.jobs)
    connection.execute(
        update(_CASE).where(_CASE.c.id == row.id).values(
            audit_position=tx.head.position, audit_hash=tx.head.hash, **tx.changes
        )
    )  # fmt: skip


def _lock(connection: Connection, reference: str) -> Any:
    row = connection.execute(_LOCK, {"locked": reference}).one_or_none()
    if row is None:
        raise NotFound(f"There is no case {reference}.")
    return row


def _judged_on(row: Any, now: datetime, simulated_on: date | None) -> date:
    if not row.replayed:
        return london_date(now)
    return simulated_on or row.simulated_on or london_date(now)


@contextmanager
def system_transaction(
    database: Database, viewer: Viewer, now: datetime
) -> Iterator[Transaction]:
    """Lock the system's chain, and commit once with at least one audit entry."""
    with database.writing(audited=True) as connection:
        head = _lock_system(connection)
        tx = Transaction(
            connection=connection, viewer=viewer, now=now, today=london_date(now), head=head
        )
        yield tx
        if tx.entries < 1:
            raise MissingAuditEntry("no audit entry where a verb must write one")
        enqueue(connection, tx.jobs)
        connection.execute(
            update(_SYSTEM).where(_SYSTEM.c.id == 1).values(
                position=tx.head.position, hash=tx.head.hash
            )
        )  # fmt: skip


def _lock_system(connection: Connection) -> audit.ChainHead:
    statement = (
        update(_SYSTEM).where(_SYSTEM.c.id == 1).values(position=_SYSTEM.c.position)
        .returning(_SYSTEM.c.position, _SYSTEM.c.hash)
    )  # fmt: skip
    row = connection.execute(statement).one_or_none()
    if row is None:
        _begin_system_chain(connection)
        row = connection.execute(statement).one()
    return audit.ChainHead(audit.SYSTEM_CHAIN, row.position, row.hash)


def _begin_system_chain(connection: Connection) -> None:
    """Two first writers may both come here: the second waits for the first, and adds nothing."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    first = {"id": 1, "position": 0, "hash": audit.new_head(audit.SYSTEM_CHAIN).hash}
    connection.execute(dialect.insert(_SYSTEM).on_conflict_do_nothing(), first)


def find_case_row(
    connection: Connection, reference: str, *, calendar_of: datetime | None = None
) -> Any:
    """The case's row, with the corrections of bank holidays and the councils' rules for papers
    beside it, or None.

    ``calendar_of`` is the instant by which these were known, where it is not now.
    """
    corrections = IN_FORCE if calendar_of is None else in_force_by(calendar_of)
    rules = RULES_IN_FORCE if calendar_of is None else rules_known_by(calendar_of)
    statement = select(_CASE, corrections, rules).where(_CASE.c.reference == reference)
    return connection.execute(statement).one_or_none()
