"""Adding an assumption to a dry run: which sort, about what, and the fields of recording it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import render_template, request, url_for

from casework.domain.assumptions import Assumption, Sort, check_room
from casework.domain.errors import CaseworkError, Conflict, Invalid
from casework.domain.records import get_kind
from casework.services.choosing import offered
from casework.services.reading import CaseView, get_case
from casework.web.cases.frame import frame_of
from casework.web.errors import status_of
from casework.web.moves import blueprint
from casework.web.moves.assumption_forms import (
    SORTS,
    assumption_of,
    choice_form,
    chosen,
    details_form,
    initial_data,
    needs_choice,
)
from casework.web.moves.carrying import Carried, pack, unpack
from casework.web.moves.trying_page import Answer, Trying, lost, of_carried
from casework.web.moves.views import Page
from casework.web.viewer import current_viewer, office


def begin(trying: Trying) -> Page:
    """The first form of the assumption that the page asks to add."""
    sort = trying.form.sort.data
    if not sort:
        trying.form.sort.errors = ["Choose what you want to assume."]
        return trying.page(asked=False, status=422)
    try:
        check_room((*trying.carried.assumptions, Assumption(Sort(sort))))
    except Invalid as error:
        trying.form.take_error(error)
        return trying.page(asked=False, status=422)
    return _ask(trying.then, replace(trying.as_carried(), adding=sort))


@blueprint.post("/try/assume")
def assume(reference: str) -> Page:
    """Take the choice or the fields that were sent, and add the assumption once it is whole."""
    view = get_case(office(), current_viewer(), reference)
    try:
        carried = unpack(request.form.get("dry_run_carried", ""), view)
        if not carried.adding:
            raise Conflict("Nothing is being assumed on this page.", "Begin again.")
    except Conflict as error:
        return lost(view, error)
    trying = of_carried(view, carried)
    if needs_choice(carried):
        return _take_choice(trying, carried)
    form = _form(trying.then, carried, fresh=False)
    if not form.validate():
        return _page(trying.then, carried, form, 422)
    return _add(trying, carried, assumption_of(carried, form), form)


def _take_choice(trying: Trying, carried: Carried) -> Page:
    form = choice_form(trying.then, carried.sort)()
    if not form.validate():
        return _page(trying.then, carried, form, 422)
    now = chosen(carried, form.chosen.data)
    if now.sort is Sort.WITHDRAWN:
        return _add(trying, carried, Assumption(Sort.WITHDRAWN, now.kind, now.key), form)
    return _ask(trying.then, now)


def _ask(then: CaseView, carried: Carried) -> Answer:
    """The next form, empty or filled in with what the record says."""
    if needs_choice(carried):
        return _page(then, carried, choice_form(then, carried.sort)(formdata=None), 200)
    return _page(then, carried, _form(then, carried, fresh=True), 200)


def _form(then: CaseView, carried: Carried, *, fresh: bool) -> Any:
    everything = offered(office(), current_viewer(), replayed=then.replayed)
    made = details_form(then, everything, carried)
    data = initial_data(then, carried)
    return made(formdata=None, data=data) if fresh else made(data=data)


def _add(trying: Trying, carried: Carried, assumption: Assumption, form: Any) -> Page:
    """The page with one assumption more; the form again if it cannot be made."""
    more = replace(
        carried, assumptions=(*carried.assumptions, assumption), adding="", kind="", key=""
    )
    try:
        check_room(more.assumptions)
    except CaseworkError as error:
        form.take_error(error)
        return _page(trying.then, carried, form, status_of(error))
    added = of_carried(trying.view, more)
    if added.assumed.errors[-1] is not None:
        form.take_error(added.assumed.errors[-1])
        return _page(trying.then, carried, form, 422)
    return added.page()


def _page(then: CaseView, carried: Carried, form: Any, status: int) -> Answer:
    label = dict(SORTS)[carried.sort]
    known = then.facts.find(f"{carried.kind}/{carried.key}") if carried.kind else None
    about = get_kind(carried.kind).title if carried.kind and known is None else ""
    page = render_template(
        "moves/assume.html",
        frame=frame_of(then, "", f"Assume: {label[0].lower()}{label[1:]}"),
        form=form, about=about, carried=pack(carried, then),
        send=url_for("moves.assume", reference=then.reference),
        back=url_for("moves.dry_run", reference=then.reference),
    )  # fmt: skip
    return page, status
