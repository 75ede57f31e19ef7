"""Setting a check aside as its force allows, confirming, deferring, and privileged notes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request

from casework.domain.conflicts import has_conflict
from casework.domain.errors import CaseworkError, NotFound, NotPermitted
from casework.domain.facts import STATED, RecordVersion
from casework.domain.forces import PLAIN_MEANS
from casework.domain.permissions import can_read_privileged
from casework.domain.roles import role_in_words
from casework.engine.definition import Gate, Waiver
from casework.engine.exceptions import confirmers_of, criterion_key, waits_for_second
from casework.services.confirming import confirm_not_applicable, confirm_set_aside
from casework.services.exceptions import (
    SetAside,
    add_privileged_note,
    defer_gate,
    set_aside,
)
from casework.services.reading import CaseView, get_case
from casework.services.taking_back import TAKEN_BACK
from casework.services.taking_back import take_back as take_exception_back
from casework.web.cases.frame import frame_of
from casework.web.cases.record_links import title_of
from casework.web.cases.standing import move_title
from casework.web.cases.told_apart import told_apart
from casework.web.cases.words import about, force_words, in_words, law_lines
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.gates import blueprint
from casework.web.gates.asked import AskedCheck, asked_check, gate_of
from casework.web.gates.forms import ConfirmForm, NoteForm, ReasonForm, SetAsideForm, TakeBackForm
from casework.web.gates.records import decided_on, letters_and_minutes
from casework.web.gates.views import Page, gate_address
from casework.web.gates.ways_past import find_way, is_recorded
from casework.web.gates.whose import not_yours
from casework.web.numbers import version_in
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


def _whose_way(view: CaseView, way: Waiver) -> str:
    viewer = current_viewer()
    return "" if is_recorded(view, viewer, way) else not_yours(view, viewer, way.by)


def _form_for(view: CaseView, way: Waiver) -> SetAsideForm:
    form = SetAsideForm()
    if is_recorded(view, current_viewer(), way):
        _ask_whose_decision(view, form)
        return form
    del form.recorded_from
    # That a check does not apply is confirmed by the second person themselves, afterwards.
    if way.with_ and way.means != "not_applicable":
        persons = dict.fromkeys(
            person for role in way.with_ for person in view.judged.holders_of(role)
            if not has_conflict(view.judged, person)
        )  # fmt: skip
        form.second_person.choices = choices(
            [(key, view.names.person(key)) for key in persons], "Choose a person"
        )
        titles = in_words((role_in_words(role) for role in way.with_), "or")
        form.second_person.description = (
            f"The {titles} of this case whose advice this rests on."
            if way.means == "accepted_risk"
            else f"The {titles} of this case, who must confirm it before it counts."
        )
        form.relied_on.choices = choices(
            [(r.pin, words) for r, words in told_apart(view, view.facts.current("evidence"))]
        )
    else:
        del form.second_person
        del form.relied_on
    return form


def _ask_whose_decision(view: CaseView, form: SetAsideForm) -> None:
    """A decision of a board or outside body: whose, and by which minute or letter."""
    del form.second_person
    names = view.names.organisations
    form.recorded_from.choices = choices(
        [(key, view.names.organisation(key)) for key in sorted(names, key=lambda k: names[k])],
        "Choose a body",
    )
    form.relied_on.label.text = "By which minute or letter?"
    form.relied_on.description = "Record the meeting, decision or letter first, or put it in."
    form.relied_on.choices = choices(letters_and_minutes(view))


def _exception(asked: AskedCheck, way: Waiver, form: SetAsideForm) -> SetAside:
    second = form.second_person.data if form.second_person else ""
    relied_on = tuple(form.relied_on.data or ()) if form.relied_on else ()
    return SetAside(
        asked.result.criterion.ref, way.means, form.reason.data or "", asked.result.subject,
        second or "", relied_on, form.recorded_from.data if form.recorded_from else "",
        form.privileged_note.data or "",
    )  # fmt: skip


def _set_aside_page(asked: AskedCheck, way: Waiver, form: SetAsideForm) -> str:
    c = asked.result.criterion
    return render_template(
        "gates/set_aside.html",
        frame=frame_of(asked.view, "", PLAIN_MEANS[way.means]),
        form=form,
        asks=c.asks,
        ref=c.ref,
        about=about(asked.view, asked.result.subject, asked.result.criterion.per),
        reason=asked.view.names.fill(asked.result.reason),
        force=force_words(c),
        law=law_lines(asked.view.definition, c, asked.view.judged.as_at, asked.view.judged.regime),
        needs_confirming=way.means == "not_applicable",
        recorded=is_recorded(asked.view, current_viewer(), way),
        not_yours=_whose_way(asked.view, way),
        back=gate_address(asked.view.reference, asked.gate.ref),
    )


@blueprint.route("/<criterion>/confirm", methods=["GET", "POST"])
def confirm(reference: str, gate: str, criterion: str) -> Page:
    """A second person confirms that a check does not apply, or that it is set aside."""
    asked = asked_check(reference, gate, criterion)
    found = _to_confirm(asked)
    words = "is set aside" if found.kind == "waiver" else "does not apply"
    form = ConfirmForm(data={"version": str(found.version)})
    status = 200
    if request.method == "POST":
        verb = confirm_set_aside if found.kind == "waiver" else confirm_not_applicable
        try:
            verb(office(), current_viewer(), reference, found.key, version_in(form.version.data))
        except CaseworkError as error:
            form.take_error(error)
            form.version.data = str(found.version)
            status = status_of(error)
        else:
            flash(f"{asked.result.criterion.ref} {words}: confirmed.")
            return redirect(gate_address(reference, gate))
    page = render_template(
        "gates/confirm.html",
        frame=frame_of(asked.view, "", f"Confirm that a check {words}"),
        form=form,
        asks=asked.result.criterion.asks,
        about=about(asked.view, asked.result.subject, asked.result.criterion.per),
        decided=decided_on(asked.view, found),
        button=f"Confirm that it {words}",
        not_yours=not_yours(
            asked.view, current_viewer(), confirmers_of(asked.result.criterion, found)
        ),
        back=gate_address(reference, gate),
    )
    return page, status


def _to_confirm(asked: AskedCheck) -> RecordVersion:
    key = criterion_key(asked.result.criterion.ref, asked.result.subject)
    found = [asked.view.facts.find(f"{kind}/{key}") for kind in ("not_applicable", "waiver")]
    stated = [record for record in found if record is not None and record.state == STATED]
    waiting = [record for record in stated if waits_for_second(record)]
    for record in (*waiting, *stated):
        return record
    raise NotFound("There is no such determination on this case.")


@blueprint.route("/take-back", methods=["GET", "POST"])
def take_back(reference: str, gate: str) -> Page:
    """Take back an exception of this gate: what it set aside is asked again."""
    view = get_case(office(), current_viewer(), reference)
    gate_of(view, gate)
    found = view.facts.find(request.args.get("record", ""))
    if found is None or found.kind not in TAKEN_BACK or found.state != STATED:
        raise NotFound("There is no such exception on this case.")
    form = TakeBackForm(data={"version": str(found.version)})
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                take_exception_back(
                    office(), current_viewer(), reference, found.reference,
                    version_in(form.version.data), form.reason.data or "",
                )  # fmt: skip
                flash("Taken back. It stays in the history, and is asked again.")
                return redirect(gate_address(reference, gate))
            except CaseworkError as error:
                form.take_error(error)
                form.version.data = str(found.version)
                status = status_of(error)
    page = render_template(
        "gates/take_back.html",
        frame=frame_of(view, "", "Take an exception back"),
        form=form,
        decided=decided_on(view, found),
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
        not_yours=not_yours(view, current_viewer(), ("GOV",)),
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
