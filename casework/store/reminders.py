"""Reminders that were made, and who wants them by mail. Writes need an open transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from casework.domain.reminders import Made
from casework.store.bank_holidays import IN_FORCE
from casework.store.council_papers import RULES_IN_FORCE
from casework.store.models.cases import CaseRow
from casework.store.models.parties import PersonRow
from casework.store.models.reminding import ReminderChoiceRow, ReminderRow

_CASE = CaseRow.__table__
_REMINDER = ReminderRow.__table__
_CHOICE = ReminderChoiceRow.__table__
_PERSON = PersonRow.__table__


def live_cases_after(connection: Connection, case_id: int, most: int) -> list[Any]:
    """The next live cases by their ids, with the corrected bank holidays."""
    statement = (
        select(_CASE, IN_FORCE, RULES_IN_FORCE)
        .where(_CASE.c.id > case_id, _CASE.c.replayed.is_(False)).order_by(_CASE.c.id).limit(most)
    )  # fmt: skip
    return list(connection.execute(statement))


def made_for(
    connection: Connection, case_ids: Iterable[int], since: date
) -> dict[int, set[Made]]:
    """What was made for these cases of dates since a day, by the id of the case."""
    r = _REMINDER.c
    statement = select(r.case_id, r.date_key, r.due_on, r.person, r.days).where(
        r.case_id.in_(sorted(set(case_ids))), r.due_on >= since
    )
    found: dict[int, set[Made]] = {}
    for row in connection.execute(statement):
        found.setdefault(row.case_id, set()).add(tuple(row)[1:])
    return found


def insert_reminders(connection: Connection, rows: list[dict[str, Any]]) -> list[int]:
    """Add reminders and return their ids, in their order."""
    return [
        int(connection.execute(insert(_REMINDER).returning(_REMINDER.c.id), row).scalar_one())
        for row in rows
    ]


def find_reminder(connection: Connection, reminder_id: int) -> Any:
    """One reminder with the reference of its case, or None."""
    statement = (
        select(_REMINDER, _CASE.c.reference).join(_CASE, _CASE.c.id == _REMINDER.c.case_id)
        .where(_REMINDER.c.id == reminder_id)
    )  # fmt: skip
    return connection.execute(statement).one_or_none()


def reminders_of_case(connection: Connection, case_id: int, most: int) -> list[Any]:
    """The latest reminders of a case that were not passed over, with the name of each person."""
    statement = (
        select(_REMINDER, func.coalesce(_PERSON.c.name, _REMINDER.c.person).label("name"))
        .outerjoin(_PERSON, _PERSON.c.key == _REMINDER.c.person)
        .where(_REMINDER.c.case_id == case_id, _REMINDER.c.outcome != "passed_over")
        .order_by(_REMINDER.c.id.desc()).limit(most)
    )  # fmt: skip
    return list(connection.execute(statement))


def who_wants_none(connection: Connection, persons: Iterable[str]) -> set[str]:
    """Those of these persons who want no mail."""
    statement = select(_CHOICE.c.person).where(
        _CHOICE.c.person.in_(sorted(set(persons))), _CHOICE.c.by_mail.is_(False)
    )
    return set(connection.execute(statement).scalars())


def choose(connection: Connection, person: str, by_mail: bool, now: datetime) -> None:
    """Keep a person's choice."""
    values = {"by_mail": by_mail, "changed_at": now}
    changed = connection.execute(
        _CHOICE.update().where(_CHOICE.c.person == person).values(**values)
    )
    if not changed.rowcount:
        connection.execute(insert(_CHOICE), {"person": person, **values})
