"""The dry runs that are kept on a case, one of them to be printed, and its mark."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.domain.legal_advice import can_mark_for_legal_advice, is_legal_adviser
from casework.services.dry_runs import KIND, mark_for_legal_advice, unmark_for_legal_advice
from casework.services.reading import get_case
from casework.services.record_reading import RecordPage, get_record
from casework.web.cases.frame import frame_of
from casework.web.dry_runs import blueprint
from casework.web.dry_runs.presenters import FOR_ADVICE, kept_lines, kept_page
from casework.web.errors import status_of
from casework.web.moves.forms import UnmarkForm
from casework.web.numbers import version_in
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.get("")
def index(reference: str) -> str:
    """Every dry run that the viewer may read, the newest first."""
    view = get_case(office(), current_viewer(), reference, signing=False)
    return render_template(
        "dry_runs/index.html", frame=frame_of(view, "records", "Kept dry runs"),
        lines=kept_lines(view), for_advice=FOR_ADVICE,
    )  # fmt: skip


@blueprint.get("/<key>")
def show(reference: str, key: str) -> str:
    """One dry run as it was kept."""
    found = get_record(office(), current_viewer(), reference, KIND, key)
    payload, viewer = found.current.payload, current_viewer()
    facts = found.view.judged
    return render_template(
        "dry_runs/show.html", frame=frame_of(found.view, "records", _heading(found)),
        kept=kept_page(found.view, found.versions),
        may_mark=can_mark_for_legal_advice(facts, viewer, found.current),
        may_unmark=bool(payload.made_for_legal_advice) and is_legal_adviser(facts, viewer),
    )  # fmt: skip


def _heading(found: RecordPage) -> str:
    """Its title; one made for legal advice is not named where it may be printed."""
    payload = found.current.payload
    return FOR_ADVICE if payload.made_for_legal_advice else f"Dry run: {payload.title}"


@blueprint.post("/<key>/mark")
def mark(reference: str, key: str) -> Page:
    """Say that it was made for legal advice."""
    version = version_in(request.form.get("version"))
    mark_for_legal_advice(office(), current_viewer(), reference, key, version)
    flash("Marked as made for legal advice.")
    return redirect(url_for(".show", reference=reference, key=key))


@blueprint.route("/<key>/unmark", methods=["GET", "POST"])
def unmark(reference: str, key: str) -> Page:
    """Say, with a reason, that it was not: for a legal adviser."""
    found = get_record(office(), current_viewer(), reference, KIND, key)
    form = UnmarkForm()
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                unmark_for_legal_advice(
                    office(), current_viewer(), reference, key, version_in(form.version.data),
                    form.reason.data or "",
                )  # fmt: skip
            except CaseworkError as error:
                form.take_error(error)
                status = status_of(error)
            else:
                flash("The mark is taken off.")
                return redirect(url_for(".show", reference=reference, key=key))
    form.version.data = str(found.current.version)
    page = render_template(
        "dry_runs/unmark.html", frame=frame_of(found.view, "records", "Not made for legal advice"),
        form=form, back=url_for(".show", reference=reference, key=key),
    )  # fmt: skip
    return page, status
