"""What every test stands on: the database under test, and no hidden request."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask

from casework.app import create_app, db
from casework.engine.library import Library
from casework.services.identity import secrets
from casework.services.office import Office
from casework.settings import Settings
from tests.could_not_run import could_not_run
from tests.once import made_once
from tests.postgres import PostgresqlNotFound, throwaway_server
from tests.visitors import MovableClock, Visitor

ROOT = Path(__file__).resolve().parent.parent

DATABASES = ("sqlite", "postgresql")
SAID_TO_THE_TESTS = ("CASEWORK_TEST_", "CASEWORK_POSTGRESQL_")


def database_under_test() -> str:
    """Which database CASEWORK_TEST_DATABASE asks for: sqlite (also when unset) or postgresql."""
    name = os.environ.get("CASEWORK_TEST_DATABASE") or "sqlite"
    if name not in DATABASES:
        raise pytest.UsageError(
            f"CASEWORK_TEST_DATABASE is {name!r}; expected one of {', '.join(DATABASES)}."
        )
    return name


def pytest_configure() -> None:
    """Forget the settings of whoever runs the tests: no test may meet their data folder."""
    database_under_test()
    for name in list(os.environ):
        if name.startswith("CASEWORK_") and not name.startswith(SAID_TO_THE_TESTS):
            del os.environ[name]


def pytest_report_header() -> str:
    return f"database under test: {database_under_test()}"


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Put nothing around a test.

    pytest-flask would push a request context here, and Flask-Login keeps the user in it: a
    second, anonymous client would then be seen as whoever signed in last.
    """


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The SQLAlchemy URL of an empty database, one for the whole run."""
    if database_under_test() == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'casework.sqlite'}"
        return
    with ExitStack() as stack:
        yield _enter_server(stack)


def _enter_server(stack: ExitStack) -> str:
    """Start the server; where none is installed, skip with the reason, or fail when CI is set."""
    try:
        return stack.enter_context(throwaway_server())
    except PostgresqlNotFound as error:
        reason = str(error)
    could_not_run(reason)


@pytest.fixture(autouse=True)
def _needs_its_database(request: pytest.FixtureRequest) -> None:
    """A test about PostgreSQL alone runs in `make test-postgres` and is skipped elsewhere; one
    that says nothing about the database, and takes long, runs on SQLite only."""
    under_test = database_under_test()
    if request.node.get_closest_marker("postgresql") and under_test != "postgresql":
        pytest.skip("says something about PostgreSQL alone: run make test-postgres")
    if request.node.get_closest_marker("one_database") and under_test != "sqlite":
        pytest.skip("says nothing about the database: make test runs it on SQLite")


@pytest.fixture(autouse=True)
def _cheap_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed quickly in tests: what is tested is not argon2."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(secrets, "hasher", cheap)


@pytest.fixture(autouse=True, scope="session")
def _made_once() -> Iterator[None]:
    """Read the pathways and compile templates and addresses once, not once for each test."""
    with made_once():
        yield


@pytest.fixture(scope="session")
def library() -> Library:
    """The pathways of this tree, read once."""
    return Library.load(ROOT / "workflows")


@pytest.fixture
def clock() -> MovableClock:
    """The clock of ``app``: noon on a Monday, until a test moves it."""
    return MovableClock(datetime(2026, 11, 23, 12, 0, tzinfo=UTC))


@pytest.fixture
def app(migrated_url: str, tmp_path: Path, clock: MovableClock) -> Iterator[Flask]:
    """The real application on a fresh database, its data in a folder of its own."""
    settings = Settings(
        data=tmp_path / "data", database_url=migrated_url, workflows=ROOT / "workflows",
        document_templates=ROOT / "document_templates",
    )  # fmt: skip
    app = create_app(settings, clock)
    app.testing = False  # errors answer with a page, as they do for people
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app_office(app: Flask) -> Office:
    """The office of ``app``."""
    found: Office = app.extensions["casework"]
    return found


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """A browser at ``app`` in which nobody is signed in."""
    return Visitor(app)
