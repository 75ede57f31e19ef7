"""Withdrawing a hold that was begun by hand in error."""

from __future__ import annotations

from collections.abc import Iterable

from flask import flash, redirect, render_template, request, url_for

from casework.domain.errors import CaseworkError, NotFound
from casework.domain.facts import STATED, RecordVersion
from casework.domain.hold_names import hold_title
from casework.services.hold_falls import fallen_with
from casework.services.holds_withdrawn import can_withdraw_hold, kept_by
from casework.services.holds_withdrawn import withdraw_hold as withdraw_begun_hold
from casework.services.reading import CaseView
from casework.services.record_reading import RecordPage, get_record
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.record_links import RecordLink, link_to_pin
from casework.web.cases.words import fact_date_words
from casework.web.errors import status_of
from casework.web.moves import blueprint
from casework.web.moves.forms import WithdrawHoldForm
from casework.web.moves.views import Page
from casework.web.numbers import version_in
from casework.web.viewer import current_viewer, office


@blueprint.route("/holds/<key>/withdraw", methods=["GET", "POST"])
def withdraw_hold(reference: str, key: str) -> Page:
    """Say why, then withdraw the hold with what it had moved."""
    page = get_record(office(), current_viewer(), reference, "hold", key)
    hold = _hold(page)
    form = WithdrawHoldForm(data={"version": str(hold.version)})
    if request.method == "GET":
        return _page(page, form, 200)
    if not form.validate():
        return _page(page, form, 422)
    try:
        withdraw_begun_hold(
            office(), current_viewer(), reference, key, version_in(form.version.data),
            form.reason.data or "", once=form.once.data or "",
        )  # fmt: skip
    except AlreadyDone:
        return redirect(url_for(".show_holds", reference=reference))
    except CaseworkError as error:
        form.take_error(error)
        form.version.data = str(hold.version)
        return _page(page, form, status_of(error))
    flash("The hold is withdrawn. It stays in the history, and nothing is frozen by it any more.")
    return redirect(url_for(".show_holds", reference=reference))


def _hold(page: RecordPage) -> RecordVersion:
    """The hold, if it began by hand. One that is withdrawn is taken when the form is sent: it may
    have been sent twice, which the verb knows."""
    if page.current.state != STATED and request.method == "GET":
        raise NotFound("There is no such hold on this case, or it is withdrawn already.",
                       "See the holds of the case.")  # fmt: skip
    return page.current


def _page(case: RecordPage, form: WithdrawHoldForm, status: int) -> Page:
    view, hold = case.view, case.current
    title = hold_title(hold.payload.hold)
    fallen = fallen_with(view.facts, hold, case.versions)
    page = render_template(
        "moves/withdraw_hold.html", form=form,
        frame=frame_of(view, "", f"Withdraw: {title}"),
        since=fact_date_words(hold.payload.started_on),
        until=fact_date_words(hold.payload.ended_on),
        reason=str(hold.payload.reason),
        again=_links(view, [f.decision for f in fallen if f.stands_again]),
        stay=[(link_to_pin(view, f.decision.pin), _links(view, f.also), _links(view, f.since))
              for f in fallen if not f.stands_again],
        kept=[link_to_pin(view, reference) for reference in kept_by(view.facts, hold)],
        may=can_withdraw_hold(view.definition, view.judged, current_viewer(), hold),
        back=url_for(".show_holds", reference=view.reference),
    )  # fmt: skip
    return page, status


def _links(view: CaseView, records: Iterable[RecordVersion]) -> list[RecordLink]:
    return [link_to_pin(view, r.pin) for r in records]
