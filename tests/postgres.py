"""A PostgreSQL server for one test run: started from Debian's binaries, thrown away afterwards.

Durability is off (fsync, full page writes): what is tested here is SQL, not crashes.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES_OVERRIDE = "CASEWORK_POSTGRESQL_BINARIES"
DATABASE = "casework_test"
SECONDS_TO_START = 60
SERVER_OPTIONS = (
    "-c fsync=off -c full_page_writes=off -c synchronous_commit=off "
    "-c listen_addresses='' -c timezone=UTC -c max_connections=60"
)


class PostgresqlNotFound(Exception):
    """No initdb and pg_ctl were found on this machine."""


class PostgresqlDidNotStart(Exception):
    """The binaries are there but the server did not come up; the message holds its log."""


def binaries() -> Path:
    """The folder with initdb and pg_ctl: the override, pg_config's, or the newest of Debian's."""
    for folder in _places_to_look():
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise PostgresqlNotFound(
        "PostgreSQL is not installed here. Install Debian's postgresql, "
        f"or set {BINARIES_OVERRIDE} to the folder that holds initdb and pg_ctl."
    )


@contextmanager
def throwaway_server() -> Iterator[str]:
    """Run a server with an empty database, and yield its URL for SQLAlchemy.

    The server listens on a Unix socket in its own folder, so runs beside each other never meet.
    Raises PostgresqlNotFound or PostgresqlDidNotStart.
    """
    programs = binaries()
    # A socket's path may hold about 100 characters, so the folder is kept short.
    folder = Path(tempfile.mkdtemp(prefix="casework-pg-"))
    try:
        user = _own_the_folder(folder)
        _start(programs, folder, user)
        try:
            _run([programs / "createdb", "-h", folder, "-U", "casework", DATABASE], folder, user)
            yield f"postgresql+psycopg://casework@/{DATABASE}?host={folder}"
        finally:
            _run(
                [programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"],
                folder,
                user,
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _places_to_look() -> Iterator[Path]:
    override = os.environ.get(BINARIES_OVERRIDE)
    if override:
        # An override that is wrong should be seen, so nothing else is tried.
        yield Path(override)
        return
    if shutil.which("pg_config"):
        answer = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True)
        if answer.returncode == 0:
            yield Path(answer.stdout.strip())
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda path: _version(path.parent.name), reverse=True)


def _version(name: str) -> tuple[int, ...]:
    return tuple(int(part) for part in name.split(".") if part.isdigit())


def _own_the_folder(folder: Path) -> str | None:
    """The user to run the server as: PostgreSQL refuses root, so there it is `postgres`."""
    if os.geteuid() != 0:
        return None
    try:
        account = pwd.getpwnam("postgres")
    except KeyError as error:
        raise PostgresqlNotFound(
            "PostgreSQL does not run as root, and there is no user named postgres here."
        ) from error
    os.chown(folder, account.pw_uid, account.pw_gid)
    return account.pw_name


def _start(programs: Path, folder: Path, user: str | None) -> None:
    data, log = folder / "data", folder / "server.log"
    _run(
        [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "casework",
            "-A",
            "trust",
            "--no-sync",
            "--locale=C.UTF-8",
            "--encoding=UTF8",
        ],
        folder,
        user,
    )
    options = f"-k {folder} {SERVER_OPTIONS}"
    try:
        _run(
            [
                programs / "pg_ctl",
                "-D",
                data,
                "-w",
                "-t",
                str(SECONDS_TO_START),
                "-l",
                log,
                "-o",
                options,
                "start",
            ],
            folder,
            user,
        )
    except PostgresqlDidNotStart as error:
        text = log.read_text(errors="replace") if log.exists() else "(no log)"
        raise PostgresqlDidNotStart(f"{error}\n{text}") from error


def _run(command: list[Path | str], folder: Path, user: str | None) -> None:
    # Output goes to a file: the server inherits it and would hold a pipe open for ever.
    output = folder / "command.log"
    with output.open("wb") as sink:
        done = subprocess.run(
            [str(part) for part in command],
            stdout=sink,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C.UTF-8"},
            user=user,
            group=user,
            extra_groups=[] if user else None,
        )
    if done.returncode != 0:
        raise PostgresqlDidNotStart(
            f"{Path(command[0]).name} failed: {output.read_text(errors='replace')}"
        )
