"""Assumptions in words: what the page lists, and what is kept with a dry run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casework.domain.assumptions import Assumption, Sort
from casework.domain.facts import RecordVersion
from casework.domain.records import get_kind
from casework.services.assuming import Assumed
from casework.services.reading import CaseView
from casework.web.cases.record_links import title_of
from casework.web.cases.words import about, in_words
from casework.web.records.presenters import absence_words
from casework.web.records.values import NOT_RECORDED, value_lines_of


@dataclass(frozen=True, slots=True)
class AssumptionLine:
    """One assumption in words; ``fault`` says why it cannot be made, if it cannot."""

    place: int
    words: str
    fault: str = ""


def assumption_lines(
    view: CaseView, then: CaseView, assumptions: Sequence[Assumption], assumed: Assumed
) -> tuple[AssumptionLine, ...]:
    """Every assumption in words. ``view`` is the case as it is, ``then`` as ``assumed``."""
    made = zip(assumptions, assumed.records, assumed.errors, strict=True)
    return tuple(
        AssumptionLine(place, _words(view, then, assumption, records), str(error or ""))
        for place, (assumption, records, error) in enumerate(made)
    )


def _words(
    view: CaseView, then: CaseView, a: Assumption, records: tuple[RecordVersion, ...]
) -> str:
    if a.sort is Sort.SIGNED:
        return _signed(view, then, a, records)
    if not records:
        return _unmade(view, a)
    (record,) = records
    if a.sort is Sort.ABSENT:
        return absence_words(then, record)
    if a.sort is Sort.WITHDRAWN:
        return f"Withdrawn: {_title(view, a, record)}"
    if a.sort is Sort.HOLD_ENDED:
        return f"The hold “{_hold(view, record)}” ended on {record.payload.ended_on.plain()}"
    if a.sort is Sort.PAPER:
        return f"A paper is in: {_paper(then, record)}"
    lead = "Changed" if a.sort is Sort.CHANGED else "Recorded"
    return f"{lead}: {_title(view, a, record)}. {_values(then, a, record)}".strip()


def _title(view: CaseView, a: Assumption, record: RecordVersion) -> str:
    """What the record is called now; for a new one its kind."""
    known = view.facts.find(f"{a.kind}/{record.key}")
    return title_of(known, view.names) if known is not None else get_kind(record.kind).title


def _values(then: CaseView, a: Assumption, record: RecordVersion) -> str:
    specs = get_kind(record.kind).specs
    said = [
        (specs[name].label.rstrip("?:"), value_lines_of(then, record, name))
        for name in specs if name in a.values
    ]  # fmt: skip
    parts = [f"{label}: {', '.join(lines)}" for label, lines in said if lines != (NOT_RECORDED,)]
    if a.on:
        parts.append(f"True since: {record.effective_on.plain() if record.effective_on else a.on}")
    return "; ".join(parts)


def _paper(then: CaseView, record: RecordVersion) -> str:
    bodies = in_words(about(then, subject) for subject in record.payload.subjects)
    dated = record.payload.dated
    parts = (str(record.payload.title), f"about {bodies}" if bodies else "",
             f"dated {dated.plain()}" if dated else "without a date")  # fmt: skip
    return ", ".join(part for part in parts if part)


def _signed(
    view: CaseView, then: CaseView, a: Assumption, records: tuple[RecordVersion, ...]
) -> str:
    found = view.definition.find_criterion(a.criterion)
    asks = found.asks.rstrip(".") if found else ""
    whom = f" ({about(then, a.subject)})" if a.subject else ""
    checked = any(record.kind == "second_check" for record in records)
    more = "; a second person has checked what it rests on" if checked else ""
    return f"Signed off by everybody who is asked: {a.criterion} {asks}{whom}{more}"


def _hold(view: CaseView, record: RecordVersion) -> str:
    found = view.definition.find_hold(record.payload.hold)
    return found.title if found else str(record.payload.hold)


_SORTS = {
    Sort.STATED: "Recorded", Sort.CHANGED: "Changed", Sort.WITHDRAWN: "Withdrawn",
    Sort.ABSENT: "Did not happen", Sort.PAPER: "A paper is in", Sort.HOLD_ENDED: "A hold ended",
}  # fmt: skip


def _unmade(view: CaseView, a: Assumption) -> str:
    known = view.facts.find(f"{a.kind}/{a.key}")
    title = title_of(known, view.names) if known is not None else get_kind(a.kind).title
    return f"{_SORTS[a.sort]}: {title}"
