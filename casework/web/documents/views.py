"""The list of documents, one document, its download and its order."""

from __future__ import annotations

import io
from contextlib import suppress

from flask import flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from casework.domain.after_withdrawal import is_document_left
from casework.domain.permissions import DOCUMENT_APPROVERS, can_decide_as, can_record
from casework.services.case_documents.approving import download_document
from casework.services.case_documents.making import order_document
from casework.services.case_documents.reading import DocumentOfCase, documents_of, get_document
from casework.services.case_documents.sections import sections_in
from casework.services.evidence import Download
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.words import in_words, role_holders
from casework.web.documents import blueprint
from casework.web.documents.forms import UploadForm, one_use_key, staged_draft
from casework.web.documents.gap_links import GapLine, drafted_gap_lines
from casework.web.documents.presenters import (
    download_address,
    is_written_by_hand,
    made_words,
    row_of,
    stage_groups,
    state_tag,
    trouble_words,
)
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.get("")
def show(reference: str) -> str:
    """Every document that can be made, by stage."""
    found = documents_of(office(), current_viewer(), reference)
    view = found.view
    return render_template(
        "documents/list.html", frame=frame_of(view, "documents"), stages=stage_groups(found),
        may_order=can_record(view.judged, current_viewer(), "document", ""),
        one_use_key=one_use_key, launch=trouble_words(view, found.launch),
    )  # fmt: skip


@blueprint.get("/<key>")
def document(reference: str, key: str) -> Page:
    """One document: its state, what it lacks, its versions, and what can be done."""
    found = get_document(office(), current_viewer(), reference, key)
    return document_page(found)


@blueprint.get("/<key>/<any(order, approve, upload):act>")
def back(reference: str, key: str, act: str) -> Response:
    """Whoever reloads the page after a refusal lands on the document."""
    return redirect(url_for(".document", reference=reference, key=key))


@blueprint.post("/<key>/order")
def order(reference: str, key: str) -> Response:
    """Order the next draft."""
    document_id, _, subject = key.partition(":")
    with suppress(AlreadyDone):  # pressed twice
        order_document(
            office(), current_viewer(), reference, document_id, subject,
            once=request.form.get("one_use_key", ""),
        )  # fmt: skip
    flash("The draft is ordered. It is made in a moment.")
    return redirect(url_for(".document", reference=reference, key=key))


@blueprint.get("/<key>/<int:version>.docx")
def download(reference: str, key: str, version: int) -> Response:
    """One exact version, as an attachment."""
    return attachment(download_document(office(), current_viewer(), reference, key, version))


def attachment(found: Download) -> Response:
    """Bytes to be saved, never shown."""
    return send_file(
        io.BytesIO(found.content), mimetype=found.media_type, as_attachment=True,
        download_name=found.name,
    )  # fmt: skip


def document_page(
    found: DocumentOfCase, *, upload: UploadForm | None = None, refusal: str = "",
    missing: tuple[GapLine, ...] = (), status: int = 200,
) -> tuple[str, int]:
    """The document's page; ``refusal`` and ``missing`` say why it could not be approved."""
    view, line, viewer = found.view, found.line, current_viewer()
    record = line.record
    labels = [str(gap) for gap in record.payload.gaps] if record else []
    gaps = drafted_gap_lines(view, line.manifest, line.subject, labels)
    page = render_template(
        "documents/document.html",
        frame=frame_of(view, "documents", line.manifest.title), row=row_of(view, line),
        manifest=line.manifest, record=record, order=line.order, gaps=gaps, refusal=refusal,
        missing=missing, upload=upload or UploadForm(), staged=staged_draft(view, line.key),
        may_order=line.current and can_record(view.judged, viewer, "document", line.subject)
        and is_document_left(view.judged, line.manifest.id),
        may_approve=can_decide_as(view.judged, viewer, DOCUMENT_APPROVERS),
        approvers=in_words((role_holders(view, role) for role in DOCUMENT_APPROVERS), "or"),
        by_hand=is_written_by_hand(view, line.key), one_use_key=one_use_key,
        sections=len(sections_in(line.manifest)),
        versions=[
            (state_tag(v), made_words(view, v), download_address(view, line.key, v.version), v)
            for v in found.versions
        ],
    )  # fmt: skip
    return page, status
