"""What a highlight report says, in lines that fit on one page."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import long_date
from casework.domain.facts import RecordVersion
from casework.engine.results import CriterionResult, Judgement
from casework.services.highlight_lines import Matter, ReportLines, report_lines
from casework.services.highlights import report_of, reports_made
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.blockers import anchor_of
from casework.web.cases.date_words import distance
from casework.web.cases.next_dates import address_of_date
from casework.web.cases.next_links import Link, gate_page
from casework.web.cases.record_links import address_of_record
from casework.web.cases.stages import stage_lines

DOCUMENT = "HR1"


@dataclass(frozen=True, slots=True)
class BlockedLine:
    """One check that is not met: what it asks, why it is not met, and whose move it is."""

    asks: str
    reason: str
    whose: str
    address: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """A day ahead, what it is, how far it lies from the day of the report, and its line on the page
    of dates."""

    when: str
    what: str
    distance: str
    line: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What was recorded since the last report, and when."""

    what: str
    when: str
    address: str


@dataclass(frozen=True, slots=True)
class Highlights:
    """Everything on the page: the lines of the report, and where each can be read."""

    day: str
    lines: ReportLines
    since_stage: str
    made: str
    blockers: tuple[BlockedLine, ...]
    dates: tuple[DateLine, ...]
    matters: tuple[Matter, ...]
    changes: tuple[ChangeLine, ...]
    more: dict[str, Link]
    earlier: tuple[Link, ...]
    word: str


def highlights_of(view: CaseView, judgements: list[Judgement]) -> Highlights:
    """The report of a view: of today, or of the past day on which the view stands."""
    day = view.as_of or view.judged.as_at
    lines = report_lines(view, judgements, day)
    return Highlights(
        day=long_date(day),
        lines=lines,
        since_stage=next((line.detail for line in stage_lines(view) if line.here), ""),
        made=_made(view, report_of(view.facts, day)),
        blockers=tuple(
            BlockedLine(b.asks, b.reason, b.whose, _gate(view, b.result))
            for b in lines.blockers.lines
        ),
        dates=tuple(
            DateLine(long_date(d.on), d.what, distance(view.judged.as_at, d.on),
                     address_of_date(view.reference, d.mark,
                                     view.as_of.isoformat() if view.as_of else ""))
            for d in lines.dates.lines
        ),
        matters=lines.matters.lines,
        changes=tuple(
            ChangeLine(c.what, long_date(c.on), address_of_record(view, c.record))
            for c in lines.changes.lines
        ),
        more=_more(view, lines),
        earlier=_earlier(view),
        word=address_of("documents.document", reference=view.reference, key=DOCUMENT),
    )


def _gate(view: CaseView, result: CriterionResult | None) -> str:
    """The place of a check on its gate's page; for what a succession left open, its own page."""
    if result is None:
        now = view.as_of is None
        return address_of("successions.of_case", reference=view.reference) if now else ""
    return gate_page(view, result.criterion.gate, anchor_of(result))


def _made(view: CaseView, made: RecordVersion | None) -> str:
    if made is None:
        return ""
    return f"Made on {made.payload.made_on.plain()} by {view.recorded_by(made)}."


def _more(view: CaseView, lines: ReportLines) -> dict[str, Link]:
    """What each part leaves out, with the page on which all of it stands."""
    as_of = view.as_of.isoformat() if view.as_of else ""
    said = {
        "blockers": (lines.blockers.left_out, "cases.show"),
        "dates": (lines.dates.left_out, "dates.show"),
        "matters": (lines.matters.left_out, "records.index"),
        "changes": (lines.changes.left_out, "cases.show_history"),
    }
    return {
        part: Link(words, address_of(endpoint, reference=view.reference, as_of=as_of))
        for part, (words, endpoint) in said.items()
    }


def _earlier(view: CaseView) -> tuple[Link, ...]:
    """Links to the reports made, newest first."""
    return tuple(
        Link(r.payload.made_on.plain(),
             address_of("highlights.show", reference=view.reference, as_of=r.key))
        for r in reversed(reports_made(view.facts))
    )  # fmt: skip
