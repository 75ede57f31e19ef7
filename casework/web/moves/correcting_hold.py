"""Correcting how a hold is recorded: its days, or how it ended."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for

from casework.domain.errors import CaseworkError, NotFound
from casework.domain.facts import STATED, RecordVersion
from casework.domain.hold_names import hold_title, way_out_in_words
from casework.services.hold_falls import fallen_with
from casework.services.holds_behind import began_with_a_record
from casework.services.holds_corrected import HoldAsItWas, can_correct_hold
from casework.services.holds_corrected import correct_hold as correct_recorded_hold
from casework.services.reading import CaseView
from casework.services.record_reading import RecordPage, get_record
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.record_links import RecordLink, address_of_record, title_of
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.moves import blueprint
from casework.web.moves.forms import STILL_OPEN, CorrectHoldForm
from casework.web.moves.views import Page
from casework.web.numbers import version_in
from casework.web.viewer import current_viewer, office

OTHER = "other"


@blueprint.route("/holds/<key>/correct", methods=["GET", "POST"])
def correct_hold(reference: str, key: str) -> Page:
    """Say how the hold was, and what had been wrong."""
    page = get_record(office(), current_viewer(), reference, "hold", key)
    hold = page.current
    if hold.state != STATED:
        raise NotFound("There is no such hold on this case, or it is withdrawn.",
                       "See the holds of the case.")  # fmt: skip
    form = _form(page)
    if request.method == "GET":
        return _page(page, form, 200)
    if not form.validate():
        return _page(page, form, 422)
    try:
        correct_recorded_hold(
            office(), current_viewer(), reference, key, version_in(form.version.data),
            _as_it_was(page, form), form.correction.data or "", once=form.once.data or "",
        )  # fmt: skip
    except AlreadyDone:
        return redirect(url_for(".show_holds", reference=reference))
    except CaseworkError as error:
        form.take_error(error)
        form.version.data = str(hold.version)
        return _page(page, form, status_of(error))
    flash("The hold is corrected. What was recorded before stays in its history.")
    return redirect(url_for(".show_holds", reference=reference))


def _form(page: RecordPage) -> CorrectHoldForm:
    """The form, filled in with what is recorded."""
    view, hold = page.view, page.current
    p, exits = hold.payload, _exits(view, hold)
    recorded = p.ended_as if p.ended_as in exits else (OTHER if p.ended_on else STILL_OPEN)
    words = str(p.outcome).removeprefix(exits.get(p.ended_as, "")).removeprefix(". ")
    form = CorrectHoldForm(data={
        "version": str(hold.version), "started_on": p.started_on, "ended_on": p.ended_on,
        "outcome": recorded, "details": words,
        "falls": [reference.partition("@")[0] for reference in p.falls],
    })  # fmt: skip
    form.outcome.choices = choices(
        {STILL_OPEN: "It has not ended", **exits, OTHER: "Another way"}
    )
    form.offer_decisions({r.reference: title_of(r, view.names) for r in _decisions(page)})
    if began_with_a_record(view.facts, hold):
        del form.started_on
    return form


def _exits(view: CaseView, hold: RecordVersion) -> dict[str, str]:
    kind = view.definition.find_hold(hold.payload.hold)
    return {code: way_out_in_words(code) for code in (kind.exits if kind else ())}


def _decisions(page: RecordPage) -> list[RecordVersion]:
    """The decisions that stand, and those that fell with this hold."""
    return [
        *page.view.facts.current("decision"),
        *(f.decision for f in fallen_with(page.view.facts, page.current, page.versions)),
    ]


def _as_it_was(page: RecordPage, form: CorrectHoldForm) -> HoldAsItWas:
    exits = _exits(page.view, page.current)
    started = page.current.payload.started_on
    if "started_on" in form:
        started = form.started_on.data
    if form.is_open:
        return HoldAsItWas(started)
    way = exits.get(form.outcome.data, "")
    return HoldAsItWas(
        started, form.ended_on.data,
        ". ".join(part for part in (way, (form.details.data or "").strip()) if part),
        form.outcome.data if way else "",
        tuple(form.falls.data or ()) if "falls" in form else (),
    )  # fmt: skip


def _page(page: RecordPage, form: CorrectHoldForm, status: int) -> Page:
    view, hold = page.view, page.current
    began_with = [
        RecordLink(title_of(r, view.names), address_of_record(view, r))
        for reference in hold.payload.because
        if "started_on" not in form and (r := view.facts.find(reference)) is not None
    ]
    shown = render_template(
        "moves/correct_hold.html", form=form, began_with=began_with,
        frame=frame_of(view, "", f"Correct: {hold_title(hold.payload.hold)}"),
        may=can_correct_hold(view, current_viewer(), hold),
        back=url_for(".show_holds", reference=view.reference),
    )  # fmt: skip
    return shown, status
