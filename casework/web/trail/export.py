"""The trail as a CSV file that a spreadsheet opens without running anything."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable

from casework.domain.chain import ChainEntry
from casework.store.names import Names
from casework.web.trail.words import kind_in_words, who_in_words

HEADINGS = (
    "Position", "At (UTC)", "What", "Kind", "Who", "Person", "On behalf of", "Body", "Hash",
)  # fmt: skip
FORMULA_CHARACTERS = ("=", "+", "-", "@", "\t", "\r", "\n")


def trail_csv(entries: Iterable[ChainEntry], names: Names) -> str:
    """One line for each entry, every cell safe, with the byte order mark that Excel wants."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for e in entries:
        cells = (
            str(e.position), e.at, kind_in_words(e.kind), e.kind, _who(e, names),
            e.actor, e.on_behalf_of, e.body, e.hash,
        )  # fmt: skip
        writer.writerow([safe_cell(cell) for cell in cells])
    return "\ufeff" + out.getvalue()


def _who(entry: ChainEntry, names: Names) -> str:
    return who_in_words(entry.actor, json.loads(entry.body) if entry.body else {}, names)


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_CHARACTERS) else text
