"""On a case: what each body's scheme says now, beside what the case holds of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.validators import InputRequired

from casework.domain.errors import CaseworkError
from casework.domain.records.delegation import POWERS
from casework.domain.schemes import STATED
from casework.services.scheme_taking import (
    EntryOnCase,
    SchemeOnCase,
    SchemesOfCase,
    schemes_of_case,
    take_over_scheme,
)
from casework.services.verb import AlreadyDone
from casework.web.cases.addresses import address_of
from casework.web.cases.frame import frame_of
from casework.web.cases.record_links import link_to_pin
from casework.web.cases.words import Tag
from casework.web.errors import status_of
from casework.web.forms import CaseworkForm, OneUseKeyField, choices
from casework.web.schemes.presenters import entry_line, place_of
from casework.web.viewer import current_viewer, office

blueprint = Blueprint("schemes_on_case", __name__, url_prefix="/cases/<reference>/scheme")
Page = Response | str | tuple[str, int]


class TakeOverForm(CaseworkForm):
    """Whose scheme is taken over."""

    one_use_key = OneUseKeyField()
    body = SelectField("Whose scheme", [InputRequired("Choose the body")])


@blueprint.route("", methods=["GET", "POST"])
def compare(reference: str) -> Page:
    """The comparison; who records on the case takes over what it lacks without waiting."""
    found = schemes_of_case(office(), current_viewer(), reference)
    form: Any = TakeOverForm()
    lacking = [(s.body, s.name) for s in found.schemes if not s.is_held]
    form.body.choices = choices(lacking)
    if not form.is_submitted():
        form.body.data = lacking[0][0] if lacking else ""
        return _page(found, form, 200)
    if not form.validate():
        return _page(found, form, 422)
    try:
        count = take_over_scheme(
            office(), current_viewer(), reference, form.body.data,
            once=form.one_use_key.data or "",
        )  # fmt: skip
        flash(f"Taken over: {count} {'power' if count == 1 else 'powers'} changed.")
    except AlreadyDone:
        flash("This was taken over already.")
    except CaseworkError as error:
        form.take_error(error)
        return _page(found, form, status_of(error))
    return redirect(url_for(".compare", reference=reference))


def _page(found: SchemesOfCase, form: Any, status: int) -> tuple[str, int]:
    view = found.view
    known = {r.payload.power for r in view.facts.current("delegated_power")}
    page = render_template(
        "schemes/of_case.html", form=form,
        frame=frame_of(view, "records", "Scheme of delegation"),
        schemes=[(s, _lines(found, s)) for s in found.schemes],
        replayed=view.replayed, without=[view.names.organisation(body) for body in found.without],
        own=[link_to_pin(view, r.pin) for r in found.own],
        silent_on=[words for power, words in POWERS.items() if power not in known],
        may_take_over=found.may_take_over and bool(form.body.choices),
        records=url_for("records.list_records", reference=view.reference, kind="delegated_power"),
    )  # fmt: skip
    return page, status


def _lines(found: SchemesOfCase, s: SchemeOnCase) -> list[dict[str, Any]]:
    by_power = sorted(s.entries, key=lambda each: place_of(each.entry))
    return [_line(found, s, each) for each in by_power]


def _line(found: SchemesOfCase, s: SchemeOnCase, e: EntryOnCase) -> dict[str, Any]:
    """An entry in words, with what the case holds of it."""
    line = entry_line(e.entry, found.view.judged.as_at, s.last_day, _names(found))
    address = ""
    if e.record is not None:
        address = address_of("records.show", reference=found.view.reference, kind=e.record.kind,
                             key=e.record.key)  # fmt: skip
    return {"says": line, "version": e.entry.version, "holds": _holds(e),
            "held": e.held, "address": address}  # fmt: skip


def _holds(e: EntryOnCase) -> Tag:
    if e.is_held:
        return Tag("The same", "green")
    if e.held:
        return Tag("Earlier version", "yellow")
    return Tag("Nothing" if e.entry.state != STATED else "Not yet", "yellow")


def _names(found: SchemesOfCase) -> dict[str, str]:
    bodies = {e.entry.values.get("committee", "") for s in found.schemes for e in s.entries}
    return {body: found.view.names.organisation(body) for body in bodies - {""}}
