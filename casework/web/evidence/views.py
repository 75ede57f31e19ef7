"""Reading evidence: the list, one piece with its versions, and the file itself."""

from __future__ import annotations

import io

from flask import render_template, send_file
from werkzeug.wrappers import Response

from casework.adapters.file_storage import StorageFault
from casework.domain.errors import NotFound
from casework.domain.records import get_kind
from casework.services.evidence import OF_ANOTHER_CASE, DamagedFile, download_evidence
from casework.services.reading import get_case
from casework.services.record_reading import get_record
from casework.web.cases.frame import frame_of
from casework.web.cases.recorders import may_record
from casework.web.evidence import blueprint
from casework.web.evidence.presenters import (
    absences,
    classification_tag,
    elsewhere_of,
    evidence_lines,
    files_of,
    published_at,
    shelf_life_words,
    used_in,
)
from casework.web.records.presenters import history_of
from casework.web.records.values import rows_of
from casework.web.records.views import gate_to_go_back_to
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
# What the page says elsewhere, or what says nothing to a reader.
NOT_LISTED = frozenset(
    {"SHA-256 of the file", "Media type", "Size in bytes", "File name", "Title", "Published at",
     *(get_kind("evidence").specs[name].label for name in OF_ANOTHER_CASE)}
)  # fmt: skip


@blueprint.get("")
def index(reference: str) -> str:
    """Everything put in that the viewer may see, and what was never made."""
    view = get_case(office(), current_viewer(), reference)
    return render_template(
        "evidence/index.html", frame=frame_of(view, "evidence"), lines=evidence_lines(view),
        absences=absences(view), may_record=may_record(view),
        back_to_gate=gate_to_go_back_to(view),
    )  # fmt: skip


@blueprint.get("/<key>")
def show(reference: str, key: str) -> str:
    """One piece of evidence: what it is for, how long it is good, its files and its history."""
    page = get_record(office(), current_viewer(), reference, "evidence", key)
    view, record = page.view, page.current
    if record.payload is None:
        raise NotFound("There is no such evidence on this case.")
    return render_template(
        "evidence/show.html", frame=frame_of(view, "evidence", str(record.payload.title)),
        record=record, rows=[r for r in rows_of(view, record) if r.label not in NOT_LISTED],
        elsewhere=elsewhere_of(view, record), used_in=used_in(view, record),
        tag=classification_tag(view, record),
        shelf_life=shelf_life_words(view, record), files=files_of(page.versions),
        address=published_at(record), history=history_of(view, page.versions),
        may_change=may_record(view), back_to_gate=gate_to_go_back_to(view),
    )  # fmt: skip


@blueprint.get("/<key>/<int:version>/file")
def download(reference: str, key: str, version: int) -> Page:
    """The file of one version, to save and never to show; its hash is checked again."""
    try:
        file = download_evidence(office(), current_viewer(), reference, key, version)
    except (DamagedFile, StorageFault) as error:
        return _damaged(error)
    response = send_file(
        io.BytesIO(file.content), mimetype=file.media_type, as_attachment=True,
        download_name=file.name, max_age=0,
    )  # fmt: skip
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response


def _damaged(error: DamagedFile | StorageFault) -> Page:
    if isinstance(error, DamagedFile):
        message, words = error.message, error.remedy
    else:
        message = "The stored file cannot be read; it is not served."
        words = "Tell governance and your administrator: it has to come back from a backup."
    page = render_template(
        "errors/error.html", title="This file is damaged", message=message, words=words,
        blockers=(),
    )  # fmt: skip
    return page, 500
