"""The page on which a second person compares a record with the letter or minute it comes from."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import HiddenField

from casework.domain.errors import CaseworkError, NotFound, NotPermitted
from casework.domain.facts import RecordVersion
from casework.domain.permissions import check_can_decide_as
from casework.domain.records import get_kind
from casework.domain.records.named_kinds import PAPERS, records_named
from casework.domain.second_person import RECORDERS, waits_for_check
from casework.services.reading import get_case
from casework.services.second_person import check_record
from casework.web.cases.frame import frame_of
from casework.web.cases.record_links import link_to_pin
from casework.web.errors import status_of
from casework.web.forms import CaseworkForm
from casework.web.numbers import version_in
from casework.web.records import blueprint
from casework.web.records.presenters import title_in_list
from casework.web.records.values import rows_of
from casework.web.viewer import current_viewer, office

Page = Response | str | tuple[str, int]


class SecondCheckForm(CaseworkForm):
    """At which version the page showed the record."""

    record_version = HiddenField()


@blueprint.route("/<kind>/<key>/check", methods=["GET", "POST"])
def check(reference: str, kind: str, key: str) -> Page:
    """Show the record beside its papers, then take the second person's word."""
    view = get_case(office(), current_viewer(), reference)
    record = view.facts.find(f"{kind}/{key}")
    if record is None or not waits_for_check(view.facts, record):
        raise NotFound("There is nothing here that waits for a second person's check.")
    if record.reference in view.own:
        raise NotPermitted("You recorded this, so you cannot be the one who checks it.",
                           "Ask another person on the case to check it.")  # fmt: skip
    check_can_decide_as(view.judged, current_viewer(), RECORDERS, "check what another body said")
    form = SecondCheckForm()
    status = 200
    if not form.is_submitted():
        form.record_version.data = str(record.version)
    else:
        try:
            check_record(
                office(), current_viewer(), reference, record.reference,
                version_in(form.record_version.data),
            )  # fmt: skip
        except CaseworkError as error:
            form.record_version.data = str(record.version)
            form.take_error(error)
            status = status_of(error)
        else:
            flash("Checked. It counts now.")
            return redirect(url_for(".show", reference=reference, kind=kind, key=key))
    page = render_template(
        "records/check.html", form=form, rows=rows_of(view, record),
        recorded_by=view.recorded_by(record), recorded_at=record.recorded_at,
        papers=[link_to_pin(view, pin) for pin in papers_of(record)],
        back=url_for(".show", reference=reference, kind=kind, key=key),
        frame=frame_of(view, "records", f"Check: {title_in_list(view, record)}"),
    )  # fmt: skip
    return page, status


def papers_of(record: RecordVersion) -> list[str]:
    """The papers of a record: those that it cites, and those that its own fields name."""
    named = [pin for pin in records_named(get_kind(record.kind), record.payload)
             if pin.partition("/")[0] in PAPERS]  # fmt: skip
    return list(dict.fromkeys((*record.cites, *named)))
