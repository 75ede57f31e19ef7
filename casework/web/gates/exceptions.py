"""Setting a check aside as its force allows, confirming, deferring, and privileged notes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request

from casework.domain.errors import CaseworkError, NotFound, NotPermitted
from casework.domain.forces import PLAIN_MEANS
from casework.domain.permissions import can_read_privileged
from casework.domain.roles import role_title
from casework.engine.definition import Gate, Waiver
from casework.engine.exceptions import criterion_key
from casework.services.exceptions import (
    SetAside,
    add_privileged_note,
    confirm_not_applicable,
    defer_gate,
    set_aside,
)
from casework.services.reading import CaseView, get_case
from casework.web.cases.frame import frame_of
from casework.web.cases.record_links import title_of
from casework.web.cases.standing import move_title
from casework.web.cases.words import about, force_words, in_words, law_lines
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.gates import blueprint
from casework.web.gates.asked import AskedCheck, asked_check, gate_of
from casework.web.gates.forms import ConfirmForm, NoteForm, ReasonForm, SetAsideForm
from casework.web.gates.records import decided_on
from casework.web.gates.views import Page, gate_address
from casework.web.gates.ways_past import find_way
from casework.web.viewer import current_viewer, office


@blueprint.route("/<criterion>/set-aside", methods=["GET", "POST"], endpoint="set_aside")
def set_check_aside(reference: str, gate: str, criterion: str) -> Page:
    """Set a check aside by a means that its force allows, with a published reason."""
    asked = asked_check(reference, gate, criterion)
    way = find_way(asked.result, request.args.get("means", ""))
    if way is None:
        raise NotFound("This check cannot be set aside that way.", "Choose from the gate's page.")
    form = _form_for(asked.view, way)
    if request.method == "GET":
        return _set_aside_page(asked, way, form)
    if not form.validate():
        return _set_aside_page(asked, way, form), 422
    try:
        set_aside(office(), current_viewer(), reference, _exception(asked, way, form))
    except CaseworkError as error:
        form.take_error(error)
        return _set_aside_page(asked, way, form), status_of(error)
    flash(f"Recorded for {asked.result.criterion.ref}: {PLAIN_MEANS[way.means].lower()}.")
    return redirect(gate_address(reference, gate))


def _form_for(view: CaseView, way: Waiver) -> SetAsideForm:
    form = SetAsideForm()
    # That a check does not apply is confirmed by the second person themselves, afterwards.
    if way.with_ and way.means != "not_applicable":
        persons = dict.fromkeys(p for role in way.with_ for p in view.judged.holders_of(role))
        form.second_person.choices = choices(
            [(key, view.names.person(key)) for key in persons], "Choose a person"
        )
        titles = in_words((role_title(role).lower() for role in way.with_), "or")
        form.second_person.description = f"The {titles} of this case whose advice this rests on."
        form.relied_on.choices = choices(
            [(r.pin, title_of(r, view.names)) for r in view.facts.current("evidence")]
        )
    else:
        del form.second_person
        del form.relied_on
    return form


def _exception(asked: AskedCheck, way: Waiver, form: SetAsideForm) -> SetAside:
    second = form.second_person.data if form.second_person else ""
    relied_on = tuple(form.relied_on.data or ()) if form.relied_on else ()
    return SetAside(
        asked.result.criterion.ref, way.means, form.reason.data or "", asked.result.subject,
        second or "", relied_on, form.privileged_note.data or "",
    )  # fmt: skip


def _set_aside_page(asked: AskedCheck, way: Waiver, form: SetAsideForm) -> str:
    c = asked.result.criterion
    return render_template(
        "gates/set_aside.html",
        frame=frame_of(asked.view, "", PLAIN_MEANS[way.means]),
        form=form,
        asks=c.asks,
        ref=c.ref,
        about=about(asked.view, asked.result.subject),
        reason=asked.view.names.fill(asked.result.reason),
        force=force_words(c),
        law=law_lines(asked.view.definition, c, asked.view.judged.as_at),
        needs_confirming=way.means == "not_applicable",
        back=gate_address(asked.view.reference, asked.gate.ref),
    )


@blueprint.route("/<criterion>/confirm", methods=["GET", "POST"])
def confirm(reference: str, gate: str, criterion: str) -> Page:
    """A second person confirms that a check does not apply."""
    asked = asked_check(reference, gate, criterion)
    key = criterion_key(asked.result.criterion.ref, asked.result.subject)
    found = asked.view.facts.find(f"not_applicable/{key}")
    if found is None or found.state != "stated":
        raise NotFound("There is no such determination on this case.")
    form = ConfirmForm()
    status = 200
    if request.method == "POST":
        try:
            confirm_not_applicable(office(), current_viewer(), reference, key)
        except CaseworkError as error:
            form.take_error(error)
            status = status_of(error)
        else:
            flash(f"{asked.result.criterion.ref} does not apply: confirmed.")
            return redirect(gate_address(reference, gate))
    page = render_template(
        "gates/confirm.html",
        frame=frame_of(asked.view, "", "Confirm that a check does not apply"),
        form=form,
        asks=asked.result.criterion.asks,
        about=about(asked.view, asked.result.subject),
        decided=decided_on(asked.view, found),
        back=gate_address(reference, gate),
    )
    return page, status


@blueprint.route("/defer", methods=["GET", "POST"])
def defer(reference: str, gate: str) -> Page:
    """Governance puts a gate off to the latest point that the law allows."""
    view = get_case(office(), current_viewer(), reference)
    found = gate_of(view, gate)
    if not found.legal_latest:
        raise NotFound(f"{gate} cannot be deferred: the law gives it no later point.")
    form = ReasonForm()
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                defer_gate(
                    office(), current_viewer(), reference, gate, form.reason.data or "",
                    privileged_note=form.privileged_note.data or "",
                )  # fmt: skip
                flash(f"{gate} is deferred.")
                return redirect(gate_address(reference, gate))
            except CaseworkError as error:
                form.take_error(error)
                status = status_of(error)
    return _defer_page(view, found, form), status


def _defer_page(view: CaseView, gate: Gate, form: ReasonForm) -> str:
    return render_template(
        "gates/defer.html",
        frame=frame_of(view, "", f"Defer: {gate.title}"),
        form=form,
        latest=in_words(f"“{move_title(view, m)}”" for m in gate.legal_latest),
        back=gate_address(view.reference, gate.ref),
    )


@blueprint.route("/note", methods=["GET", "POST"])
def note(reference: str, gate: str) -> Page:
    """Legal advice beside a record: only legal, governance and the accountable see it."""
    view = get_case(office(), current_viewer(), reference)
    gate_of(view, gate)
    record = view.facts.find(request.args.get("about", ""))
    if record is None:
        raise NotFound("There is no such record on this case.")
    if not can_read_privileged(view.judged, current_viewer()):
        raise NotPermitted("Privileged notes are for legal, governance and the accountable.")
    form = NoteForm()
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                add_privileged_note(
                    office(), current_viewer(), reference, record.reference, form.note.data or ""
                )
                flash("The note is kept. It is never printed or shared.")
                return redirect(gate_address(reference, gate))
            except CaseworkError as error:
                form.take_error(error)
                status = status_of(error)
    page = render_template(
        "gates/note.html",
        frame=frame_of(view, "", "Write a privileged note"),
        form=form,
        record=title_of(record, view.names),
        back=gate_address(reference, gate),
    )
    return page, status
