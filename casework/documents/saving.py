"""The one way in which a Word file leaves this package: the same content gives the same bytes.

Zip times and order and the core properties are fixed; compression is deflate at level 9, so the
bytes are the same wherever the same build of zlib runs.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from docx.document import Document

LANGUAGE = "en-GB"
AUTHOR = "Casework"
# The earliest time that a zip entry can carry: said for every entry, because it says nothing.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")


def save(document: Document, *, title: str, subject: str, made_at: datetime) -> bytes:
    """The file's bytes, with title, subject, language and the given UTC-aware instant as times."""
    properties = document.core_properties
    properties.title = title[:255]
    properties.subject = subject[:255]
    properties.author = properties.last_modified_by = AUTHOR
    properties.language = LANGUAGE
    properties.created = properties.modified = made_at
    properties.revision = 1
    properties.comments = properties.keywords = ""
    unsorted = BytesIO()
    document.save(unsorted)
    with zipfile.ZipFile(unsorted) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    ordered = [*_FIRST, *sorted(set(entries) - set(_FIRST))]
    return write_zip((name, entries[name]) for name in ordered)


def write_zip(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip of the entries in the given order, without times and with the same rights for all."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, date_time=_NO_TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return buffer.getvalue()
