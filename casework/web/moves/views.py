"""Choosing the next step, and taking it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, Conflict, NotFound, RefusedMove
from casework.engine.definition import Edge
from casework.engine.judgement import judge_move
from casework.services.moving import Step, do_act, move_case
from casework.services.reading import CaseView, get_case
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.offers import Offer, find_offer, offer_groups, offers_of
from casework.web.errors import status_of
from casework.web.moves import blueprint
from casework.web.moves.forms import MoveForm
from casework.web.moves.page import move_page
from casework.web.moves.returning import go_back, going_back, not_gone_back
from casework.web.viewer import current_viewer, office

WITHDRAWN_STAGE = "WITHDRAWN"
Page = Response | str | tuple[str, int]


@blueprint.get("/move")
def choose(reference: str) -> str:
    """Every move out of the stage and every act within it, with what bars each."""
    return _choices(get_case(office(), current_viewer(), reference))


def _choices(view: CaseView, faults: tuple[str, ...] = (), kept: str = "") -> str:
    form = MoveForm(formdata=None)
    form.faults.extend(faults)
    return render_template(
        "moves/choose.html",
        frame=frame_of(view, "", "Choose the next step"),
        form=form,
        kept=kept,
        stage=view.definition.stage(view.judged.stage).title,
        groups=offer_groups(view, offers_of(view)),
        no_way_out=no_way_out(view),
        returns=url_for("moves.show_returns", reference=view.reference)
        if view.facts.current("stage_return") else "",
    )


@blueprint.route("/move/<what>", methods=["GET", "POST"])
def show(reference: str, what: str) -> Page:
    """What bars the move, or what it freezes; and the move itself."""
    view = get_case(office(), current_viewer(), reference)
    back = _back_edge(view, what)
    if request.method == "POST":
        return _go_back(view, back) if back else _take(view, what, MoveForm())
    offer = find_offer(view, what, request.args.get("subject", ""))
    if offer is None:
        raise NotFound(
            "There is no such step from the stage in which the case is.", "Choose the next step."
        )
    if back and judge_move(view.definition, view.judged, what).is_ready:
        return going_back(view, offer, back)
    return _page(view, offer, MoveForm())


def no_way_out(view: CaseView) -> str:
    """What to do where a proposal is not to go on and this stage has no step to withdraw it; empty
    where it has one, or the case has ended."""
    stage = view.definition.stage(view.judged.stage)
    exits = {e.target for e in view.definition.edges_from(stage.id) if e.kind == "exit"}
    if stage.final or WITHDRAWN_STAGE in exits:
        return ""
    later = next((s.title for s in view.definition.stages if WITHDRAWN_STAGE in {
        e.target for e in view.definition.edges_from(s.id)}), "")  # fmt: skip
    if not later:
        return ""
    return (
        "A case cannot be withdrawn in this stage: this version of the pathway has no such step "
        f"here; the first stage with one is “{later}”. If the proposal is not to go on, or this is "
        "a copy that was opened by mistake, say so in the title and summary of its particulars, "
        "name the case that counts, and leave it here. Choose no other way of closing it "
        "than the true one: what it says of the law is published."
    )


def _back_edge(view: CaseView, what: str) -> Edge | None:
    return next((e for e in view.definition.edges if e.id == what and e.kind == "back"), None)


def _go_back(view: CaseView, edge: Edge) -> Page:
    """Take the move back, or show again what it asks for."""
    sent = go_back(view, find_offer(view, edge.id), edge)
    if not isinstance(sent, CaseworkError):
        return sent
    kept = request.form.get("reason", "")
    if isinstance(sent, RefusedMove):
        form = MoveForm()
        return _again(view, Step(edge.id, form.shown_visit, kept), form, sent, 409)
    page = not_gone_back(view, edge, sent)
    if page is not None:
        return page
    now = get_case(office(), current_viewer(), view.reference)
    return _choices(now, (str(sent),), kept), status_of(sent)


def _take(view: CaseView, what: str, form: MoveForm) -> Page:
    step = Step(what, form.shown_visit, form.reason.data or "", request.args.get("subject", ""))
    verb = do_act if view.definition.find_act(what) else move_case
    try:
        moved = verb(
            office(), current_viewer(), view.reference, step, once=form.once.data or ""
        )
    except AlreadyDone:
        flash("This step was taken already; it was not taken twice.")
        return _to_case(view.reference)
    except RefusedMove as error:
        return _again(view, step, form, error, 409)
    except CaseworkError as error:
        return _again(view, step, form, error, status_of(error))
    flash(_done(view, step, moved.stage))
    return _to_case(view.reference)


def _done(view: CaseView, step: Step, stage: str) -> str:
    act = view.definition.find_act(step.what)
    if act is not None:
        return f"Recorded: {act.title.lower()}."
    return f"The case is now in the stage: {view.definition.stage(stage).title}."


def _again(
    view: CaseView, step: Step, form: MoveForm, error: CaseworkError, status: int
) -> tuple[str, int]:
    """The page as things are now, with what was typed; the choice of steps if it has gone."""
    now = get_case(office(), current_viewer(), view.reference)
    offer = find_offer(now, step.what, step.subject)
    if offer is None:
        return _choices(now, (str(error),), form.reason.data or ""), status
    form.take_error(error)
    if isinstance(error, Conflict):
        form.visit.data = ""
    return _page(now, offer, form), status


def _page(view: CaseView, offer: Offer, form: MoveForm) -> str:
    form.visit.data = str(view.judged.visit)
    if offer.kind not in ("back", "exit"):
        form.reason.label.text = "Note (if you want to add one)"
    judgement = judge_move(view.definition, view.judged, offer.what, offer.subject)
    page = move_page(view, current_viewer(), offer, judgement)
    context: dict[str, Any] = {"frame": frame_of(view, "", offer.title), "form": form, "page": page}
    return render_template(
        "moves/show.html",
        back=url_for("moves.choose", reference=view.reference),
        dry_run=url_for("moves.dry_run", reference=view.reference, what=_try_value(offer)),
        **context,
    )


def _try_value(offer: Offer) -> str:
    return f"{offer.what}/{offer.subject}" if offer.subject else offer.what


def _to_case(reference: str) -> Response:
    return redirect(url_for("cases.show", reference=reference))
