"""Files that people choose in the journeys."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from casework.services.demo.walking import paper


def word_file(folder: Path, title: str) -> Path:
    """A real Word file with this title."""
    path = folder / f"{title.replace(' ', '-').lower()}.docx"
    path.write_bytes(paper(title, ["Nothing in it is real."], datetime.now(UTC)))
    return path


def sums_that_differ(content: bytes) -> list[str]:
    """Names in a pack whose SHA-256 is not the one that its list states; raises if not a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        listed = next(name for name in pack.namelist() if name.endswith("SHA256SUMS"))
        folder = listed.removesuffix("SHA256SUMS")
        stated = dict(
            reversed(line.split(maxsplit=1)) for line in pack.read(listed).decode().splitlines()
        )
        inside = set(pack.namelist()) - {listed}
        assert inside == {folder + name.lstrip("*") for name in stated}, "a file is not listed"
        return [
            name for name, stated_sum in stated.items()
            if hashlib.sha256(pack.read(folder + name.lstrip("*"))).hexdigest() != stated_sum
        ]
