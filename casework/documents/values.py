"""How a recorded value reads in a document, and how a missing one shows.

A missing value is never an empty place: where it is required a marked gap stands, else a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from casework.domain.dates import FactDate, london_date, long_date

# Private-use characters enclose a gap in the rendered text until `gap_marks` makes it bold.
GAP_OPENS = "\ue000"
GAP_CLOSES = "\ue001"
# docxtpl starts a new paragraph of the same style at this character.
NEW_PARAGRAPH = "\a"

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue002-\ufffd\U00010000-\U0010ffff]")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


class NotRecorded:
    """Stands in a template for a value that is not recorded: false, empty, and printed as such."""

    def __init__(self, label: str, required: bool) -> None:
        self.label = label
        self.required = required

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        if self.required:
            return f"{GAP_OPENS}[Not recorded: {self.label}]{GAP_CLOSES}"
        return f"Not recorded: {self.label}." if self.label else "Not recorded"


def is_missing(value: object) -> bool:
    """True for None, blank text, empty lists and unknown dates; no and nought are answers."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, FactDate):
        return not value.is_known
    return value is None or value == ()


def in_words(value: object) -> str:
    """The text that stands in the document. Raises TypeError for anything that is not a value."""
    if isinstance(value, NotRecorded):
        return str(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, (FactDate, date)):
        return _date_in_words(value)
    if isinstance(value, tuple):
        return "\n".join(in_words(part) for part in value)
    raise TypeError(f"documents.values: {type(value).__name__} cannot be printed in a document")


def printable(text: str) -> str:
    """The text without characters that Word cannot hold; blank lines part its paragraphs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()
    return _BLANK_LINES.sub(NEW_PARAGRAPH, _NOT_IN_XML.sub("", text))


def on_one_line(text: str) -> str:
    """The text for a property of the file: printable, without breaks."""
    return " ".join(_NOT_IN_XML.sub("", text).split())


def _date_in_words(value: FactDate | date) -> str:
    if isinstance(value, FactDate):
        return value.plain()
    return long_date(london_date(value) if isinstance(value, datetime) else value)
