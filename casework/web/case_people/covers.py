"""Naming who covers for somebody who is away, and ending it before its last day."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.cover import may_lie_ahead
from casework.domain.dates import long_date
from casework.domain.errors import CaseworkError, NotFound, NotPermitted
from casework.domain.permissions import check_can_work_on
from casework.services.choosing import offered
from casework.services.covering import CoverNamed, end_cover, name_cover
from casework.services.covering_reading import absences_elsewhere, list_cases_to_cover
from casework.services.reading import CaseView, get_case
from casework.services.verb import AlreadyDone
from casework.web.case_people import blueprint
from casework.web.case_people.cover_forms import EndCoverForm, cover_form, coverable
from casework.web.case_people.cover_presenters import CoverLine, cover_line
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.route("/covers/new", methods=["GET", "POST"])
def name(reference: str) -> Page:
    """A form; the address may say who is away."""
    viewer = current_viewer()
    view = get_case(office(), viewer, reference, signing=False)
    check_can_work_on(view.judged, viewer)
    if not coverable(view, viewer):
        raise NotPermitted("You cannot name who covers for somebody on this case.",
                           "Ask them, or the governance lead, to do it.")  # fmt: skip
    cases = () if view.replayed else list_cases_to_cover(office(), viewer)
    mine = viewer.person if view.judged.own_roles_of(viewer.person) else ""
    form = cover_form(view, viewer, offered(office(), viewer, replayed=view.replayed), cases)(
        data={"covered": request.args.get("covered", mine), "cases": [reference],
              "since": view.judged.as_at}
    )  # fmt: skip
    if request.method == "GET":
        return _page(view, form, 200)
    if not form.validate():
        return _page(view, form, 422)
    try:
        name_cover(office(), viewer, tuple(form.cases.data), _named(form),
                   once=form.one_use_key.data or "")  # fmt: skip
    except AlreadyDone:
        pass
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, form, status_of(error))
    flash("Named. From the first day on both names stand on what they do.")
    _warn_of_absences(_named(form), form.cases.data)
    return redirect(url_for(".show", reference=reference, _anchor="covers"))


def _warn_of_absences(named: CoverNamed, references: list[str]) -> None:
    """Say that who covers is away on another case on these days; that is not refused. The other
    case is not named: whoever names the cover may not see it."""
    for away in absences_elsewhere(
        office(), named.covering, references, named.since, named.until
    ):  # fmt: skip
        flash(
            f"Take care: {away.covered} covers here, and is away on another case from "
            f"{long_date(away.since)} to {long_date(away.until)}, where {away.covering} covers for "
            "them. If they are away altogether, end this cover and name somebody else."
        )


def _named(form: Any) -> CoverNamed:
    return CoverNamed(
        form.covered.data, form.covering.data, form.since.data, form.until.data,
        tuple(form.roles.data or ()),
    )  # fmt: skip


def _page(view: CaseView, form: Any, status: int) -> tuple[str, int]:
    frame = frame_of(view, "people", "Name who covers for somebody")
    return render_template("case_people/cover.html", frame=frame, form=form), status


@blueprint.route("/covers/<cover>/end", methods=["GET", "POST"])
def end_early(reference: str, cover: str) -> Page:
    """End a cover at once. What was done in it keeps both names."""
    viewer = current_viewer()
    view = get_case(office(), viewer, reference)
    record = view.facts.find(f"cover/{cover}")
    if record is None or record.payload is None or not may_lie_ahead(record, view.judged.as_at):
        raise NotFound("There is no such cover in force or to come on this case.")
    form = EndCoverForm()
    line = cover_line(view, viewer, record)
    if request.method == "GET":
        return _end_page(view, form, line, 200)
    try:
        end_cover(office(), viewer, reference, cover)
    except CaseworkError as error:
        form.take_error(error)
        return _end_page(view, form, line, status_of(error))
    flash(f"Ended: {line.covering} no longer covers for {line.covered}.")
    return redirect(url_for("case_people.show", reference=reference, _anchor="covers")
                    if line.covering != view.names.person(viewer.person)
                    else url_for("work.show_my_work"))  # fmt: skip


def _end_page(view: CaseView, form: Any, line: CoverLine, status: int) -> tuple[str, int]:
    frame = frame_of(view, "people", "End a cover")
    return render_template("case_people/end_cover.html", frame=frame, form=form, line=line), status
