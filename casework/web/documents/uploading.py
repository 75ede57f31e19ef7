"""Taking the next draft, written in Word. The file waits with its person if it cannot be taken."""

from __future__ import annotations

from flask import flash, redirect, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, Conflict, Invalid
from casework.domain.viewer import Viewer
from casework.services.case_documents.approving import upload_draft
from casework.services.case_documents.reading import get_document
from casework.services.staging import (
    StagedFile,
    discard_staged,
    get_staged,
    stage_file,
    staged_content,
)
from casework.web.documents import blueprint
from casework.web.documents.approving import version_sent
from casework.web.documents.forms import UploadForm, upload_form_name
from casework.web.documents.views import document_page
from casework.web.errors import status_of
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.post("/<key>/upload")
def upload(reference: str, key: str) -> Page:
    """Keep the file as the next draft."""
    form, viewer = UploadForm(), current_viewer()
    found = get_document(office(), viewer, reference, key)
    try:
        staged = _file_sent(form, viewer, reference, key)
        form.token.data = staged.token
        taken = upload_draft(
            office(), viewer, reference, key, version_sent(), staged.name,
            staged_content(office(), staged),
        )  # fmt: skip
    except CaseworkError as error:
        if isinstance(error, Conflict):
            found = get_document(office(), viewer, reference, key)
        form.file.errors = [*form.file.errors, str(error)]
        return document_page(found, upload=form, status=status_of_upload(error))
    discard_staged(office(), viewer, staged.token)
    left = len(taken.edited.gaps)
    flash("The draft is kept as the next version." + (
        f" {left} marked gap{'' if left == 1 else 's'} still stand{'s' if left == 1 else ''} in "
        "its text." if left else ""
    ))  # fmt: skip
    return redirect(url_for(".document", reference=reference, key=key))


def _file_sent(form: UploadForm, viewer: Viewer, reference: str, key: str) -> StagedFile:
    """The file of this request, else the one that waits from the last try. Raises Invalid."""
    files: list[FileStorage] = form.file.data or []
    if files:
        name = files[0].filename or "draft.docx"
        return stage_file(
            office(), viewer, name, files[0].read(), case=reference, form=upload_form_name(key)
        )
    if not form.token.data:
        raise Invalid("Choose the Word document that you wrote on.", "", "file")
    return get_staged(office(), viewer, form.token.data)


def status_of_upload(error: CaseworkError) -> int:
    """The status of a refusal; a file that may not be kept is the sender's to change."""
    status = status_of(error)
    return 422 if status == 500 else status
