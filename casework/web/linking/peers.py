"""Linking this case with another that stands beside it."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, NotPermitted
from casework.domain.permissions import can_act_as
from casework.services.linking import OPENERS
from casework.services.reading import CaseView, get_case
from casework.services.relating import relate_cases
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.linking import blueprint
from casework.web.linking.forms import RelateForm
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.route("/beside/new", methods=["GET", "POST"])
def relate(reference: str) -> Page:
    """Record in both cases that each stands beside the other."""
    view = get_case(office(), current_viewer(), reference, signing=False)
    if not can_act_as(view.judged, current_viewer(), OPENERS):
        raise NotPermitted("You cannot link this case with another.",
                           "Ask the programme manager or governance to do it.")  # fmt: skip
    form = RelateForm()
    if not form.is_submitted():
        return _page(view, form, 200)
    if not form.validate():
        return _page(view, form, 422)
    try:
        relate_cases(
            office(), current_viewer(), reference, form.other.data or "", form.reasons.data or "",
            once=form.once.data or "",
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, form, status_of(error))
    flash("The two cases are linked; both say so.")
    return redirect(url_for(".show", reference=reference))


def _page(view: CaseView, form: RelateForm, status: int) -> tuple[str, int]:
    page = render_template(
        "linking/relate.html", frame=frame_of(view, "", "Link with another case"), form=form,
        back=url_for(".show", reference=view.reference),
    )  # fmt: skip
    return page, status
