"""A1: verifying a chain against a bare SELECT of it; memory flat; new entries cost the same."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine

from benchmarks.chains import add_case, add_entries
from benchmarks.goals import Result, Sizes, measures
from benchmarks.measuring import milliseconds, paired, peak_mebibytes
from casework.services.audit import verify_chain
from casework.store.database import Database
from casework.store.schema import ensure_schema

NEW = 1000
LONG, SHORT = "LONG", "SHORT"


@measures("A1")
def verifying(sizes: Sizes) -> Iterator[Result]:
    """Everything on SQLite, where the floor is lowest."""
    with TemporaryDirectory(prefix="casework-bench-") as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        database = Database(create_engine(url))
        ensure_schema(database.engine)
        short = max(sizes.entries // 100, NEW)
        add_case(database, SHORT, short)
        add_case(database, LONG, sizes.entries)
        yield _against_select(database, sizes.entries)
        yield _memory(url, short, sizes.entries)
        yield _after_a_checkpoint(database, short, sizes.entries)
        database.engine.dispose()


def _against_select(database: Database, entries: int) -> Result:
    query = (
        "SELECT position, at, kind, actor, on_behalf_of, body, hash FROM audit_entry "
        f"WHERE chain = '{LONG}' ORDER BY position"
    )

    def select() -> None:
        with database.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            for _row in driver.execute(query):
                pass

    measured = paired(lambda: _verify(database, LONG), select, 5)
    return Result(
        "A1", f"verify {entries:,} entries / bare SELECT of them",
        f"{entries / measured.ours:,.0f}/s", f"{entries / measured.yardstick:,.0f}/s",
        measured.ratio, 2.2,
    )  # fmt: skip


def _verify(database: Database, chain: str) -> None:
    if not verify_chain(database, chain).intact:
        raise AssertionError(f"chain {chain} does not verify")


def _memory(url: str, short: int, entries: int) -> Result:
    small, large = (peak_mebibytes("benchmarks.verifying", url, chain) for chain in (SHORT, LONG))
    return Result(
        "A1", f"peak memory of verifying {entries:,} entries / {short:,}",
        f"{large:.1f} MiB", f"{small:.1f} MiB", large / small, 1.05,
    )  # fmt: skip


def _after_a_checkpoint(database: Database, short: int, entries: int) -> Result:
    heads = {chain: verify_chain(database, chain).head for chain in (SHORT, LONG)}
    for chain in heads:
        add_entries(database, chain, NEW)

    def verify_new(chain: str) -> None:
        report = verify_chain(database, chain, after=heads[chain])
        if (report.intact, report.entries) != (True, NEW):
            raise AssertionError(f"{chain}: {report}")

    measured = paired(lambda: verify_new(LONG), lambda: verify_new(SHORT), 21)
    return Result(
        "A1", f"verify {NEW:,} new entries, chain of {entries:,} / {short:,}",
        milliseconds(measured.ours), milliseconds(measured.yardstick), measured.ratio, 1.15,
    )  # fmt: skip


if __name__ == "__main__":
    _verify(Database(create_engine(sys.argv[1])), sys.argv[2])
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
