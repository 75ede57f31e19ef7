"""Keeps a short table on one page, so that no reader turns over for its last row."""

from __future__ import annotations

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

MOST_ROWS = 5
"""Header included. A longer table breaks between its rows and repeats its header."""


def keep_short_tables_together(document: Document) -> None:
    """Tie each row of a short table to the next; the last one is free."""
    for table in document.element.body.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        if len(rows) > MOST_ROWS:
            continue
        for row in rows[:-1]:
            for paragraph in row.iter(qn("w:p")):
                Paragraph(paragraph, document._body).paragraph_format.keep_with_next = True
