"""The code by which cases are judged, told from any other by its contents."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]
JUDGING = ("domain", "engine", "services/projecting.py")
"""Where it is decided what a case waits for and on which day that changes."""


@cache
def judging_code() -> str:
    """The SHA-256 over the files that judge: another after every release that changed one."""
    digest = hashlib.sha256()
    for path in sorted(p for name in JUDGING for p in _files(_PACKAGE / name)):
        digest.update(f"{path.relative_to(_PACKAGE).as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(place: Path) -> list[Path]:
    return list(place.rglob("*.py")) if place.is_dir() else [place]
