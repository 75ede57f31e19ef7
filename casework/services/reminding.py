"""Reminders of dates: made every night, sent once, and only while the date still waits."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from casework.domain.case_dates import CaseDate, case_dates
from casework.domain.case_dates.stretches import MOVABLE
from casework.domain.dates import long_date
from casework.domain.errors import CaseworkError
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.reminder_register import ReminderRule
from casework.domain.reminders import (
    Reminder,
    due_reminders,
    is_still_wanted,
    key_of,
    waits_for_somebody,
)
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.definition import Definition
from casework.services.dates import terms_for
from casework.services.definitions import definition_of
from casework.services.notices import Notice
from casework.services.office import Office
from casework.services.reading import CaseView, keys_in, today_of
from casework.services.verb import case_verb
from casework.store import reminders as store
from casework.store.correspondents import find_correspondents
from casework.store.facts import (
    current_records_of,
    facts_from,
    versions_of_cases,
)
from casework.store.names import Names, names_of
from casework.store.originals import facts_now
from casework.store.parties import national_bodies
from casework.store.polls import polls_that_stand
from casework.store.reminder_rules import every_rule
from casework.store.transaction import find_case_row, system_transaction

log = logging.getLogger(__name__)
AT_ONCE = 200
OLDEST = timedelta(days=60)
"""Longer after its date than this nobody is reminded."""
MAIL, LIST, PASSED_OVER = "mail", "list", "passed_over"
MOST_LISTED = 50
KINDS = {kind for kind, _ in MOVABLE}


class _NothingDue(Exception):
    """Judged anew under its lock a case has nothing due, and so gets no entry in its chain."""


def make_reminders(office: Office) -> int:
    """Make every reminder that is due today in live cases that are not at their end; returns how
    many are to be sent or listed.

    Made a second time on the same day it makes none. A case that fails is logged and left for the
    next night; the others go on.
    """
    count = 0
    for row in list(_cases_with_any(office)):
        try:
            count += _make_for(office, row.reference)
        except _NothingDue:
            continue
        except CaseworkError as fault:
            log.error("No reminders were made for %s: %s", row.reference, fault)
        except IntegrityError as fault:
            log.error("No reminders were made for %s: the database refused a row: %s",
                      row.reference, fault.orig)
    return count


def _cases_with_any(office: Office) -> Iterator[Any]:
    """The cases for which something is due, found without a lock."""
    last, since = 0, office.clock.today() - OLDEST
    while True:
        with office.database.reading() as connection:
            rows = store.live_cases_after(connection, last, AT_ONCE)
            ids = [row.id for row in rows]
            records = current_records_of(connection, ids)
            versions = versions_of_cases(connection, ids, KINDS)
            made = store.made_for(connection, ids, since)
            polls, national = polls_that_stand(connection), national_bodies(connection)
            rules = every_rule(connection)
            definitions = {row.definition_hash: definition_of(office, connection,
                                                              row.definition_hash)
                           for row in rows}  # fmt: skip
        for row in rows:
            facts = facts_from(row, records.get(row.id, ()), today_of(office, row))
            definition = definitions[row.definition_hash]
            if _due(facts, definition, polls, national, versions.get(row.id, ()),
                    made.get(row.id, set()), rules):  # fmt: skip
                yield row
        if len(rows) < AT_ONCE:
            return
        last = rows[-1].id


def _due(
    facts: CaseFacts, definition: Definition, polls: Any, national: frozenset[str],
    versions: tuple[RecordVersion, ...], made: set[Any], rules: tuple[ReminderRule, ...],
) -> tuple[Reminder, ...]:
    if definition.stage(facts.stage).final:
        return ()
    dates = case_dates(facts, terms_for(facts, definition, polls, national), versions)
    return due_reminders(facts, dates, made, rules)


def _make_for(office: Office, reference: str) -> int:
    """Make what is due for one case, judged anew under its lock. Raises _NothingDue."""
    with case_verb(office, SYSTEM, reference, "reminders_made") as verb:
        tx = verb.tx
        versions = versions_of_cases(tx.connection, [tx.row.id], KINDS).get(tx.row.id, ())
        made = store.made_for(tx.connection, [tx.row.id], tx.today - OLDEST)
        made_now = made.get(tx.row.id, set())
        polls, national = polls_that_stand(tx.connection), national_bodies(tx.connection)
        due = _due(verb.facts, verb.definition, polls, national, versions, made_now,
                   every_rule(tx.connection))  # fmt: skip
        if not due:
            raise _NothingDue
        people = {each.person for each in due}
        unwilling = store.who_wants_none(tx.connection, people)
        reached = {
            p.key for p in find_correspondents(tx.connection, people) if p.has_account
        } - unwilling
        rows = [_row(tx.row.id, each, reached, tx.now) for each in due]
        ids = store.insert_reminders(tx.connection, rows)
        for reminder_id, row in zip(ids, rows, strict=True):
            if row["outcome"] == MAIL:
                tx.enqueue("send_reminder", f"reminder:{reminder_id}", {"reminder": reminder_id},
                           case_reference=reference)  # fmt: skip
        verb.details["reminders"] = [
            [r["date_key"], r["due_on"].isoformat(), r["days"], r["person"], r["outcome"]]
            for r in rows
        ]
    return sum(row["outcome"] != PASSED_OVER for row in rows)


def _row(case_id: int, r: Reminder, reached: set[str], now: Any) -> dict[str, Any]:
    outcome = PASSED_OVER if r.passed_over else MAIL if r.person in reached else LIST
    return {
        "case_id": case_id, "date_key": r.date_key, "due_on": r.due_on, "person": r.person,
        "days": r.days, "what": r.what, "rule_id": r.rule_id, "escalated": r.escalated,
        "outcome": outcome, "made_at": now,
    }  # fmt: skip


def reminder_notice(office: Office, reminder_id: int) -> Notice | None:
    """The mail of a reminder; None where its date moved, is done or gone, its case has ended, its
    rule no longer has it, or the person has lost the role or wants no mail any more."""
    with office.database.reading() as connection:
        reminder = store.find_reminder(connection, reminder_id)
        row = find_case_row(connection, reminder.reference) if reminder is not None else None
        if row is None:
            return None
        facts = facts_now(connection, row, today_of(office, row))
        definition = definition_of(office, connection, row.definition_hash)
        versions = versions_of_cases(connection, [row.id], KINDS).get(row.id, ())
        polls, national = polls_that_stand(connection), national_bodies(connection)
        unwilling = store.who_wants_none(connection, [reminder.person])
        people = [p for p in find_correspondents(connection, {reminder.person}) if p.has_account]
        names = names_of(connection, keys_in(facts.records)[0], (), on=facts.as_at)
        rules = every_rule(connection)
    dates = case_dates(facts, terms_for(facts, definition, polls, national), versions)
    found = next((
        each for each in dates if key_of(each) == reminder.date_key
        and each.on == reminder.due_on and waits_for_somebody(facts, each)
    ), None)  # fmt: skip
    if found is None or unwilling or not people or definition.stage(facts.stage).final:
        return None
    if not is_still_wanted(facts, found, reminder.person, reminder.days, rules):
        return None
    return _notice(office, row, reminder, people[0], _besides(found, names))


def _besides(found: CaseDate, names: Names) -> str:
    """Which body it is about, and what to know of the date."""
    body = f"It is about {names.organisation(found.body)}." if found.body else ""
    return " ".join(part for part in (body, names.fill(found.note)) if part)


def _notice(office: Office, row: Any, reminder: Any, person: Any, note: str) -> Notice:
    when = " ".join(part for part in (distance_words(reminder.days), note) if part)
    rule = f", rule {reminder.rule_id}" if reminder.rule_id else ""
    told = (
        "You are told of this because the date has passed and it is not recorded as done.\n\n"
        if reminder.escalated else ""
    )
    return Notice(
        person.email,
        f"{row.reference}: {reminder.what}, {long_date(reminder.due_on)}",
        f"{row.title} ({row.reference})\n\n"
        f"{reminder.what}{rule}: {long_date(reminder.due_on)}. {when}\n\n{told}"
        f"Sign in to see how the date comes about and what it waits for:\n{office.base_url}/\n\n"
        "You can stop reminders by email on the page of your account.\n",
        f"reminder:{reminder.id}",
    )


def distance_words(days: int) -> str:
    """How far from its date a reminder is made: `It is 7 days before the date.`"""
    if days == 0:
        return "It is the day itself."
    count = abs(days)
    side = "before" if days < 0 else "after"
    return f"It is {count} day{'' if count == 1 else 's'} {side} the date."


def reminders_listed(office: Office, view: CaseView) -> tuple[Any, ...]:
    """The latest reminders of a case, without those of records that its reader may not read."""
    with office.database.reading() as connection:
        rows = store.reminders_of_case(connection, view.row.id, MOST_LISTED)
    return tuple(row for row in rows if _is_readable(view, row.date_key.split("|")[1]))


def _is_readable(view: CaseView, record: str) -> bool:
    hidden = view.judged.find(record) is not None and view.facts.find(record) is None
    return not hidden


def wants_mail(office: Office, viewer: Viewer) -> bool:
    """Whether the viewer wants reminders by mail."""
    with office.database.reading() as connection:
        return not store.who_wants_none(connection, [viewer.person])


def choose_mail(office: Office, viewer: Viewer, by_mail: bool) -> None:
    """Keep the viewer's own choice."""
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        store.choose(tx.connection, viewer.person, by_mail, now)
        tx.record_audit("reminder_choice_changed", {"person": viewer.person, "by_mail": by_mail})
