"""Plain text and CSV: characters that a person can read, in an encoding that is known."""

from __future__ import annotations

import csv
import io
import re

from casework.documents.inspection.kinds import FileKind
from casework.documents.inspection.outcome import RefusedFile, corrupt, mismatch

ENCODINGS = ("utf-8", "cp1252")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
COMMAND_IN_CELL = re.compile(r"[\s\"']*[=+\-@].*\|.*!", re.S)
"""A cell that asks a spreadsheet program to start another program (DDE)."""


def check_text(name: str, kind: FileKind, content: bytes) -> str:
    """The encoding in which the text reads; raises RefusedFile."""
    return decoded(name, kind, content)[1]


def check_csv(name: str, kind: FileKind, content: bytes) -> str:
    """The encoding in which the table reads; raises RefusedFile."""
    text, encoding = decoded(name, kind, content)
    try:
        for row in csv.reader(io.StringIO(text, newline="")):
            if any(COMMAND_IN_CELL.match(cell) for cell in row):
                raise RefusedFile(
                    name,
                    "active-content",
                    "a cell would start another program when opened in a spreadsheet (DDE)",
                    "Replace the formula with its value and upload the file again.",
                )
    except csv.Error as fault:
        raise corrupt(name, kind.kind) from fault
    return encoding


def decoded(name: str, kind: FileKind, content: bytes) -> tuple[str, str]:
    """The text and its encoding: by byte order mark, else UTF-8, else Windows-1252.

    Raises RefusedFile for bytes that are no text in any of these, and for control characters,
    since Windows-1252 would otherwise read almost any binary file.
    """
    for encoding in candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROL.search(text):
            break
        return text, encoding
    raise mismatch(name, f"it is named as a {kind.kind}, but it does not read as text")


def candidates(content: bytes) -> tuple[str, ...]:
    if content.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    return ENCODINGS
