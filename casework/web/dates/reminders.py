"""The page of reminders that were made of the dates of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template

from casework.domain.dates import london_date, long_date
from casework.services.reading import get_case
from casework.services.reminding import MAIL, distance_words, reminders_listed
from casework.web.cases.addresses import address_of
from casework.web.cases.frame import frame_of
from casework.web.dates import blueprint
from casework.web.viewer import current_viewer, office

BY_MAIL = "By email."
LISTED = "Listed here only: no email is wanted, or there is no account to write to."
ESCALATED = "Told because the date has passed."


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """One reminder."""

    made: str
    whom: str
    what: str
    when: str
    how: str


@blueprint.get("/reminders")
def show_reminders(reference: str) -> str:
    """The latest reminders, newest first."""
    view = get_case(office(), current_viewer(), reference, signing=False)
    return render_template(
        "dates/reminders.html",
        frame=frame_of(view, "dates", "Reminders"),
        reminders=tuple(_line(row) for row in reminders_listed(office(), view)),
        dates=address_of("dates.show", reference=reference),
        own=address_of("feeds.show"),
    )


def _line(r: Any) -> ReminderLine:
    how = [BY_MAIL if r.outcome == MAIL else LISTED, *([ESCALATED] if r.escalated else [])]
    return ReminderLine(
        made=long_date(london_date(r.made_at)),
        whom=r.name,
        what=f"{r.what}, {long_date(r.due_on)}",
        when=distance_words(r.days),
        how=" ".join(how),
    )
