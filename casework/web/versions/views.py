"""Trying another version of the pathway on a case, moving to it, and undoing that."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired

from casework.domain.errors import CaseworkError
from casework.domain.permissions import can_act_as
from casework.engine.version_change import VersionChange
from casework.services.reading import CaseView, get_case
from casework.services.verb import AlreadyDone
from casework.services.version_changes import (
    CHANGERS,
    change_version,
    changes_made,
    tried_by,
    undo_change,
    why_not_undone,
)
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.forms import CaseworkForm, OneUseKeyField
from casework.web.versions import blueprint
from casework.web.versions.presenters import history_lines, tried_version
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


class ReasonForm(CaseworkForm):
    """Why the version changes; ``shown`` is what the page showed: the case's own version, or the
    number of the change that is undone."""

    shown = HiddenField()
    reason = TextAreaField(
        "Reason", [InputRequired("Say why the version changes.")], render_kw={"rows": 4}
    )
    once = OneUseKeyField()

    @property
    def number_shown(self) -> int:
        """The version, or the change of version, that the page showed; 0 if it is no number."""
        given = self.shown.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0


@blueprint.get("")
def show(reference: str) -> str:
    """The version that the case is on, its earlier ones, and the newer ones that there are."""
    view = get_case(office(), current_viewer(), reference)
    newer = [d for d in office().pathways.versions_of(view.definition.pathway)
             if d.version > view.definition.version]  # fmt: skip
    return render_template(
        "versions/show.html", frame=frame_of(view, "", "Version of the pathway"),
        definition=view.definition, history=history_lines(view),
        newer=[(d, url_for(".change", reference=reference, version=d.version)) for d in newer],
        undo=url_for(".undo", reference=reference) if _may_undo(view) else "", governs=_may(view),
    )  # fmt: skip


@blueprint.route("/to/<int:version>", methods=["GET", "POST"])
def change(reference: str, version: int) -> Page:
    """What would change, and the form that changes it. NotFound if there is no such version."""
    view = get_case(office(), current_viewer(), reference)
    after = office().pathways.version(view.definition.pathway, version)
    tried = tried_by(office(), view.definition, after, view.judged)
    form = ReasonForm(data={"shown": str(view.definition.version)})
    if not form.is_submitted():
        return _page(view, tried, form, 200)
    if not form.validate():
        return _page(view, tried, form, 422)
    try:
        change_version(
            office(), current_viewer(), reference, version, form.reason.data or "",
            shown=form.number_shown, once=form.once.data or "",
        )  # fmt: skip
    except AlreadyDone:
        return redirect(url_for(".show", reference=reference))
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, tried, form, status_of(error))
    flash(f"The case is on version {version} now.")
    return redirect(url_for(".show", reference=reference))


@blueprint.route("/undo", methods=["GET", "POST"])
def undo(reference: str) -> Page:
    """Take the last change of version back."""
    view = get_case(office(), current_viewer(), reference)
    form, status = ReasonForm(data={"shown": str(changes_made(view.facts))}), 200
    if form.is_submitted():
        status = 422
        if form.validate():
            try:
                undo_change(office(), current_viewer(), reference, form.reason.data or "",
                            shown=form.number_shown, once=form.once.data or "")  # fmt: skip
            except AlreadyDone:
                return redirect(url_for(".show", reference=reference))
            except CaseworkError as error:
                form.take_error(error)
                status = status_of(error)
            else:
                flash("The change of version is undone.")
                return redirect(url_for(".show", reference=reference))
    page = render_template(
        "versions/undo.html", frame=frame_of(view, "", "Undo the change of version"), form=form,
        against=why_not_undone(view.facts), may=_may(view),
        back=url_for(".show", reference=reference),
    )  # fmt: skip
    return page, status


def _page(view: CaseView, tried: VersionChange, form: ReasonForm, status: int) -> tuple[str, int]:
    title = f"Move to version {tried.after.version}"
    page = render_template(
        "versions/change.html", frame=frame_of(view, "", title), form=form,
        tried=tried_version(view, tried), may=_may(view),
        back=url_for(".show", reference=view.reference),
    )  # fmt: skip
    return page, status


def _may(view: CaseView) -> bool:
    return can_act_as(view.judged, current_viewer(), CHANGERS)


def _may_undo(view: CaseView) -> bool:
    return _may(view) and not why_not_undone(view.facts)
