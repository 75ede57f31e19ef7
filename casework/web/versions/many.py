"""Trying a newer version of a pathway on many cases, and moving those that are chosen."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, render_template, request, url_for
from wtforms import TextAreaField
from wtforms.validators import InputRequired

from casework.domain.errors import CaseworkError
from casework.services.version_changes import ChangeResult, change_many
from casework.services.version_moves import AT_ONCE, CasesTried, try_on_many
from casework.web.errors import status_of
from casework.web.forms import CaseworkForm, Options, choices
from casework.web.numbers import version_in
from casework.web.versions.many_presenters import case_tried, result_lines
from casework.web.viewer import current_viewer, office

blueprint = Blueprint("many_versions", __name__, url_prefix="/versions")
LONGEST_REFERENCE = 60


class ManyForm(CaseworkForm):
    """Which cases move, each with the version that the page showed, and why."""

    cases = Options(
        "Which cases are moved?", [InputRequired("Choose the cases that are to be moved.")],
        validate_choice=False,
    )  # fmt: skip
    reason = TextAreaField(
        "Reason", [InputRequired("Say why the version changes.")], render_kw={"rows": 4}
    )

    def shown(self) -> Mapping[str, int]:
        """The reference of each chosen case, and the version on which the page showed it."""
        chosen = [value.rpartition("@") for value in self.cases.data or []]
        return {reference: version_in(version) for reference, _, version in chosen if reference}


@blueprint.route("/<pathway>/<int:version>", methods=["GET", "POST"])
def try_many(pathway: str, version: int) -> str | tuple[str, int]:
    """What the version would do to each case that this person governs, ten on a page, and the form
    that moves those chosen. Pressing twice moves nothing twice. NotFound if there is no version."""
    if current_viewer().outside:
        abort(404)
    office().pathways.version(pathway, version)
    form, status = ManyForm(), 200
    results: list[ChangeResult] = []
    if form.is_submitted():
        results, status = _moved(form, pathway, version)
    found = try_on_many(
        office(), current_viewer(), pathway, version,
        request.args.get("after", "")[:LONGEST_REFERENCE],
    )  # fmt: skip
    return _page(found, form, results), status


def _moved(form: ManyForm, pathway: str, version: int) -> tuple[list[ChangeResult], int]:
    """The result of each case; none where the form has faults, which stay shown."""
    if not form.validate():
        return [], 422
    shown = form.shown()
    if len(shown) > AT_ONCE:
        form.faults.append(f"At most {AT_ONCE} cases are moved at once. Choose fewer.")
        return [], 422
    try:
        results = change_many(
            office(), current_viewer(), shown, version, form.reason.data or "", pathway=pathway,
            shown=shown,
        )  # fmt: skip
    except CaseworkError as error:
        form.take_error(error)
        return [], status_of(error)
    return results, 200


def _page(found: CasesTried, form: ManyForm, results: list[ChangeResult]) -> str:
    cases = [case_tried(case) for case in found.cases]
    form.cases.choices = choices((case.value, case.label) for case in cases if case.value)
    if results:
        form.cases.data, form.reason.data = [], ""
    d = found.after
    following = url_for(
        ".try_many", pathway=d.pathway, version=d.version, after=found.next_after
    ) if found.next_after else ""  # fmt: skip
    return render_template(
        "versions/many.html", definition=d, cases=cases, form=form, following=following,
        first=not request.args.get("after"),
        first_address=url_for(".try_many", pathway=d.pathway, version=d.version),
        results=result_lines(results, d.version),
    )  # fmt: skip
