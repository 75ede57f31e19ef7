"""Bringing a database to the present revision, and asking whether it is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect, make_url

from casework.domain.errors import CaseworkError
from casework.store import models  # noqa: F401  (fills the metadata)
from casework.store.base import Base, UTCInstant
from casework.store.database import Database

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
# One at a time: any number that nothing else in the database uses for an advisory lock.
_LOCK = 7_301_946_250


def _type_as_of_today(kind: str, thing: Any, context: Any) -> Any:
    """A migration is frozen, so it names no column type of ours: theirs may change."""
    if kind == "type" and isinstance(thing, UTCInstant):
        return f"sa.String({thing.impl.length})"  # type: ignore[attr-defined]
    return False


COMPARISON: dict[str, Any] = {
    "target_metadata": Base.metadata,
    "compare_type": True,
    "render_item": _type_as_of_today,
}


class SchemaIsNotCurrent(CaseworkError):
    """The database must be migrated, and whoever is signed in to it may not do that."""


class BrokenReferences(RuntimeError):
    """A migration left rows that point to rows which are not there; nothing was kept of it."""


def ensure_schema(engine: Engine, revision: str = "head") -> None:
    """Upgrade to ``revision`` in one transaction; several processes may ask at the same time.

    Nothing is done to a database that is there already, but the triggers are put back: rows that
    it lost are for ``audit verify`` to name. Where the application has a role of its own on
    PostgreSQL, it only looks: raises SchemaIsNotCurrent. Raises BrokenReferences.
    """
    if not _may_migrate(engine):
        _check_current(engine)
        return
    with _migrating(engine) as connection:
        before = _revision_of(connection)
        command.upgrade(_config(connection), revision)
        if _revision_of(connection) != before:
            _check_references(connection)


def has_store(url: str) -> bool:
    """Whether there is a database that was once migrated; on SQLite no file is made by asking."""
    where = make_url(url)
    if where.get_backend_name() == "sqlite" and not Path(where.database or "").is_file():
        return False
    engine = create_engine(where)
    try:
        return inspect(engine).has_table("alembic_version")
    finally:
        engine.dispose()


def schema_is_current(engine: Engine) -> bool:
    """Whether the database is at the newest revision that this code knows."""
    return current_revision(engine) == newest_revision()


def current_revision(engine: Engine) -> str | None:
    """The revision that the database is at; None for an empty one."""
    with engine.connect() as connection:
        return _revision_of(connection)


def _revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """The revision at the head of ``migrations/``."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def revisions() -> list[str]:
    """Every revision, oldest first."""
    walked = ScriptDirectory.from_config(_config(None)).walk_revisions()
    return [script.revision for script in walked][::-1]


def differences(engine: Engine) -> list[Any]:
    """What the models say that the database does not, and the other way round."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=COMPARISON)
        return list(compare_metadata(context, Base.metadata))


def draft_revision(engine: Engine, title: str) -> Path:
    """Write the next numbered migration from what the models say; a person reads and edits it."""
    number = f"{len(revisions()) + 1:04d}"
    with _migrating(engine) as connection:
        config = _config(connection)
        config.attributes["drafting"] = True
        script = command.revision(config, title, autogenerate=True, rev_id=number)
    if script is None or isinstance(script, list):
        raise RuntimeError(f"alembic wrote {script!r}, expected one migration")
    return Path(script.path)


def _may_migrate(engine: Engine) -> bool:
    """Whether the tables are ours to alter, or not there yet."""
    if engine.dialect.name != "postgresql":
        return True
    owned = (
        "SELECT bool_and(pg_has_role(current_user, relowner, 'USAGE')) FROM pg_class "
        "WHERE oid = to_regclass('alembic_version')"
    )
    with engine.connect() as connection:
        return connection.exec_driver_sql(owned).scalar_one() is not False


def _check_current(engine: Engine) -> None:
    current, newest = current_revision(engine), newest_revision()
    if current != newest:
        raise SchemaIsNotCurrent(
            f"The database is at revision {current}, and this version needs {newest}.",
            "Run `python -m casework migrate --role NAME` as the owner of the tables.",
        )


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    Database(engine)  # sets how SQLite begins a transaction
    with engine.connect() as opened:
        if engine.dialect.name == "sqlite":
            # A batch ALTER drops and renames tables; this pragma counts only between transactions.
            _pragma(opened, "foreign_keys=OFF")
        connection = opened.execution_options(casework_writer=True, casework_migrating=True)
        try:
            with connection.begin():
                _alone(connection)
                yield connection
        finally:
            if engine.dialect.name == "sqlite":
                _pragma(opened, "foreign_keys=ON")


def _pragma(connection: Connection, pragma: str) -> None:
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA {pragma}")


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _check_references(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise BrokenReferences(f"{broken[0]}: row {broken[1]} points to no row of {broken[2]}")
