"""Whether a Word file can be read by everyone: what a machine can tell of it.

Checked: title, language en-GB, headings in order and not empty, header rows of tables, alternative
text of images, text of links. Whether the words are plain is for a person to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from docx import Document as open_document
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casework.documents.saving import LANGUAGE

_HEADING = re.compile(r"heading ([1-9])\Z", re.IGNORECASE)
_POOR_LINK_TEXTS = {"here", "click here", "link", "this link", "more", "read more"}
_BARE_ADDRESS = re.compile(r"(https?://|www\.)\S+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a file: the rule, where, what, and what to do."""

    rule: str
    where: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.where}: {self.message} {self.remedy}"


def check_docx(content: bytes) -> list[Finding]:
    """Every finding in the Word file; an empty list when there is none."""
    document = open_document(BytesIO(content))
    return [
        *_check_title(document),
        *_check_language(document),
        *_check_headings(document),
        *_check_tables(document),
        *_check_images(document),
        *_check_links(document),
    ]


def _check_title(document: Document) -> Iterator[Finding]:
    if not (document.core_properties.title or "").strip():
        yield Finding("title", "properties", "The document has no title.", "Give it a title.")


def _check_language(document: Document) -> Iterator[Finding]:
    remedy = "Set the language to English (United Kingdom)."
    if document.core_properties.language != LANGUAGE:
        yield Finding("language", "properties", "The language is not en-GB.", remedy)
    defaults = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    if defaults is None or defaults.get(qn("w:val")) != LANGUAGE:
        yield Finding("language", "default style", "The language is not en-GB.", remedy)
    for element in document.element.body.iter(qn("w:lang")):
        if element.get(qn("w:val")) not in (None, LANGUAGE):
            other = element.get(qn("w:val"))
            yield Finding("language", "text", f"A passage is marked as {other}.", remedy)


def _check_headings(document: Document) -> Iterator[Finding]:
    previous = 0
    for number, paragraph in enumerate(document.paragraphs, start=1):
        match = _HEADING.match(paragraph.style.name if paragraph.style else "")
        if not match:
            continue
        level, text = int(match[1]), paragraph.text.strip()
        where = f"paragraph {number} “{text[:60]}”"
        if not text:
            yield Finding("heading", where, "A heading is empty.", "Remove it or give it text.")
        if level > previous + 1:
            came = f"after level {previous}" if previous else "as the first heading"
            yield Finding(
                "heading", where, f"Level {level} comes {came}.", f"Use level {previous + 1}."
            )
        previous = level


def _check_tables(document: Document) -> Iterator[Finding]:
    for number, table in enumerate(document.element.body.iter(qn("w:tbl")), start=1):
        first = table.find(qn("w:tr"))
        texts = [] if first is None else [_text_of(cell) for cell in first.findall(qn("w:tc"))]
        where = f"table {number} “{' | '.join(texts)[:60]}”"
        mark = None if first is None else first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
        if mark is None or mark.get(qn("w:val")) in ("0", "false", "off"):
            yield Finding(
                "table", where, "The first row is not a header row.", "Choose Repeat Header Rows."
            )
        elif not all(texts):
            yield Finding("table", where, "A column has no heading.", "Write its heading.")


def _check_images(document: Document) -> Iterator[Finding]:
    roots = [document.element.body]
    roots += [
        part._element for s in document.sections for part in (s.header, s.footer) if part.part
    ]
    for root in roots:
        for properties in root.iter(qn("wp:docPr")):
            if not (properties.get("descr") or "").strip():
                where = f"image {properties.get('name', '')}".strip()
                yield Finding(
                    "image", where, "An image has no alternative text.", "Describe what it shows."
                )


def _check_links(document: Document) -> Iterator[Finding]:
    for link in document.element.body.iter(qn("w:hyperlink")):
        text = _text_of(link)
        if not text or text.lower() in _POOR_LINK_TEXTS or _BARE_ADDRESS.match(text):
            yield Finding(
                "link", f"link “{text[:60]}”", "Its text does not say where it leads.",
                "Name the document or page.",
            )  # fmt: skip


def _text_of(element: BaseOxmlElement) -> str:
    return "".join(part.text or "" for part in element.iter(qn("w:t"))).strip()
