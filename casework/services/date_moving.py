"""Moving one date: what would follow from it, and doing it as one new version of its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from casework.domain.case_dates import CaseDate, case_dates
from casework.domain.case_dates.cascade import (
    MovedDate,
    left_behind,
    moved_dates,
    past_comments,
    version_with,
    warnings,
)
from casework.domain.case_dates.extensions import may_expire_on
from casework.domain.case_dates.moved import note_on, rule_asks
from casework.domain.case_dates.shapes import exact
from casework.domain.case_dates.stretches import MOVABLE, Stretch, stretches
from casework.domain.dates import FactDate, long_date
from casework.domain.errors import Conflict, Invalid, NotFound
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.viewer import Viewer
from casework.engine.agenda import next_judgements
from casework.engine.comparing import Change, CheckChange, changes_between
from casework.services.dates import Dates
from casework.services.office import Office
from casework.services.reading import CaseView
from casework.services.recording import Statement, record_fact
from casework.store.facts import versions_of_kinds

T03 = "T03"


@dataclass(frozen=True, slots=True)
class DateMove:
    """A date of a record that is to become another day. ``version`` is the one that was shown."""

    record: str
    field: str
    becomes: date
    version: int


@dataclass(frozen=True)
class Cascade:
    """What would follow: other dates, checks of the next steps, what to look at, and who was told
    the value that stands now. ``tell`` is rule T03, where it would ask for something."""

    record: RecordVersion
    field: str
    becomes: FactDate | None
    dates: tuple[MovedDate, ...]
    checks: tuple[CheckChange, ...]
    warnings: tuple[str, ...]
    standing: Stretch | None
    tell: CaseDate | None
    tell_note: str = ""


def movable_record(view: CaseView, record: str, field: str) -> RecordVersion:
    """The record whose date is moved. NotFound for any other record or field."""
    found = view.facts.find(record)
    if found is None or found.state != STATED or (found.kind, field) not in MOVABLE:
        raise NotFound("There is no such date to move on this case.", "Choose one of its dates.")
    if found.kind == "letter" and found.payload.direction != "sent":
        raise NotFound("This letter came from outside: its dates are not ours to move.")
    return found


def check_as_shown(view: CaseView, move: DateMove) -> None:
    """Raise Conflict where the record is no longer in the version that the form showed."""
    known = movable_record(view, move.record, move.field)
    if known.version == move.version:
        return
    now = getattr(known.payload, move.field)
    raise Conflict(
        f"{view.recorded_by(known)} changed this record after you opened the page: "
        f"the date is {now.plain() if now else 'not recorded'} now. Nothing was moved.",
        "Look at what follows from your date as things are now, then move it if it is still right.",
    )


def cascade_of(office: Office, view: CaseView, dates: Dates, move: DateMove) -> Cascade:
    """What would follow from a move. Nothing is recorded. Raises NotFound, Invalid."""
    record = movable_record(view, move.record, move.field)
    standing = _standing(dates.versions, record, move.field)
    _check_day(view.judged, record, move, standing)
    return _cascade(office, view, dates, record, move.field, {
        move.field: FactDate.on(move.becomes)
    })  # fmt: skip


def cascades_of_correction(
    office: Office, view: CaseView, dates: Dates, record: RecordVersion,
    values: Mapping[str, Any],
) -> tuple[Cascade, ...]:
    """What would follow from a correction of a record by which dates that people move become
    others: one for each of them. Nothing is recorded.

    ``values`` are the dates of the record as they were typed, by field. A date that was not
    recorded before moves nothing.
    """
    changes = {name: v for name, v in values.items() if v != getattr(record.payload, name)}
    moved = [
        field for kind, field in MOVABLE
        if kind == record.kind and field in changes and getattr(record.payload, field) is not None
    ]  # fmt: skip
    if record.kind == "letter" and record.payload.direction != "sent":
        return ()
    return tuple(_cascade(office, view, dates, record, field, changes) for field in moved)


def _cascade(
    office: Office, view: CaseView, dates: Dates, record: RecordVersion, field: str,
    changes: Mapping[str, FactDate | None],
) -> Cascade:  # fmt: skip
    """What would follow if dates of a record were changed so, told of one of them."""
    standing, day = _standing(dates.versions, record, field), exact(changes[field])
    terms, now = dates.terms, office.clock.now()
    new = version_with(record, changes, view.facts, "", now)
    facts = view.facts.with_records((new,))
    after = case_dates(facts, terms, (*dates.versions, new))
    found = moved_dates(dates.all, after)
    asks = standing is not None and rule_asks(view.facts, standing)
    return Cascade(
        record, field, changes[field],
        dates=tuple(m for m in found if m.either.rule_id != T03),
        checks=_checks(view, record.reference, changes, office),
        warnings=(
            *left_behind(view.facts, record, field),
            *(past_comments(view.facts, record, day) if day else ()),
            *(warnings(facts, new, field, day, terms, after) if day else ()),
        ),
        standing=standing,
        tell=next((m.after for m in found if m.after and m.after.rule_id == T03), None),
        tell_note=note_on(standing) if standing and asks else "",
    )  # fmt: skip


def _check_day(
    facts: CaseFacts, record: RecordVersion, move: DateMove, standing: Stretch | None
) -> None:
    if exact(getattr(record.payload, move.field)) == move.becomes:
        raise Invalid("This is the date as it is recorded now.", "Enter another day.", "becomes")
    if record.kind == "consultation":
        _check_window(record.payload, move)
    if move.field == "expires_on":
        _check_expiry(facts, record, move, standing.since if standing else record.judged_on)


def _check_expiry(facts: CaseFacts, record: RecordVersion, move: DateMove, since: date) -> None:
    if not may_expire_on(facts, record, move.becomes, since):
        raise Invalid(
            f"The temporary change expires on {record.payload.expires_on.plain()}, as recorded on "
            f"{long_date(since)}: a later day is an extension, and no decision to extend it that "
            "was taken since then is recorded.",
            "Have the extension decided and record the decision first, or enter an earlier day.",
            "becomes",
        )


def _check_window(consultation: Any, move: DateMove) -> None:
    opens, closes = consultation.opens_on, consultation.closes_on
    if move.field == "closes_on" and opens is not None and opens.after(move.becomes) is True:
        raise Invalid(
            f"The consultation would close before it opens ({opens.plain()}).",
            "Enter a day on or after that, or correct the opening date first.", "becomes",
        )  # fmt: skip
    if move.field == "opens_on" and closes is not None and closes.before(move.becomes) is True:
        raise Invalid(
            f"The consultation would open after it closes ({closes.plain()}).",
            "Enter a day on or before that, or move the closing date first.", "becomes",
        )  # fmt: skip


def _standing(
    versions: Iterable[RecordVersion], record: RecordVersion, field: str
) -> Stretch | None:
    """The present value of a date and since when it stands."""
    of_record = [v for v in versions if v.reference == record.reference]
    found = stretches(of_record, field)
    return found[-1] if found and found[-1].until is None else None


def _standing_of(
    office: Office, view: CaseView, record: RecordVersion, field: str
) -> Stretch | None:
    """The same of an expiry, from every version of its record; other moves do not ask it."""
    if field != "expires_on":
        return None
    with office.database.reading() as connection:
        versions = versions_of_kinds(connection, view.row.id, {record.kind})
    return _standing(versions, record, field)


def _checks(
    view: CaseView, record: str, changes: Mapping[str, Any], office: Office
) -> tuple[CheckChange, ...]:
    """The checks of the next steps whose answer would be another one."""
    judged = view.judged.find(record)
    assert judged is not None  # it is shown, so it is there
    new = version_with(judged, changes, view.judged, "", office.clock.now())
    now = next_judgements(view.definition, view.judged)
    then = next_judgements(view.definition, view.judged.with_records((new,)))
    return tuple(c for c in changes_between(now, then) if not _same(c))


def _same(change: CheckChange) -> bool:
    before, after = change.before, change.after
    return change.change is Change.STILL_UNMET and before is not None and after is not None and (
        (before.state, before.reason) == (after.state, after.reason)
    )


def move_date(
    office: Office, viewer: Viewer, view: CaseView, move: DateMove, source: str = "",
    *, once: str = "",
) -> RecordVersion:
    """Record the date as one new version; everything else that the record states stays as it is.

    Raises Conflict if the record changed since ``move.version``, and what ``record_fact`` raises.
    """
    known = movable_record(view, move.record, move.field)
    if known.version == move.version:  # pressed twice: what the key gave is known further down
        _check_day(view.judged, known, move, _standing_of(office, view, known, move.field))
    values = {each.name: getattr(known.payload, each.name) for each in fields(known.payload)}
    values[move.field] = FactDate.on(move.becomes)
    statement = Statement(
        known.kind, values, key=known.key, version=move.version, on=known.effective_on,
        cites=known.cites, source=source or str(known.source or ""), assumed=known.assumed,
        on_behalf_of=known.on_behalf_of,
    )  # fmt: skip
    return record_fact(office, viewer, view.reference, statement, once=once)
