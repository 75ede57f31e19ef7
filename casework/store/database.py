"""The door to either database, and the guard that refuses a write without an audit entry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, event

from casework.store.statements import tables_written

UNAUDITED_TABLES = frozenset(
    {
        "user_session",
        "sign_in_failure",
        "staged_upload",
        "staged_text",
        "one_use_key",
        "share_opening",
        "job",
        "schedule",
        "chain_check",
        "calendar_reading",
    }
)
class UnauditedWrite(RuntimeError):
    """A statement would change an audited table outside ``transaction``: a fault in our code."""


class Database:
    """Connections to one database. Writers on SQLite begin IMMEDIATE, so that none waits late."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        if not getattr(engine, "_casework_prepared", False):
            prepare(engine)

    @contextmanager
    def reading(self, *, one_moment: bool = False) -> Iterator[Connection]:
        """A connection for queries; whatever it did is rolled back.

        With ``one_moment`` every query sees the database as the first one did. On SQLite that is
        always so.
        """
        with self.engine.connect() as connection:
            if one_moment and not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self, *, audited: bool = False) -> Iterator[Connection]:
        """One transaction. Unless ``audited``, only the closed list of tables may be written."""
        with self.engine.connect() as opened:
            connection = opened.execution_options(casework_writer=True, casework_audited=audited)
            with connection.begin():
                yield connection

    @contextmanager
    def all_or_nothing(self) -> Iterator[Database]:
        """A door through which many transactions are one: what they write is there once this block
        ends well, and nothing of it where the process ends before. Only the demonstration is made
        so: whoever else writes waits meanwhile."""
        with self.engine.connect() as opened:
            connection = opened.execution_options(casework_writer=True)
            with connection.begin():
                yield _Within(self.engine, connection)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"


class _Within(Database):
    """A door inside one open transaction: each transaction through it is a part of that one, and
    taken back alone where it fails."""

    def __init__(self, engine: Engine, connection: Connection) -> None:
        super().__init__(engine)
        self._connection = connection

    @contextmanager
    def reading(self, *, one_moment: bool = False) -> Iterator[Connection]:
        yield self._connection

    @contextmanager
    def writing(self, *, audited: bool = False) -> Iterator[Connection]:
        before = self._connection.get_execution_options().get("casework_audited", False)
        self._connection.execution_options(casework_audited=audited)
        try:
            with self._connection.begin_nested():
                yield self._connection
        finally:
            self._connection.execution_options(casework_audited=before)


def prepare(engine: Engine) -> None:
    """Set what SQLite needs on every connection, and listen for unaudited writes."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _refuse_unaudited)
    engine._casework_prepared = True  # type: ignore[attr-defined]


def _set_pragmas(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy's begin event says BEGIN itself
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=15000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("casework_writer") else "BEGIN")


def _refuse_unaudited(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    options = connection.get_execution_options()
    if options.get("casework_audited") or options.get("casework_migrating"):
        return
    audited = tables_written(statement) - UNAUDITED_TABLES
    if audited:
        raise UnauditedWrite(
            f"{', '.join(sorted(audited))} written outside transaction(): write it inside, with an "
            "audit entry"
        )
