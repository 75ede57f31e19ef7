"""Signing a check off: in one's own role, from a letter or minute, or checking the latter."""

from __future__ import annotations

from flask import flash, redirect, render_template, request

from casework.domain.errors import CaseworkError, Conflict, NotFound
from casework.domain.permissions import can_act_as
from casework.domain.roles import OUTSIDE_ROLES, role_in_words, role_title
from casework.domain.second_person import RECORDERS
from casework.services.both_names import signed_names
from casework.services.outside_sign_offs import (
    check_outside_sign_off,
    reject_outside_sign_off,
)
from casework.services.reading import CaseView, get_case
from casework.services.signing import SignOff, sign_off
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.record_links import link_to_pin
from casework.web.cases.words import about, force_words, law_lines
from casework.web.errors import status_of
from casework.web.forms import choices
from casework.web.gates import blueprint
from casework.web.gates.asked import AskedCheck, asked_check, gate_of
from casework.web.gates.forms import CheckForm, OutsideSignOffForm, SignOffForm
from casework.web.gates.records import letters_and_minutes
from casework.web.gates.views import Page, gate_address
from casework.web.gates.whose import not_yours
from casework.web.numbers import version_in
from casework.web.viewer import current_viewer, office


@blueprint.route("/<criterion>/sign", methods=["GET", "POST"])
def sign(reference: str, gate: str, criterion: str) -> Page:
    """Sign a check off in a role that one holds, on exactly what the page shows."""
    asked = asked_check(reference, gate, criterion)
    role = _role_asked(asked)
    form = SignOffForm()
    if request.method == "GET":
        form.relied_on.data = " ".join(asked.result.relied_on)
        return _sign_page(asked, role, form)
    return _sign(asked, role, form, "")


@blueprint.route("/<criterion>/record-sign-off", methods=["GET", "POST"])
def record_outside(reference: str, gate: str, criterion: str) -> Page:
    """Record the sign-off of an outside body from its letter or minute."""
    asked = asked_check(reference, gate, criterion)
    role = _role_asked(asked)
    form = OutsideSignOffForm()
    form.recorded_from.choices = choices(_bodies(asked), "Choose a body")
    form.papers.choices = choices(letters_and_minutes(asked.view))
    if request.method == "GET":
        form.relied_on.data = " ".join(asked.result.relied_on)
        form.recorded_from.data = asked.result.subject
        return _sign_page(asked, role, form)
    if not form.validate():
        return _sign_page(asked, role, form), 422
    return _sign(asked, role, form, form.recorded_from.data, tuple(form.papers.data or ()))


def _sign(
    asked: AskedCheck, role: str, form: SignOffForm, recorded_from: str,
    papers: tuple[str, ...] = (),
) -> Page:
    signing = SignOff(
        asked.result.criterion.ref, role, asked.result.subject, form.statement.data or "",
        form.pins, recorded_from, papers,
    )  # fmt: skip
    try:
        sign_off(
            office(), current_viewer(), asked.view.reference, signing, once=form.once.data or ""
        )
    except AlreadyDone:
        pass
    except Conflict as error:
        # What was typed stays; the page shows what is recorded now, and its pins are sent next.
        form.relied_on.data = " ".join(asked.result.relied_on)
        form.take_error(error)
        return _sign_page(asked, role, form), 409
    except CaseworkError as error:
        form.take_error(error)
        return _sign_page(asked, role, form), status_of(error)
    flash(_done(asked, role, recorded_from))
    return redirect(gate_address(asked.view.reference, asked.gate.ref))


def _done(asked: AskedCheck, role: str, recorded_from: str) -> str:
    if recorded_from:
        return (
            f"The sign-off of {asked.view.names.organisation(recorded_from)} is recorded. "
            "It counts once a second person has checked it."
        )
    return f"You signed off {asked.result.criterion.ref} as {role_in_words(role)}."


def _sign_page(asked: AskedCheck, role: str, form: SignOffForm) -> str:
    outside = isinstance(form, OutsideSignOffForm)
    title = f"the sign-off of the {role_in_words(role)}"
    heading = f"Record {title}" if outside else f"Sign off as {role_in_words(role)}"
    c = asked.result.criterion
    return render_template(
        "gates/sign.html",
        frame=frame_of(asked.view, "", heading),
        form=form,
        asks=c.asks,
        ref=c.ref,
        about=about(asked.view, asked.result.subject, asked.result.criterion.per),
        reason=asked.view.names.fill(asked.result.reason),
        relied_on=[link_to_pin(asked.view, pin) for pin in asked.result.relied_on],
        force=force_words(c),
        law=law_lines(asked.view.definition, c, asked.view.judged.as_at, asked.view.judged.regime),
        outside=outside,
        not_yours=_whose_sign_off(asked, role, outside),
        back=gate_address(asked.view.reference, asked.gate.ref),
        gate=asked.gate,
    )


def _whose_sign_off(asked: AskedCheck, role: str, outside: bool) -> str:
    viewer = current_viewer()
    if outside:
        mine = can_act_as(asked.view.judged, viewer, RECORDERS)
        return "" if mine else not_yours(asked.view, viewer, RECORDERS)
    return not_yours(asked.view, viewer, (role,))


def _role_asked(asked: AskedCheck) -> str:
    role = request.args.get("role", "")
    attesters = asked.result.criterion.attesters
    if role not in attesters.all_of + attesters.any_of:
        raise NotFound("That role does not sign this check off.", "Choose from the gate's page.")
    if request.endpoint == "gates.record_outside" and role not in OUTSIDE_ROLES:
        raise NotFound("The holder of that role signs in person.", "Ask them to sign.")
    return role


def _bodies(asked: AskedCheck) -> list[tuple[str, str]]:
    """The bodies of the case, the one that the check is asked of first."""
    names = asked.view.names.organisations
    first = [asked.result.subject] if asked.result.subject in names else []
    first += sorted(asked.view.judged.joint_committees_of(asked.result.subject))
    others = sorted((key for key in names if key not in first), key=lambda key: names[key])
    return [(key, asked.view.names.organisation(key)) for key in (*first, *others)]


@blueprint.route("/sign-offs/<attestation>", methods=["GET", "POST"])
def check(reference: str, gate: str, attestation: str) -> Page:
    """A second person checks a sign-off that was recorded from outside."""
    view = get_case(office(), current_viewer(), reference)
    gate_of(view, gate)
    found = view.facts.find(f"attestation/{attestation}")
    if found is None or not found.payload.recorded_from:
        raise NotFound("There is no outside sign-off there to check.")
    form = CheckForm()
    if request.method == "GET":
        form.version.data = str(found.version)
        return _check_page(view, gate, attestation, form)
    agrees = request.form.get("act") != "reject"
    try:
        if agrees:
            check_outside_sign_off(
                office(), current_viewer(), reference, attestation, version_in(form.version.data)
            )
        else:
            reject_outside_sign_off(
                office(), current_viewer(), reference, attestation,
                version_in(form.version.data), form.reason.data or "",
            )  # fmt: skip
    except CaseworkError as error:
        form.version.data = str(found.version)
        form.take_error(error)
        return _check_page(view, gate, attestation, form), status_of(error)
    flash(
        "The sign-off is checked and counts." if agrees
        else "The sign-off is taken back; it can be recorded again."
    )
    return redirect(gate_address(reference, gate))


def _check_page(view: CaseView, gate: str, attestation: str, form: CheckForm) -> str:
    found = view.facts.find(f"attestation/{attestation}")
    assert found is not None
    payload = found.payload
    c = view.definition.find_criterion(payload.criterion)
    return render_template(
        "gates/check.html",
        frame=frame_of(view, "", "Check a sign-off recorded from outside"),
        form=form,
        asks=c.asks if c else payload.criterion,
        lines=(
            ("Signed off as", role_title(payload.role)),
            ("Recorded from", view.names.organisation(payload.recorded_from)),
            ("Recorded by", signed_names(view.names, payload.person, payload.acted_for, "")),
            ("Recorded on", f"{found.recorded_at:%-d %B %Y}"),
            ("Statement", str(payload.statement) or "none"),
        ),
        relied_on=[link_to_pin(view, pin) for pin in payload.relied_on],
        not_yours=not_yours(view, current_viewer(), RECORDERS),
        back=gate_address(view.reference, gate),
    )
