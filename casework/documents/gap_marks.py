"""Makes marked gaps stand out in bold and highlighted, without losing the text's own look."""

from __future__ import annotations

import re
from copy import deepcopy

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from casework.documents.values import GAP_CLOSES, GAP_OPENS

_MARK = re.compile(f"({GAP_OPENS}[^{GAP_CLOSES}]*{GAP_CLOSES})")


def mark_gaps(document: Document) -> None:
    """Set each gap of the body, headers and footers in its own bold, highlighted run."""
    roots = [document.element.body]
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header,
                     section.first_page_footer):  # fmt: skip
            if not part.is_linked_to_previous:
                roots.append(part._element)
    for root in roots:
        for run in list(root.iter(qn("w:r"))):
            if any(GAP_OPENS in (text.text or "") for text in run.findall(qn("w:t"))):
                _split(run)


def _split(run: BaseOxmlElement) -> None:
    properties = run.find(qn("w:rPr"))
    for child in list(run):
        if child is properties:
            continue
        for piece, is_gap in _pieces(child):
            new_run = OxmlElement("w:r")
            if properties is not None:
                new_run.append(deepcopy(properties))
            if is_gap:
                _emphasise(new_run)
            new_run.append(piece)
            run.addprevious(new_run)
    run.getparent().remove(run)


def _pieces(child: BaseOxmlElement) -> list[tuple[BaseOxmlElement, bool]]:
    if child.tag != qn("w:t"):
        return [(child, False)]
    pieces = []
    for text in filter(None, _MARK.split(child.text or "")):
        element = OxmlElement("w:t")
        element.set(qn("xml:space"), "preserve")
        element.text = text.strip(GAP_OPENS + GAP_CLOSES)
        pieces.append((element, text.startswith(GAP_OPENS)))
    return pieces


def _emphasise(run: BaseOxmlElement) -> None:
    properties = run.get_or_add_rPr()
    properties.get_or_add_b().val = True
    if properties.find(qn("w:highlight")) is None:
        properties._add_highlight().set(qn("w:val"), "yellow")
