"""Successions: list, state, correct, confirm, withdraw, carry out."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.domain.successions import (
    WITHDRAWN,
    can_confirm,
    can_keep_successions,
    can_see_cases,
    can_state,
)
from casework.services import successions as service
from casework.services.succession_carrying import CaseResult, carry_out
from casework.services.successions import SuccessionView
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.successions import blueprint
from casework.web.successions.forms import (
    CorrectForm,
    SuccessionForm,
    VersionForm,
    WithdrawForm,
    version_in,
)
from casework.web.successions.presenters import OUTCOMES, succession_line, what_happens
from casework.web.successions.standing import case_standings, still_as_it_was, whose_move
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.get("")
def list_successions() -> str:
    """Every succession, the latest in force first."""
    found, names = service.list_successions(office(), current_viewer())
    return render_template(
        "successions/list.html", successions=[
            succession_line(s, names, can_see_cases(current_viewer())) for s in found
        ],
        may_state=can_state(current_viewer()),
    )  # fmt: skip


@blueprint.route("/add", methods=["GET", "POST"])
def add_succession() -> Page:
    """State a succession; pressing twice states one."""
    form = _with_bodies(SuccessionForm())
    page = {"form": form, "title": "State a succession", "key": ""}
    if request.method == "GET":
        return render_template("successions/form.html", **page)
    if not form.validate():
        return render_template("successions/form.html", **page), 422
    try:
        key = service.state_succession(
            office(), current_viewer(), form.details, one_use_key=form.one_use_key.data or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return render_template("successions/form.html", **page), status_of(error)
    flash("The succession is stated. A second person confirms it.")
    return redirect(url_for(".show_succession", key=key))


@blueprint.get("/<key>")
def show_succession(key: str) -> str:
    """One succession, its versions, its people and its cases."""
    return _show(service.get_succession(office(), current_viewer(), key))


@blueprint.route("/<key>/correct", methods=["GET", "POST"])
def correct_succession(key: str) -> Page:
    """State it anew, with the reason."""
    found = service.get_succession(office(), current_viewer(), key)
    form = _with_bodies(CorrectForm(obj=found.latest))
    page = {"form": form, "title": "Correct the succession", "key": key}
    if request.method == "GET":
        form.version.data = str(found.latest.version)
        return render_template("successions/form.html", **page)
    if not form.validate():
        return render_template("successions/form.html", **page), 422
    try:
        service.correct_succession(office(), current_viewer(), key, version_in(form), form.details)
    except CaseworkError as error:
        form.take_error(error)
        return render_template("successions/form.html", **page), status_of(error)
    flash("The succession is corrected. A second person confirms it.")
    return redirect(url_for(".show_succession", key=key))


@blueprint.post("/<key>/confirm")
def confirm_succession(key: str) -> Page:
    """The second person confirms the version that the page showed."""
    form = VersionForm()
    try:
        service.confirm_succession(office(), current_viewer(), key, version_in(form))
    except CaseworkError as error:
        return _refused(key, form, error)
    found = service.get_succession(office(), current_viewer(), key)
    flash("The succession is confirmed. Whose move: "
          f"{whose_move(found, office().clock.today())}")  # fmt: skip
    return redirect(url_for(".show_succession", key=key))


@blueprint.post("/<key>/withdraw")
def withdraw_succession(key: str) -> Page:
    """Take back what was not carried out."""
    form = WithdrawForm()
    found = service.get_succession(office(), current_viewer(), key)
    if not form.validate():
        return _show(found, withdrawing=form), 422
    try:
        service.withdraw_succession(
            office(), current_viewer(), key, version_in(form), form.why.data or ""
        )
    except CaseworkError as error:
        form.take_error(error)
        return _show(found, withdrawing=form), status_of(error)
    flash("The succession is withdrawn; its versions are kept.")
    return redirect(url_for(".list_successions"))


@blueprint.post("/<key>/carry-out")
def carry_out_succession(key: str) -> Page:
    """Carry it out, and show the result of each case. Pressing twice passes nothing twice."""
    form = VersionForm()
    try:
        results = carry_out(office(), current_viewer(), key, version_in(form))
    except CaseworkError as error:
        return _refused(key, form, error)
    found = service.get_succession(office(), current_viewer(), key)
    return render_template(
        "successions/results.html", key=key, title=what_happens(found.latest, found.names),
        results=[_result(r) for r in results],
    )  # fmt: skip


def _result(result: CaseResult) -> dict[str, str]:
    words, colour = OUTCOMES[result.outcome]
    return {"reference": result.reference, "title": result.title, "words": words,
            "colour": colour, "why": result.why}  # fmt: skip


def _refused(key: str, form: Any, error: CaseworkError) -> tuple[str, int]:
    form.take_error(error)
    found = service.get_succession(office(), current_viewer(), key)
    return _show(found, acting=form), status_of(error)


def _show(found: SuccessionView, withdrawing: Any = None, acting: Any = None) -> str:
    s = found.latest
    shown = {"version": str(s.version)}
    today, may_state = office().clock.today(), can_state(current_viewer())
    return render_template(
        "successions/show.html", view=found, s=s, title=what_happens(s, found.names),
        line=succession_line(s, found.names),
        states=[succession_line(v.succession, found.names) for v in found.versions],
        cases=case_standings(found), still=still_as_it_was(found, today), lies_ahead=s.on > today,
        whose_move=whose_move(found, today), may_see_cases=can_see_cases(current_viewer()),
        withdrawing=withdrawing or WithdrawForm(formdata=None, data=shown),
        acting=VersionForm(formdata=None, data=shown), faults=acting,
        may_withdraw=may_state and found.was is None and s.state != WITHDRAWN,
        may_keep=can_keep_successions(current_viewer()), may_state=may_state,
        may_confirm=can_confirm(current_viewer(), found.stated_by),
        placed={key: _place(found, key) for key, _, _ in found.persons},
    )  # fmt: skip


def _place(found: SuccessionView, person: str) -> str:
    to = found.latest.successor_of_person(person)
    if to is None:
        return "Not chosen yet"
    return found.names.get(to, to) if to else "Nobody: their roles end"


def _with_bodies(form: Any) -> Any:
    offered = service.bodies_to_choose(office(), current_viewer())
    form.predecessors.choices = form.successors.choices = choices(offered)
    return form
