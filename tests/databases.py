"""Databases for tests: a new one each, quickly, from a template that was migrated once.

Every engine that a test opens on such a database is disposed of with it: a pool that is left to
the garbage collector closes its connections at some later test, which then fails in its place. A
connection that nobody gave back is not closed by that, and still shows.

SQLite does not wait for the disk here, as the throwaway PostgreSQL server does not: a process that
is killed leaves what it wrote all the same, and no test cuts the power.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import WeakSet

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from casework.store.schema import ensure_schema

_TEMPLATE = "casework_template"
_engines: WeakSet[Engine] = WeakSet()


@event.listens_for(Engine, "engine_connect")
def _remember(connection: Connection) -> None:
    _engines.add(connection.engine)
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA synchronous=OFF")


def _dispose_of_engines(database: str) -> None:
    for engine in list(_engines):
        if engine.url.database == database:
            engine.dispose()


class Databases:
    """Makes databases beside the one whose URL it is given, and throws them away again."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = make_url(url)
        self.folder = folder
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._numbers = itertools.count(1)
        self._template_made = False

    @contextmanager
    def empty(self) -> Iterator[str]:
        """The URL of a database without tables."""
        yield from self._make(None)

    @contextmanager
    def migrated(self) -> Iterator[str]:
        """The URL of a database at the newest revision, without rows."""
        if not self._template_made:
            self._make_template()
        yield from self._make(_TEMPLATE)

    @contextmanager
    def copy_of(self, url: str) -> Iterator[str]:
        """The URL of a copy of one of these databases, to which nothing is connected."""
        database = str(make_url(url).database)
        yield from self._make(Path(database).stem if self.is_sqlite else database)

    def _make_template(self) -> None:
        if not self.is_sqlite:
            self._administer(f'CREATE DATABASE "{_TEMPLATE}"')
        engine = create_engine(self._address(_TEMPLATE))
        ensure_schema(engine)
        engine.dispose()
        self._template_made = True

    def _make(self, template: str | None) -> Iterator[str]:
        name = f"test_{next(self._numbers)}"
        if self.is_sqlite:
            if template:
                shutil.copy(self._path(template), self._path(name))
            yield self._address(name)
            _dispose_of_engines(str(self._path(name)))
            for path in self.folder.glob(f"{name}.sqlite*"):
                path.unlink()
            return
        self._administer(f'CREATE DATABASE "{name}" TEMPLATE "{template or "template0"}"')
        yield self._address(name)
        _dispose_of_engines(name)
        self._administer(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _administer(self, statement: str) -> None:
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite"

    def _address(self, name: str) -> str:
        if self.is_sqlite:
            return f"sqlite:///{self._path(name)}"
        return self.url.set(database=name).render_as_string(hide_password=False)
