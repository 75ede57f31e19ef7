"""Commands that look at a store refuse where there is none, and make nothing; output may be cut."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url

from casework.__main__ import entrance
from casework.cli import main
from casework.settings import Settings
from casework.store.database import Database
from casework.store.schema import has_store

LOOKING = (
    ("audit", "verify"), ("audit", "rejudge"), ("projections", "prove"), ("export-case", "REF-1"),
)  # fmt: skip


@pytest.mark.parametrize("words", LOOKING, ids=" ".join)
def test_where_there_is_no_store_a_command_that_looks_says_so_and_makes_none(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mistyped = tmp_path / "mistyped"
    code = main(words, lambda: entrance(Settings(mistyped)))
    said = capsys.readouterr().err
    assert code != 0 and "There is no store" in said and not mistyped.exists()


def test_a_store_that_was_migrated_is_there(database: Database) -> None:
    assert has_store(database.engine.url.render_as_string(hide_password=False))


def test_a_database_that_was_never_migrated_is_no_store(empty_url: str) -> None:
    assert not has_store(str(make_url(empty_url).render_as_string(hide_password=False)))


def test_output_that_nobody_reads_to_its_end_leaves_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "casework", "casefile", "schema"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_with_no_move_yet_there_is_nothing_to_judge_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = entrance(Settings(tmp_path / "data"))
    opened.open_office()
    main(("audit", "rejudge"), lambda: opened)
    assert "nothing to judge" in capsys.readouterr().out


def test_the_first_administrators_link_names_the_address_and_how_to_set_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = entrance(Settings(tmp_path / "data", base_url="http://127.0.0.1:5099"))
    main(("users", "create-administrator", "--name", "A", "--email", "a@icb.example"),
         lambda: opened)  # fmt: skip
    said = capsys.readouterr().out
    assert said.split()[-1].startswith("http://127.0.0.1:5099/") and "CASEWORK_BASE_URL" in said
