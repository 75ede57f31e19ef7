"""What passes on one case by a succession: each line with its successor, and choosing it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError, InvalidFields
from casework.services.succession_carrying import CaseLines, lines_of_case
from casework.services.successions import choose_successors, get_succession
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.successions import blueprint
from casework.web.successions.forms import ENDS, choosing_form, version_in
from casework.web.successions.presenters import held_groups, what_happens, words_of
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


@blueprint.route("/<key>/cases/<reference>", methods=["GET", "POST"])
def show_case(key: str, reference: str) -> Page:
    """Every line of the case; where several bodies take over, the form that chooses among them."""
    found = lines_of_case(office(), current_viewer(), key, reference)
    names = {b: found.names.get(b, b) for b in found.succession.successors}
    lines = {f"line-{n}": (line.holding.what, words_of(found.view, line.holding.what))
             for n, line in enumerate(found.lines) if line.is_chosen_here}  # fmt: skip
    labels = {name: words for name, (_, words) in lines.items()}
    form = choosing_form(labels, {}, names)(data=_chosen(found))
    if not form.is_submitted():
        return _page(found, form, 200)
    if not form.validate():
        return _page(found, form, 422)
    chosen = {f"{reference}|{what}": tuple(form[name].data)
              for name, (what, _) in lines.items() if form[name].data}  # fmt: skip
    try:
        choose_successors(office(), current_viewer(), key, version_in(form), lines=chosen)
    except InvalidFields as error:
        form.take_error(error)
        return _page(found, form, status_of(error))
    except CaseworkError as error:
        form.take_error(error)
        return _page(found, form, status_of(error))
    flash(f"Chosen: {len(chosen)} of {len(lines)} lines. A second person confirms it.")
    return redirect(url_for(".show_case", key=key, reference=reference))


def _chosen(found: CaseLines) -> dict[str, Any]:
    values: dict[str, Any] = {"version": str(found.succession.version)}
    return values | {f"line-{n}": list(line.to or ()) for n, line in enumerate(found.lines)
                     if line.is_chosen_here}  # fmt: skip


def _page(found: CaseLines, form: Any, status: int) -> tuple[str, int]:
    s = found.succession
    page = render_template(
        "successions/case_lines.html", form=form, key=s.key, several=len(s.successors) > 1,
        frame=frame_of(found.view, "", "What passes on this case"), count=len(found.lines),
        title=what_happens(s, found.names),
        groups=held_groups(found.view, found.lines, found.names),
    )  # fmt: skip
    return page, status


@blueprint.route("/<key>/people", methods=["GET", "POST"])
def choose_people(key: str) -> Page:
    """Where each person of a body goes, where several bodies take over."""
    found = get_succession(office(), current_viewer(), key)
    s = found.latest
    people = {f"person-{n}": key_ for n, (key_, _, _) in enumerate(found.persons)}
    labels = {f"person-{n}": name for n, (_, name, _) in enumerate(found.persons)}
    names = {b: found.names.get(b, b) for b in s.successors}
    values = {name: _value(s.successor_of_person(person)) for name, person in people.items()}
    form = choosing_form({}, labels, names)(data={"version": str(s.version), **values})
    status = 200
    if form.is_submitted():
        status = 422
        if form.validate():
            going = {person: "" if form[name].data == ENDS else form[name].data
                     for name, person in people.items() if form[name].data}  # fmt: skip
            try:
                choose_successors(office(), current_viewer(), key, version_in(form),
                                  persons=going)  # fmt: skip
            except CaseworkError as error:
                form.take_error(error)
                status = status_of(error)
            else:
                flash("It is chosen where people go. A second person confirms it.")
                return redirect(url_for(".show_succession", key=key))
    page = render_template("successions/people.html", form=form, key=key,
                           title=what_happens(s, found.names))  # fmt: skip
    return page, status


def _value(to: str | None) -> str:
    return "" if to is None else to or ENDS
