"""The audit trail of a case: narrowed, in pages, and as a file."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Response, render_template, request, url_for
from wtforms import SelectField
from wtforms.validators import Optional

from casework.services.trail import audit_trail, export_trail
from casework.store.trail import TrailFilter
from casework.web.forms import CaseworkForm, DatePartsField, choices
from casework.web.trail import blueprint
from casework.web.trail.export import trail_csv
from casework.web.trail.frame import frame_of_row
from casework.web.trail.words import actor_in_words, entry_line, kind_in_words
from casework.web.viewer import current_viewer, office


class TrailForm(CaseworkForm):
    """What the trail is narrowed to; sent by GET."""

    class Meta(CaseworkForm.Meta):
        csrf = False

    kind = SelectField("What was done", validate_choice=False)
    actor = SelectField("Who did it", validate_choice=False)
    since = DatePartsField("From", [Optional()], called="The first day")
    until = DatePartsField("To", [Optional()], called="The last day")


@blueprint.get("/cases/<reference>/audit")
def show(reference: str) -> str | tuple[str, int]:
    """One page of the trail, newest first."""
    form = TrailForm(request.args)
    valid = form.validate()
    narrowed = _narrowed(form, _before()) if valid else TrailFilter()
    page = audit_trail(office(), current_viewer(), reference, narrowed)
    kinds = {*page.kinds, narrowed.kind} - {""}
    form.kind.choices = choices(
        sorted(((k, kind_in_words(k)) for k in kinds), key=lambda pair: pair[1]), "Anything"
    )
    form.actor.choices = choices(
        [(key, actor_in_words(key, page.actors)) for key in page.actors.persons], "Anybody"
    )
    html = render_template(
        "trail/trail.html",
        frame=frame_of_row(office(), page.case, "audit", "Audit trail"),
        form=form,
        lines=[entry_line(entry, page.words) for entry in page.entries],
        integrity=page.integrity,
        older=_address("trail.show", reference, before=page.next_before),
        newest=_address("trail.show", reference) if narrowed.before else "",
        export=_address("trail.export", reference),
        narrowed=narrowed != TrailFilter(before=narrowed.before),
    )
    return html if valid else (html, 422)


@blueprint.get("/cases/<reference>/audit.csv")
def export(reference: str) -> Response:
    """The trail as narrowed, as a CSV file."""
    form = TrailForm(request.args)
    narrowed = _narrowed(form, 0) if form.validate() else TrailFilter()
    page = export_trail(office(), current_viewer(), reference, narrowed)
    response = Response(trail_csv(page.entries, page.actors), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{reference}-audit-trail.csv"'
    return response


def _before() -> int:
    given = request.args.get("before", "")
    return int(given[:9]) if given.isascii() and given.isdigit() else 0


def _narrowed(form: TrailForm, before: int) -> TrailFilter:
    return TrailFilter(
        kind=form.kind.data or "", actor=form.actor.data or "",
        since=form.since.data.isoformat() if form.since.data else "",
        until=form.until.data.isoformat() if form.until.data else "", before=before,
    )  # fmt: skip


def _address(endpoint: str, reference: str, before: int | None = None) -> str:
    if before == 0:
        return ""
    kept = {name: value for name, value in request.args.items() if value and name != "before"}
    if before:
        kept["before"] = str(before)
    address = url_for(endpoint, reference=reference)
    return f"{address}?{urlencode(kept)}" if kept else address
