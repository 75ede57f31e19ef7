"""An edited draft becomes the approved document, and says so everywhere."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from casework.documents.accessibility import check_docx
from casework.documents.approving import EditedDraftNotReady, approve_edited_draft
from casework.documents.edited_draft import read_edited_draft
from casework.documents.examples import MADE_AT, empty_context, full_context
from casework.documents.manifest import list_manifests
from casework.documents.rendering import render

MANIFESTS = {manifest.id: manifest for manifest in list_manifests()}
every_document = pytest.mark.parametrize("document_id", sorted(MANIFESTS))


def edited(document_id: str = "D05", heading: str | None = None) -> bytes:
    """A full draft in which somebody wrote a sentence, or a heading of the third level."""
    document = Document(BytesIO(render(document_id, full_context(MANIFESTS[document_id])).docx))
    document.add_paragraph("A sentence of our own.")
    if heading:
        document.add_heading("First", level=1)
        document.add_heading(heading, level=3)
    # As word processors do that drop what they do not show.
    document.core_properties.language = document.core_properties.title = ""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def approved(content: bytes) -> bytes:
    """The approved edition of the draft."""
    return approve_edited_draft(
        content, approved_by="Accountable officer", approved_at=MADE_AT
    ).docx


def texts(content: bytes) -> list[str]:
    """The texts of all paragraphs of body and footer."""
    document = Document(BytesIO(content))
    roots = [document.element.body, document.sections[0].footer._element]
    paragraphs = (paragraph for root in roots for paragraph in root.iter(qn("w:p")))
    return ["".join(t.text or "" for t in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]


@every_document
def test_nothing_in_it_says_draft_any_more(document_id):
    said = texts(approved(edited(document_id)))
    drafts = [t for t in said if "Draft, not approved" in t or t.endswith("Not approved")]
    assert drafts == []


@every_document
def test_an_approved_edition_passes_the_accessibility_check(document_id):
    assert check_docx(approved(edited(document_id))) == []


def test_it_says_who_approved_it():
    assert "Accountable officer" in texts(approved(edited("D11")))


def test_a_letter_says_in_its_last_line_who_approved_it():
    said = texts(approved(edited("D05")))
    (line,) = [text for text in said if "template version 3. Case" in text]
    assert line.endswith("Approved by: Accountable officer")


def test_it_keeps_what_was_written():
    assert "A sentence of our own." in texts(approved(edited()))


def test_its_properties_say_approved():
    assert read_edited_draft(approved(edited())).state == "approved"


def test_the_same_draft_gives_the_same_bytes():
    content = edited()
    assert approved(content) == approved(content)


def test_a_draft_with_gaps_is_refused():
    with pytest.raises(EditedDraftNotReady, match="proposed decision date"):
        approved(render("D05", empty_context()).docx)


def test_a_draft_that_not_everyone_can_read_is_refused():
    with pytest.raises(EditedDraftNotReady, match="Level 3 comes after level 1"):
        approved(edited(heading="Third"))
