"""The pages that put records together."""

from __future__ import annotations

from flask import render_template, request

from casework.domain.errors import NotFound
from casework.services.openings import openings_of
from casework.web.cases.frame import frame_of
from casework.web.cases.views import case_on_date_asked
from casework.web.reading import blueprint
from casework.web.reading.comparing import choices_of, comparison_of, find_version, usual_pair
from casework.web.reading.deciders import decision_tables
from casework.web.reading.options import options_page
from casework.web.reading.scrutiny import council_records
from casework.web.viewer import office


@blueprint.get("/compare-versions")
def compare(reference: str) -> str:
    """Any two versions of the proposal, parameter by parameter."""
    view = case_on_date_asked(reference, signing=False)
    before, after = usual_pair(view)
    if "before" in request.args or "after" in request.args:
        before = find_version(view, request.args.get("before", ""))
        after = find_version(view, request.args.get("after", ""))
        if before is None or after is None:
            raise NotFound("There is no such version of the proposal.", "Choose two of the list.")
    return render_template(
        "reading/compare.html",
        frame=frame_of(view, "", "Compare versions of the proposal"),
        versions=choices_of(view),
        chosen=(before.key if before else "", after.key if after else ""),
        as_of=view.as_of.isoformat() if view.as_of else "",
        comparison=comparison_of(view, before, after) if before and after else None,
    )


@blueprint.get("/scrutiny-record")
def scrutiny_record(reference: str) -> str:
    """What each council was given, asked for and said, and what is not recorded."""
    view = case_on_date_asked(reference, signing=False)
    return render_template(
        "reading/scrutiny.html",
        frame=frame_of(view, "", "Scrutiny record of each council"),
        councils=council_records(view),
    )


@blueprint.get("/before-the-decision-maker")
def deciders(reference: str) -> str:
    """For each meeting that decides, what each of its members had, in which version."""
    view = case_on_date_asked(reference, signing=False)
    return render_template(
        "reading/deciders.html",
        frame=frame_of(view, "", "What was in front of the decision-maker"),
        meetings=decision_tables(view, openings_of(office(), view)),
    )


@blueprint.get("/options-and-scores")
def options(reference: str) -> str:
    """Every option with its trail, the criteria, and the scores side by side."""
    view = case_on_date_asked(reference, signing=False)
    return render_template(
        "reading/options.html",
        frame=frame_of(view, "", "Options and their scores"),
        page=options_page(view),
    )
