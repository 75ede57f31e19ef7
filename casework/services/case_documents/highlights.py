"""The highlight report as a document: what the page of the same name says, by role."""

from __future__ import annotations

from typing import Any

from casework.documents import highlights as printed
from casework.domain.case_dates import CaseDate, case_dates
from casework.domain.case_dates.next_date import is_waited_for
from casework.domain.dates import FactDate, london_date
from casework.domain.facts import RecordVersion
from casework.domain.roles import role_title
from casework.domain.succession_bars import OUR_READING
from casework.engine.agenda import next_judgements
from casework.engine.results import CriterionResult, LeftOpen
from casework.services.case_documents.printing import Source, about, words
from casework.services.dates import terms_of
from casework.services.highlights import open_issues, recorded_since, report_before
from casework.services.record_titles import title_of_record

MOST_DATES, MOST_CHANGES = 6, 12
ROUTINE = frozenset({"attestation", "second_check", "document", "share", "stage_move", "request"})
"""What the people of the case see under other heads, and no news to who reads one page."""


def blockers(source: Source) -> tuple[printed.Blocker, ...]:
    """Everything that successions left open before the next steps, then every unmet check, once
    each."""
    found: dict[tuple[str, str], CriterionResult] = {}
    matters: dict[str, LeftOpen] = {}
    for judgement in next_judgements(source.definition, source.judged):
        matters |= {each.reference: each for each in judgement.left_open}
        for result in judgement.blockers:
            found.setdefault((result.criterion.ref, result.subject), result)
    return (*(_left_open(source, each) for each in matters.values()),
            *(_blocker(source, result) for result in found.values()))  # fmt: skip


def _left_open(source: Source, each: LeftOpen) -> printed.Blocker:
    return printed.Blocker(
        check=f"{source.names.fill(each.reason)}.", reason=f"{OUR_READING}.",
        whose=", ".join(role_title(role) for role in each.roles) or None,
    )


def _blocker(source: Source, result: CriterionResult) -> printed.Blocker:
    subject = about(source, result.subject)
    return printed.Blocker(
        check=result.criterion.asks + (f" ({subject})" if subject else ""),
        reason=source.names.fill(result.reason) or None,
        whose=", ".join(role_title(role) for role in result.roles) or None,
    )


def next_dates(source: Source) -> tuple[printed.NextDate, ...]:
    """The first days ahead that people wait for or that a rule makes."""
    terms = terms_of(source, ())
    ahead = {
        (each.on, _what(source, each))
        for each in case_dates(source.facts, terms)
        if each.on is not None and each.on >= source.judged.as_at and is_waited_for(each)
    }
    return tuple(
        printed.NextDate(what=what, on=FactDate.on(on)) for on, what in sorted(ahead)[:MOST_DATES]
    )


def _what(source: Source, found: CaseDate) -> str:
    name = source.names.organisation(found.body) if found.body else ""
    return f"{found.what}, {name}" if name else found.what


def open_matters(source: Source) -> tuple[printed.OpenMatter, ...]:
    """Open issues, then the risks."""
    issues = [_matter("Issue", r.payload.issue, r.payload) for r in open_issues(source.facts)]
    risks = [_matter("Risk", r.payload.risk, r.payload) for r in source.facts.current("risk")]
    return (*issues, *risks)


def _matter(kind: str, text: Any, payload: Any) -> printed.OpenMatter:
    return printed.OpenMatter(kind=kind, what=str(text), owner=words(payload.owner))


def changes(source: Source) -> tuple[printed.Change, ...]:
    """What was recorded since the last report, newest first, as far as one page has room."""
    before = last_report(source)
    found = [
        r for r in recorded_since(source.facts, before)
        if r.kind not in ROUTINE and not _is_kept_in(r.payload)
    ]  # fmt: skip
    return tuple(
        printed.Change(
            what=title_of_record(r, source.names), on=FactDate.on(london_date(r.recorded_at))
        )
        for r in found[:MOST_CHANGES]
    )


def _is_kept_in(payload: Any) -> bool:
    """A paper of which a report that is handed round says nothing, not even its title."""
    kept_in = getattr(payload, "classification", "public") != "public"
    return kept_in or bool(getattr(payload, "sealed", False))


def last_report(source: Source) -> RecordVersion | None:
    """The report that was made last before today."""
    return report_before(source.judged, source.judged.as_at)


def last_report_on(source: Source) -> FactDate | None:
    """The day of that report."""
    before = last_report(source)
    return before.payload.made_on if before else None
