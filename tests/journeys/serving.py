"""Casework as people meet it: the real command in a process of its own, on a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60
SECONDS_TO_STOP = 20


class Served:
    """A running installation: pages and worker. ``address`` is where it answers."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.said = data.parent / f"{data.name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until its sign-in page answers."""
        environment = {
            **os.environ, "CASEWORK_DATA": str(self.data), "PORT": str(self.port),
            "HOST": "127.0.0.1", "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
        with self.said.open("wb") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "casework", "run"],
                cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT,
            )  # fmt: skip
        until = time.monotonic() + SECONDS_TO_START
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise RuntimeError(f"Casework did not start. It said:\n{self.log()}")
            time.sleep(0.1)

    def stop(self) -> None:
        """Ask it to stop, as Ctrl-C does, and insist if it does not."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def command(self, *arguments: str) -> str:
        """Run ``python -m casework`` on this store beside the server; returns what it says."""
        done = subprocess.run(
            [sys.executable, "-m", "casework", *arguments], cwd=ROOT, check=False,
            capture_output=True, text=True, env={**os.environ, "CASEWORK_DATA": str(self.data)},
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"casework {arguments} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    def log(self) -> str:
        """What it has said so far."""
        return self.said.read_text(encoding="utf-8", errors="replace")

    def execute(self, statement: str, *values: object) -> int:
        """Change a row behind its back, such as a session that is to be over. Rows changed."""
        with closing(sqlite3.connect(self.data / "casework.sqlite", timeout=20)) as connection:
            changed = connection.execute(statement, values).rowcount
            connection.commit()
            return changed

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/sign-in", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False


def seed_demonstration(data: Path) -> str:
    """Fill a data folder with the fictional live case; returns its reference.

    The replayed programmes are left out: they have tests of their own and take long.
    """
    code = (
        "from casework.__main__ import entrance\n"
        "from casework.services.demo.live_case import open_live_case\n"
        "from casework.services.demo.people import seed_people\n"
        "office = entrance().open_office()\n"
        "seed_people(office)\n"
        "print(open_live_case(office))\n"
    )
    made = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True,
        env={**os.environ, "CASEWORK_DATA": str(data)},
    )  # fmt: skip
    if made.returncode:
        raise RuntimeError(f"The demonstration could not be made:\n{made.stderr}")
    return made.stdout.split()[-1]


def copy_store(source: Path, target: Path) -> None:
    """A store that nobody serves, copied whole."""
    shutil.copytree(source, target)


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
