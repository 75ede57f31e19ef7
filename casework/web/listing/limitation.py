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
from casework.web.cases.next_dates import as_on_day
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


@dataclass(frozen=True, slots=True)
class WatchedCases:
    """The decisions of cases whose days are counted from one clock."""

    anchor: str
    heading: str
    rows: tuple[WatchedRow, ...]


GROUPS = (
    (False, "watched", "Live cases"),
    (True, "reconstructed", "Cases of the past, reconstructed from published records"),
)
"""Live cases count from today, and each reconstructed one from the day to which it was replayed."""


@blueprint.get("/limitation")
def show_limitation() -> str:
    """Every arguable decision of the cases that this person sees, case by case."""
    viewer = current_viewer()
    if viewer.outside:
        abort(404)
    after = request.args.get("after", "")[:60]
    found = watched_cases(office(), viewer, after)
    older = url_for(".show_limitation", after=found.next_after) if found.next_after else ""
    groups = tuple(
        WatchedCases(anchor, heading, rows) for replayed, anchor, heading in GROUPS
        if (rows := tuple(_row(row, each) for row, decisions in found.cases
                          for each in decisions if row.replayed is replayed))
    )  # fmt: skip
    return render_template("listing/limitation.html", groups=groups, older=older, first=not after)


def _row(case: Any, each: Arguable) -> WatchedRow:
    today: date = (case.simulated_on if case.replayed else None) or office().clock.today()
    ends = each.ends
    counted = ", ".join(part for part in (
        distance(today, ends.on) if ends else "",
        as_on_day(case.simulated_on) if case.replayed else "",
    ) if part)  # fmt: skip
    return WatchedRow(
        case.reference, case.title,
        address_of("dates.show_limitation", reference=case.reference), each.what,
        capital(each.decided_on.plain()) if each.decided_on else "Not recorded",
        f"{long_date(ends.on)} ({counted})" if ends else "Not known",
    )  # fmt: skip
