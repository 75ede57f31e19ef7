"""What moves with a date, in words."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.case_dates import CaseDate
from casework.domain.case_dates.cascade import MovedDate
from casework.domain.case_dates.stated import LABELS
from casework.domain.case_dates.stretches import MOVABLE
from casework.domain.dates import long_date
from casework.domain.deadline_register import REGISTER
from casework.engine.comparing import Change, CheckChange
from casework.services.date_moving import Cascade
from casework.services.dates import Dates
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.date_words import explanation_words, link_to_record, what_of
from casework.web.cases.record_links import RecordLink
from casework.web.cases.words import STATE_TAGS, Tag, about, fact_date_words, reason_words
from casework.web.dates.presenters import address_to_move
from casework.web.dates.telling import ToldLine, told_lines

NOT_THERE = "Not there"
CHANGES = {
    Change.BECOMES_UNMET: Tag("Would become unmet", "red"),
    Change.STILL_UNMET: Tag("Unmet for another reason", "orange"),
    Change.MET: Tag("Would be met", "green"),
    Change.NOT_ASKED: Tag("Would no longer be asked", "grey"),
}


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A date that can be moved."""

    what: str
    when: str
    record: RecordLink
    address: str


@dataclass(frozen=True, slots=True)
class FollowingDate:
    """A date that moves with it, old and new, with the rule and the new working."""

    what: str
    record: RecordLink
    before: str
    after: str
    rule: str
    working: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check whose answer would change."""

    ref: str
    asks: str
    about: str
    tag: Tag
    reason: str
    address: str


@dataclass(frozen=True, slots=True)
class CascadePage:
    """Everything that would follow from the new date."""

    what: str
    before: str
    after: str
    dates: tuple[FollowingDate, ...]
    checks: tuple[CheckLine, ...]
    warnings: tuple[str, ...]
    told: tuple[ToldLine, ...]
    perhaps: tuple[ToldLine, ...]
    tell: str
    tell_note: str


def date_choices(view: CaseView, dates: Dates) -> tuple[DateChoice, ...]:
    """Every date that people move, the closing date of the consultation first."""
    order = {name: place for place, name in enumerate(MOVABLE)}

    def place(found: CaseDate) -> tuple[int, str]:
        return (order[found.record.partition("/")[0], found.field], str(found.stated))

    movable = [d for d in dates.all if d.field and address_to_move(view, d)]
    return tuple(_choice(view, d) for d in sorted(movable, key=place))


def _choice(view: CaseView, found: CaseDate) -> DateChoice:
    return DateChoice(found.what, fact_date_words(found.stated), link_to_record(view, found.record),
                      address_to_move(view, found))  # fmt: skip


def date_to_move(view: CaseView, record: str, field: str) -> DateChoice:
    """The date that the page is about, as it is recorded now."""
    known = view.facts.find(record)
    now = getattr(known.payload, field) if known is not None else None
    return DateChoice(
        LABELS[record.partition("/")[0], field], fact_date_words(now) or "not recorded",
        link_to_record(view, record),
        address_of("dates.move", reference=view.reference, record=record, field=field),
    )  # fmt: skip


def cascade_page(view: CaseView, cascade: Cascade) -> CascadePage:
    """The cascade in words."""
    told = told_lines(view, cascade.standing) if cascade.standing else ()
    return CascadePage(
        what=LABELS[cascade.record.kind, cascade.field],
        before=fact_date_words(getattr(cascade.record.payload, cascade.field)) or "not recorded",
        after=fact_date_words(cascade.becomes) or "not recorded",
        dates=tuple(_following(view, each) for each in cascade.dates),
        checks=tuple(_check(view, each) for each in cascade.checks),
        warnings=tuple(view.names.fill(each) for each in cascade.warnings),
        told=tuple(line for line in told if line.sure),
        perhaps=tuple(line for line in told if not line.sure),
        tell=_tell(cascade.tell),
        tell_note=cascade.tell_note,
    )


def _following(view: CaseView, moved: MovedDate) -> FollowingDate:
    found = moved.either
    rule = REGISTER[found.rule_id]
    return FollowingDate(
        what=what_of(view, found),
        record=link_to_record(view, found.record),
        before=_day(view, moved.before),
        after=_day(view, moved.after),
        rule=f"{rule.id}: {rule.rule}",
        working=explanation_words(found.found) if moved.after and found.found else "",
    )


def _day(view: CaseView, found: CaseDate | None) -> str:
    if found is None:
        return NOT_THERE
    if found.on is not None:
        return long_date(found.on)
    return f"Not known: {view.names.fill(found.missing)}"


def _tell(found: CaseDate | None) -> str:
    if found is None or found.on is None:
        return ""
    return (
        f"Rule {found.rule_id}: tell the councils the new date and publish it by "
        f"{long_date(found.on)}, the day of the change."
    )


def _check(view: CaseView, change: CheckChange) -> CheckLine:
    c, subject = change.result.criterion, change.result.subject
    tag = STATE_TAGS.get(change.after.state) if change.after else None
    reason = reason_words(view, change.after) if change.after else ""
    return CheckLine(
        c.ref, c.asks, about(view, subject, c.per), CHANGES[change.change],
        f"{tag.text}. {reason}" if tag else reason,
        address_of("gates.show", reference=view.reference, gate=c.gate),
    )  # fmt: skip
