"""A fresh database for every test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from casework.domain.viewer import SYSTEM
from casework.engine.library import Library
from casework.services.identity.demo import DemoPerson, create_demo_accounts
from casework.services.office import Office
from casework.store.database import Database
from casework.store.marks import mark_as_demo
from casework.store.transaction import system_transaction
from tests.databases import Databases
from tests.integration.desk import WORKFLOWS, Desk, open_desk, seed_people
from tests.integration.offices import office_with
from tests.visitors import Visitor


@pytest.fixture(scope="session")
def databases(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Makes databases of the kind under test."""
    return Databases(database_url, tmp_path_factory.mktemp("databases"))


@pytest.fixture
def empty_url(databases: Databases) -> Iterator[str]:
    """The URL of a database without tables."""
    with databases.empty() as url:
        yield url


@pytest.fixture
def migrated_url(databases: Databases) -> Iterator[str]:
    """The URL of a database at the newest revision, for tests that start other processes."""
    with databases.migrated() as url:
        yield url


@pytest.fixture
def empty_engine(empty_url: str) -> Iterator[Engine]:
    """An engine on a database without tables."""
    engine = create_engine(empty_url)
    yield engine
    engine.dispose()


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    """A database at the newest revision, without rows."""
    engine = create_engine(migrated_url)
    yield Database(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def pathways() -> Library:
    """The published pathways."""
    return Library.load(WORKFLOWS)


@pytest.fixture
def office(database: Database, tmp_path: Path, pathways: Library) -> Office:
    """An office with the real pathways and people in every role, its clock at ``NOW``."""
    made = replace(office_with(database, tmp_path), pathways=pathways)
    seed_people(made)
    return made


@pytest.fixture
def desk(office: Office) -> Desk:
    """A case that has just been opened."""
    return open_desk(office)


@pytest.fixture
def administrator(app_office: Office, visitor: Visitor) -> Visitor:
    """A browser in which the administrator of a demo store is signed in."""
    with system_transaction(app_office.database, SYSTEM, app_office.clock.now()) as tx:
        mark_as_demo(tx)
    roles = frozenset({"administrator"})
    create_demo_accounts(app_office, [DemoPerson("administrator", "Administrator", "", "", roles)])
    visitor.open("/sign-in")
    visitor.send("/sign-in/demo", person="administrator")
    return visitor
