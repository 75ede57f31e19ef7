"""A document of a case in Word: `render` fills a template with the case's facts."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate

from casework.documents.closing import append_closing
from casework.documents.context import DocumentContext
from casework.documents.environment import TemplateEnvironment
from casework.documents.filling import Gap, fill
from casework.documents.gap_marks import mark_gaps
from casework.documents.manifest import FOLDER, Manifest, get_manifest
from casework.documents.saving import save
from casework.documents.short_tables import keep_short_tables_together
from casework.documents.stamp import Stamp, stamp_of, write_properties
from casework.documents.values import on_one_line
from casework.domain.errors import CaseworkError

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class DocumentHasGaps(CaseworkError):
    """The document cannot be approved; `gaps` lists each fact that is not recorded."""

    def __init__(self, title: str, gaps: tuple[Gap, ...]) -> None:
        missing = "; ".join(gap.label for gap in gaps)
        super().__init__(
            f"You cannot approve “{title}” yet: {missing} "
            f"{'is' if len(gaps) == 1 else 'are'} not recorded.",
            " ".join(dict.fromkeys(gap.remedy for gap in gaps)),
        )
        self.gaps = gaps


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A Word file, the hash of its bytes, and what it was made from.

    `template_sha256` is over the template and the closing part of every document.
    """

    docx: bytes
    sha256: str
    gaps: tuple[Gap, ...]
    manifest: Manifest
    stamp: Stamp
    template_sha256: str
    file_name: str

    @property
    def template_version(self) -> str:
        """The version of the template, as its manifest states it."""
        return self.manifest.version


def render(
    document_id: str,
    context: DocumentContext,
    state: str = "draft",
    *,
    approved_by: str | None = None,
    folder: Path = FOLDER,
) -> RenderedDocument:
    """The document as it stands on these facts; the same inputs give the same bytes.

    `state` is draft or approved; `approved_by` is the role that approves. In a draft each missing
    required fact is a marked gap; approving with gaps raises DocumentHasGaps. Raises NotFound for
    an unknown document.
    """
    manifest = get_manifest(document_id, folder)
    stamp = stamp_of(manifest, context, state, approved_by)
    filling = fill(manifest, context, stamp)
    if state == "approved" and filling.gaps:
        raise DocumentHasGaps(manifest.title, filling.gaps)
    template_bytes = manifest.template_path.read_bytes()
    template = DocxTemplate(BytesIO(template_bytes))
    template.render(dict(filling.values), TemplateEnvironment())
    # Not get_docx(): after a rendering it reloads the empty template.
    document = template.docx
    closing_bytes = manifest.closing_path.read_bytes()
    append_closing(document, closing_bytes, manifest.closing, filling.values)
    mark_gaps(document)
    keep_short_tables_together(document)
    write_properties(document, stamp.properties())
    title = on_one_line(f"{manifest.title}: {context.case.title}")
    subject = on_one_line(f"{context.case.reference}, {stamp.state}")
    content = save(document, title=title, subject=subject, made_at=context.made_at)
    return RenderedDocument(
        docx=content,
        sha256=hashlib.sha256(content).hexdigest(),
        gaps=filling.gaps,
        manifest=manifest,
        stamp=stamp,
        template_sha256=hashlib.sha256(template_bytes + closing_bytes).hexdigest(),
        file_name=_file_name(stamp),
    )


def list_gaps(document_id: str, context: DocumentContext, folder: Path = FOLDER) -> tuple[Gap, ...]:
    """What is still to be recorded before the document can be approved."""
    manifest = get_manifest(document_id, folder)
    return fill(manifest, context, stamp_of(manifest, context, "draft")).gaps


def _file_name(stamp: Stamp) -> str:
    """Such as `case-0001-D05-v12-kent-draft.docx`: safe on every disk."""
    parts = (stamp.case_reference, stamp.id, f"v{stamp.case_version}", stamp.made_for or "")
    name = "-".join(re.sub(r"[^A-Za-z0-9]+", "-", part).strip("-") for part in parts if part)
    return f"{name[:120]}-{'draft' if stamp.is_draft else 'approved'}.docx"
