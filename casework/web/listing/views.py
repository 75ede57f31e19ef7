"""The list of cases."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import abort, render_template, request, url_for

from casework.services import listing
from casework.store.listing import CaseFilter
from casework.web.cases.addresses import address_of
from casework.web.forms import choices
from casework.web.listing import blueprint
from casework.web.listing.forms import CaseFilterForm
from casework.web.listing.presenters import case_lines, gate_choices, stage_choices
from casework.web.viewer import current_viewer, office


@blueprint.get("/cases")
def list_cases() -> str | tuple[str, int]:
    """The cases that this person sees, live ones first, as narrowed by the address."""
    viewer = current_viewer()
    if viewer.outside:
        abort(404)
    form = CaseFilterForm(request.args)
    valid = form.validate()
    narrowed = _narrowed(form) if valid else CaseFilter()
    page = listing.cases(office(), viewer, narrowed)
    programmes = listing.programmes(office(), viewer)
    form.stage.choices = choices(stage_choices(office()), "Any stage")
    form.blocked_by.choices = choices(gate_choices(office()), "Any gate")
    form.programme.choices = choices([(p.key, p.title) for p in programmes], "Any programme")
    lines = case_lines(office(), page)
    html = render_template(
        "listing/cases.html", form=form, lines=lines,
        reconstructed=any(line.replayed for line in lines),
        older=_address_of_next(page.next_after), narrowed=narrowed != CaseFilter(),
        first=not narrowed.after, opening=address_of("opening.start"),
    )  # fmt: skip
    return html if valid else (html, 422)


def _narrowed(form: CaseFilterForm) -> CaseFilter:
    return CaseFilter(
        words=form.words.data or "", stage=form.stage.data or "",
        blocked_by=form.blocked_by.data or "", next_date_by=form.next_date_by.data,
        programme=form.programme.data or "", after=request.args.get("after", "")[:60],
    )  # fmt: skip


def _address_of_next(after: str) -> str:
    if not after:
        return ""
    kept = {name: value for name, value in request.args.items() if value and name != "after"}
    return f"{url_for('listing.list_cases')}?{urlencode({**kept, 'after': after})}"
