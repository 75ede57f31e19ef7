"""The page of every date of a case, and its line of time."""

from __future__ import annotations

from flask import render_template, request

from casework.services.dates import dates_of
from casework.web.cases.addresses import address_of
from casework.web.cases.frame import frame_of
from casework.web.cases.recorders import may_record
from casework.web.cases.views import case_on_date_asked
from casework.web.dates import blueprint
from casework.web.dates.presenters import SHOWN, dates_page
from casework.web.dates.timeline import timeline_of
from casework.web.viewer import current_viewer, office


@blueprint.get("/dates")
def show(reference: str) -> str:
    """Every date of the case, recorded and computed, past and ahead, each with its working."""
    view = case_on_date_asked(reference, signing=False)
    shown = request.args.get("show", "")
    shown = shown if shown in SHOWN else ""
    as_of = view.as_of.isoformat() if view.as_of else ""
    return render_template(
        "dates/show.html",
        frame=frame_of(view, "dates", "Dates"),
        page=dates_page(view, dates_of(office(), current_viewer(), view), shown),
        reminders=address_of("dates.show_reminders", reference=reference),
        choices=tuple(
            (words, name == shown, address_of("dates.show", reference=reference, show=name,
                                              as_of=as_of))
            for name, words in SHOWN.items()
        ),
        timeline=address_of("dates.timeline", reference=reference, as_of=as_of),
        limitation=address_of("dates.show_limitation", reference=reference, as_of=as_of),
        retention=address_of("dates.show_retention", reference=reference, as_of=as_of),
        move=address_of("dates.move", reference=reference) if may_record(view) else "",
    )  # fmt: skip


@blueprint.get("/timeline")
def timeline(reference: str) -> str:
    """The course of the case as a drawing, with the same data as a table."""
    view = case_on_date_asked(reference, signing=False)
    as_of = view.as_of.isoformat() if view.as_of else ""
    return render_template(
        "dates/timeline.html",
        frame=frame_of(view, "dates", "Line of time"),
        time=timeline_of(view, dates_of(office(), current_viewer(), view)),
        dates=address_of("dates.show", reference=reference, as_of=as_of),
    )
