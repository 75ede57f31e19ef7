"""Going back to an earlier stage: what it asks for again is read first; then what still is."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.dates import long_date
from casework.domain.errors import CaseworkError, Conflict
from casework.domain.facts import RecordVersion
from casework.engine.definition import Edge
from casework.engine.returns import Returned, asked_again, pinned_by_sign_offs, returned
from casework.services.moving import Step, move_case
from casework.services.reading import CaseView, get_case
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.offers import Offer, find_offer, may_do, who_may
from casework.web.cases.record_links import link_to_pin
from casework.web.cases.words import fact_date_words, in_words
from casework.web.errors import status_of
from casework.web.moves import blueprint
from casework.web.moves.asked_again import AskedAgain, asked_lines
from casework.web.moves.return_forms import BETWEEN, ReturnForm, return_form
from casework.web.viewer import current_viewer, office

Shown = tuple[str, int]


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One return: from where to where, when, why, who authorised it, and what it put in doubt."""

    title: str
    when: str
    moved_by: str
    authorised: str
    authority: str
    reason: str
    in_doubt: tuple[str, ...]


def going_back(view: CaseView, offer: Offer, edge: Edge) -> Shown:
    """The page of a move back before it is made."""
    return _page(view, offer, edge, _form(view), 200)


def go_back(view: CaseView, offer: Offer | None, edge: Edge) -> Response | Shown | CaseworkError:
    """Look at what would be asked for again, or go back; ``offer`` is None once the case moved.
    What the service refuses is returned, not raised."""
    form = _form(view)
    if offer is not None:
        if request.form.get("act") == "look":
            return _page(view, offer, edge, form, 200)
        if not form.validate() and may_do(view, current_viewer(), offer):
            return _page(view, offer, edge, form, 422)
    step = Step(edge.id, form.shown_visit, form.reason.data or "", going_back=form.going_back)
    try:
        moved = move_case(
            office(), current_viewer(), view.reference, step, once=form.once.data or ""
        )
    except AlreadyDone:
        flash("This step was taken already; it was not taken twice.")
        return redirect(url_for("moves.show_returns", reference=view.reference))
    except CaseworkError as error:
        return error
    flash(f"The case is now in the stage: {view.definition.stage(moved.stage).title}.")
    return redirect(url_for("moves.show_returns", reference=view.reference))


def not_gone_back(view: CaseView, edge: Edge, error: CaseworkError) -> Shown | None:
    """The page as things are now, with what was typed; None if the case left the stage."""
    now = get_case(office(), current_viewer(), view.reference)
    offer = find_offer(now, edge.id)
    if offer is None:
        return None
    form = _form(now)
    form.validate()
    form.take_error(error)
    if isinstance(error, Conflict):
        form.visit.data = ""
    return _page(now, offer, edge, form, status_of(error))


@blueprint.get("/returns")
def show_returns(reference: str) -> str:
    """Every return to an earlier stage, and what is still to be confirmed again."""
    view = get_case(office(), current_viewer(), reference)
    made = view.facts.current("stage_return")
    doubted = frozenset(pin for r in made for pin in r.payload.in_doubt)
    found = asked_again(view.definition, view.judged)
    return render_template(
        "moves/returns.html", frame=frame_of(view, "", "Going back"),
        returns=[_return_line(view, r) for r in reversed(made)],
        asked=asked_lines(view, current_viewer(), found, doubted) if made else None,
        stage=view.definition.stage(view.judged.stage).title,
    )  # fmt: skip


def _form(view: CaseView) -> ReturnForm:
    return return_form(view, _doubtful(view))


def _doubtful(view: CaseView) -> list[tuple[str, str, str]]:
    """What sign-offs and exceptions rest on, of what the viewer may read, and which checks do."""
    found = []
    for pin, refs in pinned_by_sign_offs(view.definition, view.judged).items():
        if view.facts.find(pin.partition("@")[0]) is None:
            continue
        link = link_to_pin(view, pin)
        title = f"{link.text} ({link.detail})" if link.detail else link.text
        found.append((pin, title, f"Checks that rest on it: {in_words(refs)}"))
    return found


def _page(view: CaseView, offer: Offer, edge: Edge, form: ReturnForm, status: int) -> Shown:
    form.visit.data = str(view.judged.visit)
    known = pinned_by_sign_offs(view.definition, view.judged)
    doubt = tuple(pin for pin in form.in_doubt.data or () if pin in known)
    plan = returned(view.definition, view.judged, edge, doubt)
    form.seen.data = BETWEEN.join(plan.asked)
    viewer = current_viewer()
    page = render_template(
        "moves/going_back.html", frame=frame_of(view, "", offer.title), form=form, offer=offer,
        asked=_asked(view, plan, doubt), may_do=may_do(view, viewer, offer),
        who_may=who_may(offer), back=url_for("moves.choose", reference=view.reference),
    )  # fmt: skip
    return page, status


def _asked(view: CaseView, plan: Returned, doubt: tuple[str, ...]) -> AskedAgain:
    earlier = {p for r in view.judged.current("stage_return") for p in r.payload.in_doubt}
    return asked_lines(view, current_viewer(), plan, frozenset({*earlier, *doubt}))


def _stage(view: CaseView, stage: str) -> str:
    return view.definition.stage(stage).title if view.definition.has_stage(stage) else stage


def _return_line(view: CaseView, record: RecordVersion) -> ReturnLine:
    p = record.payload
    origin, target = (_stage(view, stage) for stage in (p.origin, p.target))
    when = fact_date_words(record.effective_on) if record.effective_on else ""
    by = view.names.person(p.authorised_by) if p.authorised_by else "not recorded"
    on = f", {fact_date_words(p.authorised_on)}" if p.authorised_on else ""
    return ReturnLine(
        title=f"From “{origin}” back to “{target}”",
        when=when or long_date(record.judged_on),
        moved_by=view.recorded_by(record),
        authorised=f"{by}{on}", authority=str(p.authority), reason=str(p.reason),
        in_doubt=tuple(link_to_pin(view, pin).text for pin in p.in_doubt),
    )  # fmt: skip
