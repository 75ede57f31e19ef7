"""The pages of a case as a whole."""

from __future__ import annotations

from datetime import date

from flask import render_template, request

from casework.domain.dates import InvalidDate, long_date, parse_date
from casework.domain.errors import Invalid, NotFound
from casework.engine.agenda import next_judgements
from casework.services.audit import integrity_sentence
from casework.services.reading import CaseView, get_case
from casework.web.cases import blueprint
from casework.web.cases.checklist import checklist_of
from casework.web.cases.events import PAGE, event_lines, events
from casework.web.cases.frame import frame_of
from casework.web.cases.overview import overview_of
from casework.web.viewer import current_viewer, office


@blueprint.get("/<reference>")
def show(reference: str) -> str:
    """Where the case stands and what blocks its next step, now or on a past date."""
    view = case_on_date_asked(reference)
    judgements = next_judgements(view.definition, view.judged)
    with office().database.reading() as connection:
        integrity = integrity_sentence(connection, reference)
    return render_template(
        "cases/show.html",
        frame=frame_of(view, "overview", view.title),
        case=overview_of(view, current_viewer(), judgements, integrity),
    )


@blueprint.get("/<reference>/stages/<stage>")
def show_stage(reference: str, stage: str) -> str:
    """The checklist of one stage. NotFound if the pathway has none such."""
    view = case_on_date_asked(reference)
    found = next((s for s in view.definition.stages if s.id == stage and not s.final), None)
    if found is None:
        raise NotFound("The pathway has no such stage.", "Choose one from the case's page.")
    return render_template(
        "cases/stage.html",
        frame=frame_of(view, "", found.title),
        purpose=found.purpose,
        gates=checklist_of(view, stage),
    )


@blueprint.get("/<reference>/history")
def show_history(reference: str) -> str:
    """What happened, newest first, in pages; who recorded it and when."""
    view = case_on_date_asked(reference)
    found = events(view)
    start = _position(request.args.get("from", "0"))
    following = start + PAGE if start + PAGE < len(found) else 0
    return render_template(
        "cases/history.html",
        frame=frame_of(view, "history"),
        events=event_lines(view, found[start : start + PAGE]),
        total=len(found),
        first=start + 1,
        following=following,
        reference=reference,
    )


def case_on_date_asked(reference: str, *, signing: bool = True) -> CaseView:
    """The case as the address asks for it: now, or `?as_of=2026-03-01`. Raises Invalid.

    ``signing`` is False for pages on which nobody signs or checks.
    """
    return get_case(
        office(), current_viewer(), reference, as_of=_date_asked(), signing=signing
    )


def _date_asked() -> date | None:
    given = request.args.get("as_of", "")
    parts = [request.args.get(f"as_of-{part}", "").strip() for part in ("year", "month", "day")]
    if all(parts):
        given = "-".join(part.zfill(2) for part in parts)
    elif any(parts):
        raise Invalid("The date is not complete.", "Enter a day, a month and a year.")
    if not given:
        return None
    try:
        asked = parse_date(given)
    except InvalidDate as error:
        raise Invalid(error.message, "Enter a day that exists.") from None
    if asked > office().clock.today():
        raise Invalid(
            f"{long_date(asked)} lies ahead: there is no record of it yet.",
            "To ask what a later date would change, try the move as if on that date.",
        )
    return asked


def _position(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 7):
        raise Invalid("There is no such page of the history.", "Go back to its first page.")
    return int(given)
