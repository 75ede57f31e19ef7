"""How long the record of an ended case is kept: each class, its day, and how that comes about."""

from __future__ import annotations

from flask import render_template

from casework.web.cases.addresses import address_of
from casework.web.cases.frame import frame_of
from casework.web.cases.keeping import NOT_AUTOMATIC, keeping_of
from casework.web.cases.views import case_on_date_asked
from casework.web.dates import blueprint


@blueprint.get("/retention")
def show_retention(reference: str) -> str:
    """Each class of record with the first day on which a person may look at its disposal."""
    view = case_on_date_asked(reference, signing=False)
    as_of = view.as_of.isoformat() if view.as_of else ""
    return render_template(
        "dates/retention.html",
        frame=frame_of(view, "dates", "Keeping and disposal"),
        keeping=keeping_of(view), not_automatic=NOT_AUTOMATIC,
        law=address_of("catalogue.show_law", law_id="nhs-records-code"),
        limitation=address_of("dates.show_limitation", reference=reference, as_of=as_of),
        dates=address_of("dates.show", reference=reference, as_of=as_of),
    )  # fmt: skip
