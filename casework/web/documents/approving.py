"""Approving a draft, or saying everything that stands in the way."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from casework.documents.approving import EditedDraftNotReady
from casework.documents.rendering import DocumentHasGaps
from casework.domain.errors import Conflict, Invalid
from casework.services.case_documents.approving import approve_document
from casework.services.case_documents.reading import get_document
from casework.web.documents import blueprint
from casework.web.documents.gap_links import gap_lines
from casework.web.documents.views import document_page
from casework.web.numbers import version_in
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.post("/<key>/approve")
def approve(reference: str, key: str) -> Page:
    """Approve the version that the page showed."""
    version = version_sent()
    try:
        approve_document(office(), current_viewer(), reference, key, version)
    except DocumentHasGaps as error:
        found = get_document(office(), current_viewer(), reference, key)
        line = found.line
        missing = gap_lines(found.view, line.manifest, line.subject, error.gaps)
        refusal = f"You cannot approve “{line.manifest.title}” yet: some facts are not recorded."
        return document_page(found, refusal=refusal, missing=missing, status=422)
    except (Conflict, EditedDraftNotReady, Invalid) as error:
        found = get_document(office(), current_viewer(), reference, key)
        status = 409 if isinstance(error, Conflict) else 422
        return document_page(found, refusal=str(error), status=status)
    flash("The document is approved.")
    return redirect(url_for(".document", reference=reference, key=key))


def version_sent() -> int:
    """The version that the form carried; -1, which fits no version, for anything but a number."""
    return version_in(request.form.get("version"))
