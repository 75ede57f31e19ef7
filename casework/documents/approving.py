"""An edited draft becomes the approved document: what it says of its state is changed, no more.

A document that was never edited is approved by rendering it again; see `rendering.render`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from docx import Document as open_document
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from casework.documents.edited_draft import EditedDraft, read_edited_draft
from casework.documents.manifest import get_manifest
from casework.documents.saving import save
from casework.documents.stamp import (
    LINE_OF_LETTER,
    NOT_APPROVED,
    STATES,
    read_properties,
    write_properties,
)
from casework.domain.errors import CaseworkError


class EditedDraftNotReady(CaseworkError):
    """The edited draft cannot be approved; the message says what stands in its way."""


@dataclass(frozen=True, slots=True)
class ApprovedDocument:
    """The approved Word file, the hash of its bytes, and the draft it was made from."""

    docx: bytes
    sha256: str
    draft: EditedDraft


def approve_edited_draft(
    content: bytes, *, approved_by: str, approved_at: datetime
) -> ApprovedDocument:
    """The approved edition. `approved_by` is a role and `approved_at` a UTC-aware instant.

    Raises NotAnEditedDraft, or EditedDraftNotReady while gap markers or accessibility findings
    remain. The same inputs give the same bytes.
    """
    draft = read_edited_draft(content)
    _check_ready(draft)
    document = open_document(BytesIO(content))
    for paragraph in list(_paragraphs(document)):
        _change_state(paragraph, approved_by)
    write_properties(document, read_properties(document) | {"CaseworkState": "approved"})
    title = document.core_properties.title or get_manifest(draft.document_id).title
    subject = f"{draft.case_reference}, {STATES['approved']}"
    approved = save(document, title=title, subject=subject, made_at=approved_at)
    return ApprovedDocument(approved, hashlib.sha256(approved).hexdigest(), draft)


def _check_ready(draft: EditedDraft) -> None:
    if draft.gaps:
        raise EditedDraftNotReady(
            f"You cannot approve this draft yet: {'; '.join(draft.gaps)} still stand as not "
            "recorded in its text.",
            "Record them and make the document again, or write them in Word and upload it.",
        )
    if draft.findings:
        raise EditedDraftNotReady(
            "You cannot approve this draft yet: not everyone can read it. "
            + " ".join(finding.message for finding in draft.findings),
            " ".join(dict.fromkeys(finding.remedy for finding in draft.findings)),
        )


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element]
    for root in roots:
        for element in root.iter(qn("w:p")):
            yield Paragraph(element, document._body)


def _change_state(paragraph: Paragraph, approved_by: str) -> None:
    text = paragraph.text
    if text.startswith(STATES["draft"]) and paragraph._p.getparent().tag == qn("w:body"):
        paragraph._p.getparent().remove(paragraph._p)
    elif STATES["draft"] in text:
        _set_text(paragraph, text.replace(STATES["draft"], STATES["approved"]))
    elif text.strip() == NOT_APPROVED:
        _set_text(paragraph, approved_by)
    elif paragraph._p.style == LINE_OF_LETTER and text.endswith(NOT_APPROVED):
        _set_text(paragraph, f"{text.removesuffix(NOT_APPROVED)}Approved by: {approved_by}")


def _set_text(paragraph: Paragraph, text: str) -> None:
    """Put the whole text into the first run, so that it keeps the look of the paragraph."""
    first, *rest = paragraph.runs
    first.text = text
    for run in rest:
        run._r.getparent().remove(run._r)
