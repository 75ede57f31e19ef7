"""What a highlight report says, in lines that fit on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.domain.dates import long_date
from casework.domain.facts import RecordVersion
from casework.domain.succession_bars import OUR_READING
from casework.domain.viewer import Viewer
from casework.engine.results import Judgement
from casework.services.highlights import (
    open_issues,
    recorded_since,
    report_before,
    report_of,
    reports_made,
)
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.blockers import blocker_groups
from casework.web.cases.events import Event, event_lines
from casework.web.cases.keeping import Keeping, keeping_of
from casework.web.cases.key_dates import KeyDate, key_dates
from casework.web.cases.left_open import left_open_lines
from casework.web.cases.next_links import Link
from casework.web.cases.overview import blocked_sentence
from casework.web.cases.stages import stage_lines
from casework.web.cases.standing import HoldLine, hold_lines
from casework.web.cases.words import counted

DOCUMENT = "HR1"
MOST_BLOCKERS, MOST_DATES, MOST_RISKS, MOST_CHANGES = 8, 6, 5, 12


@dataclass(frozen=True, slots=True)
class Blocked:
    """One check that is not met, or a matter that a succession left open: what it asks, why, and
    whose move it is."""

    asks: str
    about: str
    reason: str
    whose: str
    address: str


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A risk or an open issue, with whoever answers for it."""

    kind: str
    what: str
    owner: str
    more: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of one part, and a sentence on those that one page has no room for."""

    lines: tuple[object, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class Highlights:
    """Everything on the page."""

    day: str
    stage: str
    since_stage: str
    status: str
    words: str
    made: str
    holds: tuple[HoldLine, ...]
    blockers: Lines
    dates: Lines
    risks: Lines
    changes: Lines
    since: str
    earlier: tuple[Link, ...]
    word: str
    keeping: Keeping | None


def highlights_of(
    view: CaseView, viewer: Viewer, judgements: list[Judgement]
) -> Highlights:
    """The report of a view: of today, or of the past day on which the view stands."""
    day = view.as_of or view.judged.as_at
    made, before = report_of(view.facts, day), report_before(view.facts, day)
    return Highlights(
        day=long_date(day),
        stage=view.definition.stage(view.facts.stage).title,
        since_stage=next((line.detail for line in stage_lines(view) if line.here), ""),
        status=blocked_sentence(view, judgements),
        words=str(made.payload.words) if made and made.payload.words else "",
        made=_made(view, made),
        holds=hold_lines(view),
        blockers=_lines(_blocked(view, viewer, judgements), MOST_BLOCKERS, "point"),
        dates=_lines(_ahead(view), MOST_DATES, "date"),
        risks=_lines(_risks(view), MOST_RISKS, "risk or issue", "risks and issues"),
        changes=_changes(view, before),
        since=_since(before),
        earlier=_earlier(view),
        word=address_of("documents.document", reference=view.reference, key=DOCUMENT),
        keeping=keeping_of(view),
    )


def _lines(found: Iterable[object], most: int, noun: str, plural: str = "") -> Lines:
    lines = tuple(found)
    hidden = len(lines) - most
    words = f"{hidden} {plural}" if plural and hidden > 1 else counted(hidden, noun)
    return Lines(lines[:most], f"And {words} more." if hidden > 0 else "")


def _made(view: CaseView, made: RecordVersion | None) -> str:
    if made is None:
        return ""
    return f"Made on {made.payload.made_on.plain()} by {view.recorded_by(made)}."


def _blocked(view: CaseView, viewer: Viewer, judgements: list[Judgement]) -> list[Blocked]:
    matters = [
        Blocked(line.reason, "", f"{OUR_READING}.", line.whose, line.address)
        for line in left_open_lines(view, judgements)
    ]
    return matters + [
        Blocked(line.asks, line.about, line.reason, line.whose, line.gate_address)
        for group in blocker_groups(view, viewer, judgements) for line in group.lines
    ]  # fmt: skip


def _ahead(view: CaseView) -> list[KeyDate]:
    return [date for date in key_dates(view) if not date.is_past]


def _risks(view: CaseView) -> list[RiskLine]:
    """Open issues first: they have happened. Risks have no order of their own but that in which
    they were recorded."""
    issues = [
        RiskLine("Issue", str(r.payload.issue), str(r.payload.owner),
                 f"to be settled by {r.payload.due_on.plain()}" if r.payload.due_on else "")
        for r in open_issues(view.facts)
    ]  # fmt: skip
    risks = [
        RiskLine("Risk", str(r.payload.risk), str(r.payload.owner), str(r.payload.rating))
        for r in view.facts.current("risk")
    ]
    return [*issues, *risks]


def _changes(view: CaseView, before: RecordVersion | None) -> Lines:
    found = recorded_since(view.facts, before)
    events: tuple[Event, ...] = event_lines(view, found[:MOST_CHANGES])
    hidden = len(found) - len(events)
    return Lines(events, f"And {counted(hidden, 'change')} more." if hidden > 0 else "")


def _since(before: RecordVersion | None) -> str:
    if before is None:
        return "No report was made before this one, so everything is new."
    return f"Since the report of {before.payload.made_on.plain()}."


def _earlier(view: CaseView) -> tuple[Link, ...]:
    """Links to the reports made, newest first."""
    return tuple(
        Link(r.payload.made_on.plain(),
             address_of("highlights.show", reference=view.reference, as_of=r.key))
        for r in reversed(reports_made(view.facts))
    )  # fmt: skip
