"""Signing off from outside: a clerk or another outside body attests what is theirs to attest."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, Conflict, NotFound
from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.domain.roles import role_in_words
from casework.services.outside_reading import OutsideCase, get_outside_case
from casework.services.signing import SignOff, sign_off
from casework.services.verb import AlreadyDone
from casework.services.wanted_from_outside import WantedSignOff
from casework.web.errors import status_of
from casework.web.gates.forms import SignOffForm
from casework.web.outside import blueprint
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class WantedLine:
    """A sign-off that waits, with where it is made."""

    asks: str
    about: str
    address: str


def wanted_lines(case: OutsideCase) -> tuple[WantedLine, ...]:
    """What waits for this person's sign-off."""
    return tuple(
        WantedLine(
            wanted.criterion.asks, _about(case, wanted),
            url_for("outside.sign", reference=case.reference, criterion=wanted.criterion.ref,
                    subject=wanted.subject or None),
        )
        for wanted in case.wanted
    )  # fmt: skip


@blueprint.route("/shared/<reference>/sign-off/<criterion>", methods=["GET", "POST"])
def sign(reference: str, criterion: str) -> Page:
    """Show what is asked and what it rests on, then take the sign-off."""
    case = get_outside_case(office(), current_viewer(), reference)
    subject = request.args.get("subject", "")
    wanted = next(
        (w for w in case.wanted if (w.criterion.ref, w.subject) == (criterion, subject)), None
    )
    if wanted is None:
        raise NotFound("No such sign-off waits for you.", "Look at what is shared with you.")
    form = SignOffForm()
    if request.method == "GET":
        form.relied_on.data = " ".join(wanted.relied_on)
        return _page(case, wanted, form), 200
    signing = SignOff(criterion, wanted.role, subject, form.statement.data or "", form.pins)
    try:
        sign_off(office(), current_viewer(), reference, signing, once=form.once.data or "")
    except AlreadyDone:
        pass
    except CaseworkError as error:
        if isinstance(error, Conflict):
            form.relied_on.data = " ".join(wanted.relied_on)
        form.take_error(error)
        return _page(case, wanted, form), status_of(error)
    flash("Your sign-off is recorded.")
    return redirect(url_for(".show_case", reference=reference))


def _about(case: OutsideCase, wanted: WantedSignOff) -> str:
    return case.names.organisation(wanted.subject) if wanted.subject else ""


def _page(case: OutsideCase, wanted: WantedSignOff, form: SignOffForm) -> str:
    return render_template(
        "outside/sign.html", case=case, form=form, asks=wanted.criterion.asks,
        about=_about(case, wanted), role=role_in_words(wanted.role),
        records=[(get_kind(r.kind).title, rows_in_words(case, r)) for r in wanted.shown],
        hidden=wanted.hidden,
    )  # fmt: skip


def rows_in_words(case: OutsideCase, record: RecordVersion) -> list[tuple[str, str]]:
    """The fields of a record that are filled in, as labels and words."""
    rows = []
    for name, spec in get_kind(record.kind).specs.items():
        value = getattr(record.payload, name)
        words = _in_words(case, spec, value)
        if words:
            rows.append((spec.label, words))
    return rows


def _in_words(case: OutsideCase, spec: object, value: object) -> str:
    if value is None or value == "" or value == ():
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    choices = getattr(spec, "choices", {})
    if isinstance(value, tuple):
        return ", ".join(_in_words(case, spec, each) for each in value)
    plain = getattr(value, "plain", None)
    if plain is not None:
        return str(plain())
    text = str(value)
    return str(choices.get(text) or case.names.organisations.get(text) or text)
