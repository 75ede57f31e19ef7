"""Browsers for the pages on which facts, files and people are put in."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pikepdf

from casework.services.evidence import Submission, put_in_evidence
from casework.services.identity.demo import PASSWORD
from casework.services.reading import get_case
from tests.integration.case_pages import LEG, Pages
from tests.visitors import Visitor

OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
"""A file of the old Word, which is refused and may be kept sealed."""


def browser_of(pages: Pages, person: str) -> Visitor:
    """A browser in which this demo person is signed in."""
    visitor = Visitor(pages.app)
    visitor.sign_in(f"{person}@demo.example", PASSWORD)
    assert visitor.response is not None and visitor.response.status_code == 200
    return visitor


def status(visitor: Visitor) -> int:
    """The status of the page that the browser shows."""
    assert visitor.response is not None
    return visitor.response.status_code


def pdf_bytes() -> bytes:
    """A real PDF of one empty page."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def docx_bytes(words: str = "A paper") -> bytes:
    """A real Word document."""
    document = docx.Document()
    document.add_paragraph(words)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def eml_bytes() -> bytes:
    """A real saved email."""
    return (
        b"From: clerk@council.example\r\nTo: office@board.example\r\nSubject: Our view\r\n"
        b"Date: Mon, 01 Jun 2026 09:00:00 +0000\r\nMessage-ID: <1@council.example>\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWe agree.\r\n"
    )


def zip_bytes(**members: bytes) -> bytes:
    """A zip file; `__` in a name stands for `/` and `_` before the ending for a dot."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return buffer.getvalue()


def upload(content: bytes, name: str) -> Any:
    """A file as a browser sends it."""
    return (io.BytesIO(content), name)


def evidence_of(pages: Pages) -> list[Any]:
    """The evidence on the case, as its legal adviser sees it."""
    return get_case(pages.office, LEG, pages.reference).facts.current("evidence")


def put_in_file(pages: Pages, name: str, content: bytes, **values: Any) -> str:
    """A file put in by the legal adviser; returns its key."""
    given = {"title": "A file", "type": "other", "classification": "restricted", **values}
    version = put_in_evidence(
        pages.office, LEG, pages.reference,
        Submission(given, file_name=name, content=content),
    )  # fmt: skip
    return str(version.key)
