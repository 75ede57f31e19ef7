"""Holds: what is true beside the stage, started and ended."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for

from casework.domain.errors import CaseworkError, NotFound
from casework.domain.facts import RecordVersion
from casework.domain.hold_names import way_out_in_words
from casework.domain.permissions import can_act_as
from casework.domain.roles import role_in_words
from casework.engine.citing import day_judged, in_force
from casework.engine.definition import HoldType
from casework.services.holds import end_hold as end_open_hold
from casework.services.holds import start_hold as start_new_hold
from casework.services.reading import CaseView, get_case
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.record_links import title_of
from casework.web.cases.standing import move_title
from casework.web.cases.words import LawLine, fact_date_words, in_words, law_line
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.moves import blueprint
from casework.web.moves.forms import EndHoldForm, StartHoldForm
from casework.web.moves.hold_cards import GROUPS, HoldCard, hold_cards
from casework.web.moves.views import Page
from casework.web.viewer import current_viewer, office


@dataclass(frozen=True, slots=True)
class HoldKind:
    """A kind of hold: what it means, what it freezes, and who may record it."""

    title: str
    plain: str
    freezes: tuple[str, ...]
    by: str
    law: tuple[LawLine, ...]


@blueprint.get("/holds")
def show_holds(reference: str) -> str:
    """Open holds, ended ones, and the kinds that there are."""
    view = get_case(office(), current_viewer(), reference)
    return render_template(
        "moves/holds.html",
        frame=frame_of(view, "", "Holds"),
        groups=_groups(view),
        kinds=tuple(_kind(view, kind) for kind in view.definition.holds),
        start=url_for("moves.start_hold", reference=reference) if _offered(view) else "",
    )


@blueprint.route("/holds/new", methods=["GET", "POST"])
def start_hold(reference: str) -> Page:
    """Record that a hold has started."""
    view = get_case(office(), current_viewer(), reference)
    form = StartHoldForm()
    form.hold.choices = choices({kind.id: kind.title for kind in _offered(view)})
    hints = {kind.id: _hint(view, kind) for kind in _offered(view)}
    form.hold.render_kw = {"hints": hints}
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                start_new_hold(
                    office(), current_viewer(), reference, form.hold.data, form.started_on.data,
                    form.reason.data or "", once=form.once.data or "",
                )  # fmt: skip
            except AlreadyDone:
                return redirect(url_for("cases.show", reference=reference))
            except CaseworkError as error:
                form.take_error(error)
                status = status_of(error)
            else:
                flash("The hold is recorded.")
                return redirect(url_for("cases.show", reference=reference))
    page = render_template(
        "moves/start_hold.html", frame=frame_of(view, "", "Start a hold"), form=form,
        back=url_for("moves.show_holds", reference=reference),
    )  # fmt: skip
    return page, status


@blueprint.route("/holds/<key>/end", methods=["GET", "POST"])
def end_hold(reference: str, key: str) -> Page:
    """Record that a hold has ended, and how."""
    view = get_case(office(), current_viewer(), reference)
    record, kind = _stated_hold(view, key)
    if record.payload.ended_on is not None and request.method == "GET":
        return redirect(url_for("moves.correct_hold", reference=reference, key=key))
    form = EndHoldForm()
    exits = {code: way_out_in_words(code) for code in kind.exits}
    form.outcome.choices = choices({**exits, "other": "Another way"})
    form.offer_decisions({
        r.reference: title_of(r, view.names) for r in view.facts.current("decision")
    })
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                end_open_hold(
                    office(), current_viewer(), reference, key, form.ended_on.data,
                    _outcome(exits, form),
                    way_out=form.outcome.data if form.outcome.data in exits else "",
                    falls=tuple(form.falls.data or ()) if "falls" in form else (),
                    once=form.once.data or "",
                )  # fmt: skip
            except AlreadyDone:
                return redirect(url_for("cases.show", reference=reference))
            except CaseworkError as error:
                form.take_error(error)
                status = status_of(error)
            else:
                flash(f"Ended: {kind.title}.")
                return redirect(url_for("cases.show", reference=reference))
    page = render_template(
        "moves/end_hold.html", frame=frame_of(view, "", f"End: {kind.title}"), form=form,
        since=fact_date_words(record.payload.started_on), kind=_kind(view, kind),
        back=url_for("moves.show_holds", reference=reference),
    )  # fmt: skip
    return page, status


def _outcome(exits: dict[str, str], form: EndHoldForm) -> str:
    way = exits.get(form.outcome.data, "")
    return ". ".join(part for part in (way, (form.details.data or "").strip()) if part)


def _stated_hold(view: CaseView, key: str) -> tuple[RecordVersion, HoldType]:
    """The hold that is to be ended, if the pathway has its kind."""
    for record in view.facts.current("hold"):
        kind = view.definition.find_hold(record.payload.hold)
        if record.key == key and kind is not None:
            return record, kind
    raise NotFound("There is no such open hold on this case.", "See the holds of the case.")


def _offered(view: CaseView) -> list[HoldType]:
    viewer = current_viewer()
    return [kind for kind in view.definition.holds if can_act_as(view.judged, viewer, kind.by)]


def _hint(view: CaseView, kind: HoldType) -> str:
    titles = _freezes(view, kind)
    frozen = f"Freezes: {in_words(titles)}." if titles else "It stops no move by itself."
    return f"{kind.plain} {frozen}"


def _freezes(view: CaseView, kind: HoldType) -> tuple[str, ...]:
    return tuple(f"“{title}”" for title in dict.fromkeys(
        move_title(view, move) for move in kind.freezes))  # fmt: skip


def _kind(view: CaseView, kind: HoldType) -> HoldKind:
    day, regime = view.judged.as_at, view.judged.regime
    named = (view.definition.find_law(law_id) for law_id in kind.law)
    entries = in_force((e for e in named if e is not None), day, regime)
    return HoldKind(
        title=kind.title,
        plain=kind.plain,
        freezes=_freezes(view, kind),
        by=in_words((role_in_words(role) for role in kind.by), "or"),
        law=tuple(law_line(e, day_judged(e, day, regime)) for e in entries),
    )


def _groups(view: CaseView) -> list[tuple[str, list[HoldCard]]]:
    cards = hold_cards(view)
    found = ((title, [c for c in cards if c.group == title]) for title in GROUPS)
    return [(title, cards) for title, cards in found if cards]
