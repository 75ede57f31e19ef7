"""From a start event that a record gives, or does not give, to the date that a rule makes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from casework.domain.case_dates.shapes import CaseDate, exact
from casework.domain.dates import FactDate
from casework.domain.deadline_register import REGISTER
from casework.domain.deadlines import ExplainedDate
from casework.domain.errors import CaseworkError
from casework.domain.facts import RecordVersion

Compute = Callable[[date], ExplainedDate]


def from_day(
    rule_id: str, record: RecordVersion, start: FactDate | None, event: str, compute: Compute, *,
    limb: str = "", what: str = "", settled: bool = False, note: str = "", given_by: str = "",
) -> CaseDate:  # fmt: skip
    """The date that a rule computes from one day, or the day that it wants and is not recorded.

    ``event`` names the day in the words of "not known: ...". ``given_by`` is the record that
    gives it, where that is another than the one that the date is about.
    """
    day = exact(start)
    found, missing = None, ""
    if day is None:
        missing = lacking(event, start)
    else:
        found, missing = _computed(compute, day)
    return CaseDate(
        what or REGISTER[rule_id].title, record.reference, found=found, rule_id=rule_id, limb=limb,
        start=given_by or record.reference, missing=missing, settled=settled, note=note,
    )  # fmt: skip


def not_known(rule_id: str, missing: str, *, record: str = "", limb: str = "") -> CaseDate:
    """A date that the case will need, and the fact without which it cannot be worked out."""
    return CaseDate(REGISTER[rule_id].title, record, rule_id=rule_id, limb=limb, start=record,
                    missing=missing)  # fmt: skip


def lacking(event: str, recorded: FactDate | None) -> str:
    """The day that is wanted, and how exactly it is recorded if at all."""
    if recorded is None or not recorded.is_known:
        return event
    return f"the exact day of {event}, which is recorded as {recorded.plain()}"


def _computed(compute: Compute, day: date) -> tuple[ExplainedDate | None, str]:
    try:
        return compute(day), ""
    except OverflowError:
        return None, "a day that a calendar reaches"
    except CaseworkError as error:
        return None, error.message[:1].lower() + error.message[1:].rstrip(".")
