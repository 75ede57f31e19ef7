"""Which of a body's live cases hold its scheme as it stands now, each with its result."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.domain.errors import CaseworkError
from casework.domain.schemes import KEEPERS
from casework.services.scheme_followed import CaseOfScheme, list_cases_of_scheme
from casework.services.schemes import send_scheme_to_cases
from casework.web.cases.words import Tag
from casework.web.errors import status_of
from casework.web.schemes import blueprint
from casework.web.schemes.forms import SendForm
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]
LONGEST_REFERENCE = 60


@blueprint.route("/<body>/cases", methods=["GET", "POST"])
def list_cases(body: str) -> Page:
    """The cases with the result of each; governance sends the scheme to those that lack it."""
    form = SendForm()
    if not form.is_submitted():
        return _page(body, form, 200)
    if not form.validate():
        return _page(body, form, 422)
    try:
        count = send_scheme_to_cases(office(), current_viewer(), body)
    except CaseworkError as error:
        form.take_error(error)
        return _page(body, form, status_of(error))
    flash(f"The scheme is on its way to {count} {'case' if count == 1 else 'cases'}.")
    return redirect(url_for(".list_cases", body=body))


def _page(body: str, form: Any, status: int) -> tuple[str, int]:
    after = request.args.get("after", "")[:LONGEST_REFERENCE]
    found = list_cases_of_scheme(office(), current_viewer(), body, after)
    page = render_template(
        "schemes/cases.html", form=form, body=body, name=found.name,
        cases=[(case, _tag(case)) for case in found.cases], first=not after,
        first_address=url_for(".list_cases", body=body),
        following=url_for(".list_cases", body=body, after=found.next_after)
        if found.next_after else "",
        may_send=bool(current_viewer().roles & KEEPERS)
        and any(not case.holds_it for case in found.cases),
    )  # fmt: skip
    return page, status


def _tag(case: CaseOfScheme) -> Tag:
    if case.holds_it:
        return Tag("Holds it", "green")
    if case.failed:
        return Tag("Refused", "red")
    return Tag("On its way", "yellow") if case.job else Tag("Lacks it", "red")
