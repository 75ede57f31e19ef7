"""An edited draft finds its way home, and nobody else's does."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document

from casework.documents.edited_draft import (
    NotAnEditedDraft,
    check_belongs_to,
    read_edited_draft,
)
from casework.documents.examples import empty_context, full_context
from casework.documents.manifest import get_manifest
from casework.documents.rendering import render
from casework.documents.saving import write_zip


@pytest.fixture
def draft() -> bytes:
    """The letter to the first council, as downloaded."""
    return render("D05", full_context(get_manifest("D05"))).docx


def edited(content: bytes) -> bytes:
    """The file after somebody wrote in it and saved it."""
    document = Document(BytesIO(content))
    document.add_paragraph("A sentence of our own.")
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_an_edited_draft_still_says_which_draft_it_is(draft):
    found = read_edited_draft(edited(draft))
    assert (found.document_id, found.case_reference, found.case_version, found.made_for) == (
        "D05", "CASE-0001", 128, "authority-1",
    )  # fmt: skip


def test_gaps_that_are_still_in_the_text_are_listed():
    draft = render("D05", empty_context())
    found = read_edited_draft(edited(draft.docx))
    assert set(found.gaps) == {gap.label for gap in draft.gaps}


def test_a_draft_of_this_case_is_let_through(draft):
    found = read_edited_draft(draft)
    check_belongs_to(found, case_reference="CASE-0001", document_id="D05", made_for="authority-1")


@pytest.mark.parametrize(
    ("case_reference", "document_id", "made_for"),
    [
        ("CASE-0002", "D05", "authority-1"),
        ("CASE-0001", "D06", "authority-1"),
        ("CASE-0001", "D05", "authority-2"),
    ],
)
def test_a_draft_that_belongs_elsewhere_is_refused(draft, case_reference, document_id, made_for):
    with pytest.raises(NotAnEditedDraft, match="belongs to"):
        check_belongs_to(
            read_edited_draft(draft),
            case_reference=case_reference,
            document_id=document_id,
            made_for=made_for,
        )


def test_a_word_file_of_other_origin_is_refused():
    buffer = BytesIO()
    Document().save(buffer)
    with pytest.raises(NotAnEditedDraft, match="does not say which draft"):
        read_edited_draft(buffer.getvalue())


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"PK\x03\x04 cut off", write_zip([("other.txt", b"not Word")])],
)
def test_a_file_that_is_not_word_is_refused(content):
    with pytest.raises(NotAnEditedDraft):
        read_edited_draft(content)


def test_a_file_with_macros_is_refused(draft):
    with zipfile.ZipFile(BytesIO(draft)) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    with pytest.raises(NotAnEditedDraft, match="macros"):
        read_edited_draft(write_zip([*entries, ("word/vbaProject.bin", b"code")]))
