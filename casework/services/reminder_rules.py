"""When people are reminded, and who: administrators correct it, and every version is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework.domain.administration import check_can_administer
from casework.domain.dates import long_date
from casework.domain.errors import Conflict, InvalidFields, NotFound
from casework.domain.reminder_register import (
    RULES,
    ReminderRule,
    faults_of_rule,
    rule_in_force,
    rules_to_come,
    rules_with,
    shipped_rule,
)
from casework.domain.text import typed
from casework.domain.viewer import Viewer
from casework.services.office import Office
from casework.store import reminder_rules as store
from casework.store.transaction import system_transaction

LONGEST = 300
"""Characters of what is said beside a rule."""


@dataclass(frozen=True, slots=True)
class RuleDetails:
    """What is stated of a rule; days are calendar days from the date that it is about."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    roles: tuple[str, ...]
    escalate_after: int | None = None
    valid_from: date | None = None
    source: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StandingRule:
    """A rule as it is in force on a day, and what will take its place later."""

    rule: ReminderRule
    to_come: tuple[ReminderRule, ...]


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One version of a rule, why it was recorded, by whom and when."""

    rule: ReminderRule
    reason: str
    recorder: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class RuleHistory:
    """A rule as it stands, what is shipped of it, and its versions, newest first."""

    standing: StandingRule
    shipped: ReminderRule
    versions: tuple[RuleVersion, ...]

    @property
    def version(self) -> int:
        """The number of the newest version; 0 where nothing was recorded."""
        return self.versions[0].rule.version if self.versions else 0


def list_reminder_rules(office: Office, viewer: Viewer) -> tuple[StandingRule, ...]:
    """Every rule as it is in force today, in the order of the register. Raises NotPermitted."""
    check_can_administer(viewer)
    with office.database.reading() as connection:
        rules = store.every_rule(connection)
    today = office.clock.today()
    return tuple(_standing(shipped.id, today, rules) for shipped in RULES)


def get_reminder_rule(office: Office, viewer: Viewer, key: str) -> RuleHistory:
    """One rule with its versions. Raises NotPermitted, NotFound."""
    check_can_administer(viewer)
    shipped = _shipped(key)
    with office.database.reading() as connection:
        rows = store.versions_of(connection, key)
    versions = tuple(
        RuleVersion(store.rule_of(row), row.reason, row.recorder, row.recorded_at)
        for row in reversed(rows)
    )
    rules = rules_with(version.rule for version in versions)
    return RuleHistory(_standing(key, office.clock.today(), rules), shipped, versions)


def correct_reminder_rule(
    office: Office, viewer: Viewer, key: str, version: int, details: RuleDetails
) -> None:
    """State from a day on when people are reminded of a date, and who, by a new version.

    The next nightly run goes by it, and so does a reminder that is made and not sent yet.
    ``version`` is the one that the form showed. Raises NotPermitted, NotFound, InvalidFields with
    every fault at once, and Conflict if somebody was quicker.
    """
    check_can_administer(viewer)
    _shipped(key)
    values = _checked(key, details, office.clock.today())
    with system_transaction(office.database, viewer, office.clock.now()) as tx:
        rows = store.versions_of(tx.connection, key)
        if (rows[-1].version if rows else 0) != version:
            raise Conflict(
                "Somebody changed this rule meanwhile.", "Look at it again, and then change it."
            )
        store.insert_version(tx.connection, {
            "key": key, "version": version + 1, **values, "recorded_by": viewer.person,
            "recorded_at": tx.now,
        })  # fmt: skip
        tx.record_audit("reminder_rule_corrected", {
            "rule": key, "version": version + 1, "before": values["days_before"],
            "after": values["days_after"], "roles": values["roles"],
            "escalate_after": values["escalate_after"],
            "valid_from": values["valid_from"].isoformat(),
        })  # fmt: skip


def _standing(key: str, today: date, rules: tuple[ReminderRule, ...]) -> StandingRule:
    found = rule_in_force(key, today, rules)
    return StandingRule(found or _shipped(key), rules_to_come(key, today, rules))


def _shipped(key: str) -> ReminderRule:
    found = shipped_rule(key)
    if found is None:
        raise NotFound("There is no such rule of reminders.", "Choose one from the list.")
    return found


def _checked(key: str, details: RuleDetails, today: date) -> dict[str, Any]:
    """The columns of a version. Raises InvalidFields with every fault at once."""
    begins = details.valid_from
    faults = faults_of_rule(
        ReminderRule(key, details.before, details.after, details.roles, details.escalate_after)
    )
    if begins is None:
        faults["valid_from"] = "Enter the day from which it counts"
    elif begins < today:
        faults["valid_from"] = (
            f"Enter {long_date(today)} or a later day: what was made before stays explained by "
            "the rule of its day"
        )
    if not typed(details.source):
        faults["source"] = "Say where this comes from"
    if not typed(details.reason):
        faults["reason"] = "Say why you correct it"
    for name in ("source", "reason"):
        if len(typed(getattr(details, name))) > LONGEST:
            faults[name] = f"Shorten it to {LONGEST} characters at most"
    if faults:
        raise InvalidFields(faults)
    return {
        "days_before": _text(sorted(details.before, reverse=True)),
        "days_after": _text(sorted(details.after)), "roles": " ".join(details.roles),
        "escalate_after": details.escalate_after, "valid_from": begins,
        "source": typed(details.source), "reason": typed(details.reason),
    }  # fmt: skip


def _text(days: list[int]) -> str:
    return " ".join(str(day) for day in days)
