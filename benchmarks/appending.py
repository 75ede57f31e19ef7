"""A2: appending a chained entry against inserting the same row unchained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Table,
    UniqueConstraint,
    create_engine,
    insert,
)

from benchmarks.chains import BODY, NOW
from benchmarks.goals import Result, Sizes, measures
from benchmarks.measuring import milliseconds, paired
from casework.store import audit
from casework.store.base import instant_text
from casework.store.database import Database
from casework.store.models.audit import AuditEntryRow
from casework.store.schema import ensure_schema
from tests.postgres import PostgresqlNotFound, throwaway_server

LIMITS = {"sqlite": 1.25, "postgresql": 1.35}


@measures("A2")
def appending(sizes: Sizes) -> Iterator[Result]:
    """One entry a transaction, durably, on SQLite and, where it is installed, on PostgreSQL."""
    with TemporaryDirectory(prefix="casework-bench-") as folder:
        yield _measure(f"sqlite:///{Path(folder) / 'bench.sqlite'}", sizes)
    with ExitStack() as stack:
        try:
            url = stack.enter_context(throwaway_server())
        except PostgresqlNotFound as error:
            print(f"A2  on PostgreSQL not measured: {error}")
            return
        yield _measure(url, sizes)


def _measure(url: str, sizes: Sizes) -> Result:
    database = Database(create_engine(url))
    ensure_schema(database.engine)
    name = database.engine.dialect.name
    with _unchained(database) as insert_one:
        measured = paired(_chained(database), insert_one, sizes.appends)
    database.engine.dispose()
    return Result(
        "A2", f"append a chained entry / insert it unchained, {name}",
        milliseconds(measured.ours), milliseconds(measured.yardstick), measured.ratio,
        LIMITS[name],
    )  # fmt: skip


def _chained(database: Database) -> Callable[[], None]:
    head = audit.new_head("chained")

    def append() -> None:
        nonlocal head
        with database.writing(audited=True) as connection:
            head = audit.append(
                connection, head, instant_text(NOW), "stage_moved", "programme-manager", "", BODY
            )

    return append


@contextmanager
def _unchained(database: Database) -> Iterator[Callable[[], None]]:
    """Inserts into a table of the same columns and index, without hash, triggers or chain."""
    original = AuditEntryRow.__table__
    columns = [Column(c.name, c.type, primary_key=c.primary_key) for c in original.columns]
    table = Table(
        "unchained_entry", MetaData(), *columns, UniqueConstraint("chain", "position")
    )
    with database.engine.connect() as opened:
        connection = opened.execution_options(casework_writer=True, casework_migrating=True)
        table.create(connection)
        connection.commit()
    positions = count(1)

    def insert_one() -> None:
        with database.writing(audited=True) as connection:
            _insert(connection, next(positions))

    def _insert(connection: Connection, position: int) -> None:
        connection.execute(
            insert(table),
            {"chain": "unchained", "position": position, "at": instant_text(NOW),
             "kind": "stage_moved", "actor": "programme-manager", "on_behalf_of": "",
             "body": BODY, "hash": ""},
        )  # fmt: skip

    yield insert_one
