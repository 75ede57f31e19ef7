"""The highlight report as a document: the lines that its page prints, by role."""

from __future__ import annotations

from typing import Any

from casework.documents import highlights as printed
from casework.domain.dates import FactDate
from casework.engine.agenda import next_judgements
from casework.services.case_documents.printing import Source
from casework.services.highlight_lines import ReportLines, report_lines
from casework.services.highlights import KIND as KIND
from casework.services.highlights import report_before


def highlights(source: Source) -> dict[str, Any]:
    """What the highlight report prints of the case on the day judged.

    One page has no room for what was set aside and for the questions raised: they are counted.
    """
    judgements = next_judgements(source.definition, source.judged)
    lines = report_lines(source, judgements, source.judged.as_at)
    before = report_before(source.judged, source.judged.as_at)
    return {
        "report": _report(lines),
        "blockers": tuple(
            printed.Blocker(check=b.asks, reason=b.reason or None, whose=b.whose or None)
            for b in lines.blockers.lines
        ),
        "next_dates": tuple(
            printed.NextDate(what=d.what, on=FactDate.on(d.on)) for d in lines.dates.lines
        ),
        "open_matters": tuple(
            printed.OpenMatter(kind=m.kind, what=m.what, owner=m.owner or None, more=m.more or None)
            for m in lines.matters.lines
        ),
        "changes": tuple(
            printed.Change(what=c.what, on=FactDate.on(c.on)) for c in lines.changes.lines
        ),
        "last_report_on": before.payload.made_on if before else None,
        "set_aside": (),
        "questions": (),
    }


def _report(lines: ReportLines) -> printed.Report:
    return printed.Report(
        stage=lines.stage, status=lines.status,
        words=lines.words or None, summary=lines.summary or None,
        holds=". ".join(f"Hold: {hold}" for hold in lines.holds) or None,
        besides=lines.besides or None, keeping=lines.keeping or None,
        more_blockers=lines.blockers.left_out or None, more_dates=lines.dates.left_out or None,
        more_matters=lines.matters.left_out or None, more_changes=lines.changes.left_out or None,
    )  # fmt: skip
