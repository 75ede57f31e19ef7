"""The closing part of every document: what was set aside and what was raised, with the reasons.

It is one Word file for all, filled from the same values as the document and put at its end; in a
letter it stands before the last line. It prints nothing where there is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docxtpl import DocxTemplate

from casework.documents.environment import TemplateEnvironment
from casework.documents.manifest import Field
from casework.documents.stamp import LINE_OF_LETTER

LOWERED = {"Heading1": "Heading2", "Heading2": "Heading3"}
"""In a report the closing part belongs to “About this document”; a letter has no such part."""


def append_closing(
    document: Document, template: bytes, fields: tuple[Field, ...], values: Mapping[str, Any]
) -> None:
    """Put the closing part at the end of a filled document, if any of its fields has a value."""
    body = document.element.body
    if any(values[field.name] for field in fields):
        last = _last_line(body)
        before = body.get_or_add_sectPr() if last is None else last
        for element in _filled(template, values):
            if last is None:
                _lower_heading(element)
            before.addprevious(element)
    _end_with_a_paragraph(body)


def _filled(template: bytes, values: Mapping[str, Any]) -> list[BaseOxmlElement]:
    part = DocxTemplate(BytesIO(template))
    part.render(dict(values), TemplateEnvironment())
    return [deepcopy(e) for e in part.docx.element.body if e.tag != qn("w:sectPr")]


def _last_line(body: BaseOxmlElement) -> BaseOxmlElement | None:
    """The line in which a letter speaks of itself, or None in any other document."""
    paragraphs = body.findall(qn("w:p"))
    return paragraphs[-1] if paragraphs and paragraphs[-1].style == LINE_OF_LETTER else None


def _lower_heading(element: BaseOxmlElement) -> None:
    if element.tag == qn("w:p") and element.style in LOWERED:
        element.style = LOWERED[element.style]


def _end_with_a_paragraph(body: BaseOxmlElement) -> None:
    """Word wants a paragraph after the last table."""
    section = body.get_or_add_sectPr()
    before = section.getprevious()
    if before is not None and before.tag == qn("w:tbl"):
        section.addprevious(OxmlElement("w:p"))
