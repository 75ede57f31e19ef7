"""Versions of the rules of reminders that administrators record. Writes need a transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, insert, select

from casework.domain.reminder_register import ReminderRule, rules_with
from casework.store.models.parties import PersonRow
from casework.store.models.reminding import ReminderRuleRow

_TABLE = ReminderRuleRow.__table__
_PERSON = PersonRow.__table__


def rule_of(row: Any) -> ReminderRule:
    """One version as the rules know it."""
    return ReminderRule(
        row.key, _numbers(row.days_before), _numbers(row.days_after), tuple(row.roles.split()),
        row.escalate_after, row.valid_from, "", row.source, row.version,
    )  # fmt: skip


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(each) for each in text.split())


def every_rule(connection: Connection) -> tuple[ReminderRule, ...]:
    """The shipped rules, and every version that was recorded."""
    rows = connection.execute(select(_TABLE).order_by(_TABLE.c.id))
    return rules_with(rule_of(row) for row in rows)


def versions_of(connection: Connection, key: str) -> list[Any]:
    """Every recorded version of one rule, oldest first, with the name of who recorded it."""
    statement = (
        select(_TABLE, func.coalesce(_PERSON.c.name, _TABLE.c.recorded_by).label("recorder"))
        .join(_PERSON, _PERSON.c.key == _TABLE.c.recorded_by, isouter=True)
        .where(_TABLE.c.key == key).order_by(_TABLE.c.version)
    )  # fmt: skip
    return list(connection.execute(statement))


def every_version(connection: Connection) -> list[Any]:
    """Every recorded version of every rule, oldest first."""
    return list(connection.execute(select(_TABLE).order_by(_TABLE.c.id)))


def insert_version(connection: Connection, row: dict[str, Any]) -> None:
    """Add a version."""
    connection.execute(insert(_TABLE), row)
