"""The watch over decisions that may be challenged, of every case that somebody sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, render_template, request, url_for

from casework.domain.dates import long_date
from casework.domain.limitation import Arguable
from casework.services.limitation import watched_cases
from casework.web.cases.addresses import address_of
from casework.web.cases.date_words import capital, distance
from casework.web.listing import blueprint
from casework.web.viewer import current_viewer, office


@dataclass(frozen=True, slots=True)
class WatchedRow:
    """One decision of one case; ``ends`` says where no day can be given."""

    reference: str
    title: str
    address: str
    what: str
    decided: str
    ends: str


@blueprint.get("/limitation")
def show_limitation() -> str:
    """Every arguable decision of the cases that this person sees, case by case."""
    viewer = current_viewer()
    if viewer.outside:
        abort(404)
    after = request.args.get("after", "")[:60]
    found = watched_cases(office(), viewer, after)
    older = url_for(".show_limitation", after=found.next_after) if found.next_after else ""
    rows = [_row(row, each) for row, decisions in found.cases for each in decisions]
    return render_template("listing/limitation.html", rows=rows, older=older, first=not after)


def _row(case: Any, each: Arguable) -> WatchedRow:
    today: date = case.simulated_on or office().clock.today()
    ends = each.ends
    return WatchedRow(
        case.reference, case.title,
        address_of("dates.show_limitation", reference=case.reference), each.what,
        capital(each.decided_on.plain()) if each.decided_on else "Not recorded",
        f"{long_date(ends.on)} ({distance(today, ends.on)})" if ends else "Not known",
    )  # fmt: skip
