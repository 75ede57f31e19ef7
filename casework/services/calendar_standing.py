"""Checking that the calendar by which cases are judged, councils' rules for papers, and the rules
by which people are reminded, are what the system's chain says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection

from casework.domain.facts import STATED, WITHDRAWN
from casework.services.chain_walk import Broken
from casework.store import calendar_entries, council_papers, reminder_rules

CORRECTED = "bank_holiday_corrected"
REMINDING = "reminder_rule_corrected"
PAPERS = "council_papers_stated"
POLLS = {"poll_added": STATED, "poll_changed": STATED, "poll_withdrawn": WITHDRAWN}


def check_calendar(connection: Connection) -> None:
    """Each correction of the bank holidays, and each version of a poll, a council's rule for papers
    or a rule of reminders, is as its entry says, and none is gone or without an entry; their
    reasons and sources stand in no entry. Raises Broken."""
    compare(
        calendar_entries.entries_of(connection, (CORRECTED,)),
        [_correction(row) for row in calendar_entries.correction_rows(connection)],
        "correction of the bank holidays",
    )
    compare(
        calendar_entries.entries_of(connection, POLLS),
        [_poll(row) for row in calendar_entries.poll_rows(connection)], "version of a poll", POLLS,
    )  # fmt: skip
    compare(
        calendar_entries.entries_of(connection, (REMINDING,)),
        [_reminder_rule(row) for row in reminder_rules.every_version(connection)],
        "version of a rule of reminders",
    )
    compare(
        calendar_entries.entries_of(connection, (PAPERS,)),
        [_papers(row) for row in council_papers.every_version(connection)],
        "version of a council's rule for papers",
    )


def compare(
    entries: Sequence[tuple[int, str, Any]], rows: Sequence[dict[str, Any]], what: str,
    states: Mapping[str, str] | None = None,
) -> None:
    """Compare entries of the chain with the rows that they made, both in order. ``states`` say in
    which state an entry of a kind leaves its row. Raises Broken at the first that differs."""
    states = states or {}
    for entry, row in zip_longest(entries, rows):
        if entry is None:
            raise Broken(None, f"A {what} stands in no entry.")
        position, kind, body = entry
        if row is None:
            raise Broken(position, f"A {what} is gone.")
        said = {**body, "state": states[kind]} if kind in states else body
        if {name: said.get(name) for name in row} != row:
            raise Broken(position, f"A {what} is not as its entry says.")


def _correction(row: Any) -> dict[str, Any]:
    return {"on": row.corrected_on.isoformat(), "effect": row.effect, "in_force": row.in_force}


def _poll(row: Any) -> dict[str, Any]:
    return {
        "poll": row.key, "version": row.version, "state": row.state, "kind": row.kind,
        "poll_on": row.poll_on.isoformat(), "all_england": row.all_england,
        "areas": row.areas.split(),
        "starts_on": row.starts_on.isoformat() if row.starts_on else "",
    }  # fmt: skip


def _reminder_rule(row: Any) -> dict[str, Any]:
    return {
        "rule": row.key, "version": row.version, "before": row.days_before,
        "after": row.days_after, "roles": row.roles, "escalate_after": row.escalate_after,
        "valid_from": row.valid_from.isoformat(),
    }  # fmt: skip


def _papers(row: Any) -> dict[str, Any]:
    return {
        "organisation": row.organisation, "version": row.version, "draft": row.draft_days,
        "final": row.final_days, "counted": row.counted, "valid_from": row.valid_from.isoformat(),
        "in_force": row.in_force,
    }  # fmt: skip
