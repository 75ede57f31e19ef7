"""A draft that a person downloaded, edited in Word and sends back as the next draft.

The custom properties stamped at rendering say which draft it was, so that it can be matched, and
refused where it belongs to another case or another document.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from docx import Document as open_document
from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from casework.documents.accessibility import Finding, check_docx
from casework.documents.stamp import read_properties
from casework.domain.errors import Invalid

# What an edited draft may unpack to, in bytes: far above any document, far below a zip bomb.
MOST_UNPACKED = 200 * 1024 * 1024
_GAP = re.compile(r"\[Not recorded: ([^\]]+)\]")
_FROM_WORD = "Download the draft, edit it in Word and save it as a Word document (.docx)."


class NotAnEditedDraft(Invalid):
    """The file is not a draft that Casework made, or belongs elsewhere."""


@dataclass(frozen=True, slots=True)
class EditedDraft:
    """What an uploaded draft says about itself, and what still stands in its way.

    `gaps` are the labels of gap markers that are still in the text. `findings` leaves out title and
    language of the file's properties: Word processors drop them, and saving puts them back.
    """

    document_id: str
    template_version: str
    case_reference: str
    case_version: int
    made_for: str | None
    state: str
    sha256: str
    gaps: tuple[str, ...]
    findings: tuple[Finding, ...]


def read_edited_draft(content: bytes) -> EditedDraft:
    """What the file says. Raises NotAnEditedDraft, with a remedy, if it is no such draft."""
    document = _open(content)
    try:
        stamped = read_properties(document)
        return EditedDraft(
            document_id=stamped["CaseworkDocument"],
            template_version=stamped["CaseworkTemplateVersion"],
            case_reference=stamped["CaseworkCase"],
            case_version=int(stamped["CaseworkCaseVersion"]),
            made_for=stamped.get("CaseworkMadeFor"),
            state=stamped["CaseworkState"],
            sha256=hashlib.sha256(content).hexdigest(),
            gaps=_gaps_left(document),
            findings=tuple(f for f in check_docx(content) if f.where != "properties"),
        )
    except (KeyError, ValueError, XMLSyntaxError):
        raise NotAnEditedDraft(
            "This Word file does not say which draft it comes from.", _FROM_WORD
        ) from None


def check_belongs_to(
    draft: EditedDraft, *, case_reference: str, document_id: str, made_for: str | None = None
) -> None:
    """Nothing happens if the draft is of that case and document; else NotAnEditedDraft."""
    expected = (case_reference, document_id, made_for)
    found = (draft.case_reference, draft.document_id, draft.made_for)
    names = ("case", "document", "addressee")
    for name, wanted, given in zip(names, expected, found, strict=True):
        if wanted != given:
            raise NotAnEditedDraft(
                f"This draft belongs to {name} {given or 'none'}, not to {wanted or 'none'}.",
                "Upload it there, or download the right draft and edit that one.",
            )


def _open(content: bytes) -> Document:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise NotAnEditedDraft(
            "The file is not a Word document, or it is protected by a password.", _FROM_WORD
        ) from None
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise NotAnEditedDraft("The file unpacks to more than is allowed.", _FROM_WORD)
    if any("vbaproject" in entry.filename.lower() for entry in entries):
        raise NotAnEditedDraft("The file contains macros.", _FROM_WORD)
    try:
        return open_document(BytesIO(content))
    except Exception:  # python-docx and lxml raise many kinds for a damaged file
        raise NotAnEditedDraft("Word parts of the file are damaged.", _FROM_WORD) from None


def _gaps_left(document: Document) -> tuple[str, ...]:
    text = " ".join(
        "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    )
    return tuple(dict.fromkeys(_GAP.findall(text)))
