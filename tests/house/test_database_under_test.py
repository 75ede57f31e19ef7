"""The suite really runs on the database that it says it runs on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.postgres import BINARIES_OVERRIDE, PostgresqlNotFound, binaries


def test_the_database_is_the_one_asked_for(database_url: str) -> None:
    engine = create_engine(database_url)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        asked_for = os.environ.get("CASEWORK_TEST_DATABASE") or "sqlite"
        assert engine.dialect.name == asked_for
    finally:
        engine.dispose()


@pytest.mark.postgresql
def test_the_throwaway_server_speaks_utf8_and_utc(database_url: str) -> None:
    engine = create_engine(database_url)
    try:
        with engine.connect() as connection:
            settings = [
                connection.scalar(text(f"SHOW {name}")) for name in ("server_encoding", "TimeZone")
            ]
        assert settings == ["UTF8", "UTC"]
    finally:
        engine.dispose()


def test_a_wrong_override_is_said_and_not_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(BINARIES_OVERRIDE, str(tmp_path))
    with pytest.raises(PostgresqlNotFound, match=BINARIES_OVERRIDE):
        binaries()
