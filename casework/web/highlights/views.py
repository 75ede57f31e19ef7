"""The report of today or of a past day, and recording that it was made."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms import TextAreaField
from wtforms.validators import Optional

from casework.domain.errors import CaseworkError
from casework.domain.permissions import can_work_on
from casework.engine.agenda import next_judgements
from casework.services.highlights import record_highlight_report, report_of
from casework.services.reading import CaseView, get_case
from casework.services.verb import AlreadyDone
from casework.web.cases.frame import frame_of
from casework.web.cases.views import case_on_date_asked
from casework.web.errors import status_of
from casework.web.forms import AtMost, CaseworkForm, OneUseKeyField
from casework.web.highlights import blueprint
from casework.web.highlights.presenters import highlights_of
from casework.web.viewer import current_viewer, office

LONGEST_WORDS = 2000


class ReportMadeForm(CaseworkForm):
    """What the readers should know, in the maker's own words."""

    words = TextAreaField(
        "What should its readers know? (optional)", [Optional(), AtMost(LONGEST_WORDS)],
        description="Such as what you ask of them", render_kw={"rows": 3},
    )  # fmt: skip
    once = OneUseKeyField()


@blueprint.get("")
def show(reference: str) -> str:
    """The report as the case stands now, or as it stood at the end of a past day."""
    return _page(case_on_date_asked(reference, signing=False), ReportMadeForm())


@blueprint.post("")
def record_made(reference: str) -> Response | tuple[str, int]:
    """Record that the report of today was made."""
    form = ReportMadeForm()
    view = get_case(office(), current_viewer(), reference, signing=False)
    if not form.validate():
        return _page(view, form), 422
    try:
        record_highlight_report(
            office(), current_viewer(), reference, form.words.data or "",
            once=form.once.data or "",
        )  # fmt: skip
    except AlreadyDone:
        return redirect(url_for(".show", reference=reference))
    except CaseworkError as error:
        form.take_error(error)
        return _page(view, form), status_of(error)
    flash("Recorded: the highlight report of today was made.")
    return redirect(url_for(".show", reference=reference))


def _page(view: CaseView, form: ReportMadeForm) -> str:
    judgements = next_judgements(view.definition, view.judged)
    offered = (
        view.as_of is None and can_work_on(view.judged, current_viewer())
        and report_of(view.facts, view.judged.as_at) is None
    )  # fmt: skip
    return render_template(
        "highlights/show.html", frame=frame_of(view, "", "Highlight report"),
        report=highlights_of(view, judgements),
        form=form if offered or form.errors or form.faults else None,
    )  # fmt: skip
