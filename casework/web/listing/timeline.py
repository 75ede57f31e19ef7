"""The cases that somebody sees, each on a line of time from its opening to its next date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, render_template, request, url_for

from casework.domain.dates import FactDate, long_date
from casework.services import listing
from casework.services.listing import CasePage
from casework.services.office import Office
from casework.store.listing import CaseFilter
from casework.web.cases.addresses import address_of
from casework.web.cases.next_dates import NextDateLine
from casework.web.cases.words import counted
from casework.web.dates.line_of_time import Drawing, Stretch, draw
from casework.web.listing import blueprint
from casework.web.listing.presenters import next_date_of, stage_title
from casework.web.viewer import current_viewer, office


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of the table."""

    reference: str
    title: str
    address: str
    opened: str
    stage: str
    since: str
    following: NextDateLine


@dataclass(frozen=True, slots=True)
class CasesInTime:
    """A drawing of cases, what it says in a sentence, and the same as a table."""

    anchor: str
    heading: str
    drawing: Drawing | None
    description: str
    rows: tuple[CaseRow, ...]


@blueprint.get("/timeline")
def show_timeline() -> str:
    """Cases in the order of their list: live ones, those that have ended and reconstructed ones,
    each in a drawing of their own."""
    viewer = current_viewer()
    if viewer.outside:
        abort(404)
    after = request.args.get("after", "")[:60]
    page = listing.cases(office(), viewer, CaseFilter(after=after))
    older = url_for(".show_timeline", after=page.next_after) if page.next_after else ""
    return render_template(
        "listing/timeline.html", groups=_groups(page), older=older, first=not after,
    )  # fmt: skip


def _groups(page: CasePage) -> tuple[CasesInTime, ...]:
    today = office().clock.today()
    live = [row for row in page.cases if not (row.replayed or _has_ended(row))]
    ended = [row for row in page.cases if _has_ended(row) and not row.replayed]
    replayed = [row for row in page.cases if row.replayed]
    found = (
        _group("live", "Live cases", live, today),
        _group("ended", "Cases that have ended", ended, today),
        _group("reconstructed", "Cases of the past, reconstructed from published records",
               replayed, None),
    )  # fmt: skip
    return tuple(group for group in found if group.rows)


def _group(anchor: str, heading: str, rows: list[Any], today: date | None) -> CasesInTime:
    drawn = [s for row in rows if (s := _stretch(row, today)) is not None]
    return CasesInTime(
        anchor, heading, draw(drawn, today),
        f"{counted(len(rows), 'case')}, each from the day on which its proposal arose to the day "
        "by which it is judged now or on which it ended, and its next date.",
        tuple(_row(office(), row) for row in rows),
    )  # fmt: skip


def _stretch(row: Any, today: date | None) -> Stretch | None:
    opened = FactDate.parse(row.opened_on)
    begins = opened.earliest or opened.latest or row.stage_since
    judged = row.simulated_on or today or row.stage_since
    ends = row.stage_since if _has_ended(row) else judged
    words = f"{row.reference}: {row.title}"
    return Stretch(words, begins, max(ends, begins), "period", row.next_date)


def _has_ended(row: Any) -> bool:
    definition = office().pathways.find(row.definition_hash)
    return definition is not None and definition.stage(row.stage).final


def _row(office: Office, row: Any) -> CaseRow:
    return CaseRow(
        row.reference, row.title, address_of("dates.timeline", reference=row.reference),
        FactDate.parse(row.opened_on).plain(),
        stage_title(office, row.definition_hash, row.stage), long_date(row.stage_since),
        next_date_of(row),
    )  # fmt: skip
