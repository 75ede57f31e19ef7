"""What a council states once for all its cases: when it wants papers, and its meetings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.calendar.corrections import bank_holidays_for
from casework.domain.council_meetings import PURPOSE, bodies_kept_by
from casework.domain.council_papers import (
    OwnDeadlines,
    PapersRule,
    faults_of_days,
    in_force,
    own_deadlines,
    rule_on,
)
from casework.domain.dates import FactDate
from casework.domain.errors import CaseworkError, Conflict, Invalid, InvalidFields, NotPermitted
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records.committees import COUNTED, WORKING
from casework.domain.text import typed
from casework.domain.viewer import Viewer
from casework.services.council_meetings import set_meeting
from casework.services.office import Office
from casework.services.reading import today_of
from casework.services.stated_values import JOINT_SCRUTINY
from casework.services.verb import AlreadyDone
from casework.store import council_papers as store
from casework.store import feeds
from casework.store.facts import current_records_of, facts_from
from casework.store.names import names_of
from casework.store.parties import organisations_by_key
from casework.store.transaction import system_transaction

LONGEST = 300
"""Characters of what is said beside a rule."""
FIRST, LAST = date(2013, 4, 1), date(2035, 12, 31)


@dataclass(frozen=True, slots=True)
class RuleDetails:
    """What a council states of papers, for meetings held from ``valid_from`` on."""

    draft: int
    final: int
    valid_from: date | None
    counted: str = WORKING
    set_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One version of a rule, by whom and when."""

    rule: PapersRule
    set_by: str
    reason: str
    recorder: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class CouncilsCase:
    """A case on which the viewer keeps the meetings of ``bodies``."""

    reference: str
    title: str
    facts: CaseFacts
    bodies: frozenset[str]

    @property
    def holidays(self) -> BankHolidays:
        """The calendar by which the case is judged."""
        return bank_holidays_for(self.facts)

    def meetings_of(self, body: str) -> list[RecordVersion]:
        """The body's scrutiny meetings that stand and whose day is known."""
        return [
            r for r in self.facts.current("meeting", purpose=PURPOSE)
            if r.subject == body and day_of(r) is not None
        ]

    def own_of(self, body: str, day: date) -> OwnDeadlines:
        """What the body wants of papers for a meeting on a day."""
        return own_deadlines(self.facts, body, day)


@dataclass(frozen=True)
class CouncilsView:
    """What the viewer keeps for one or more committees, over all their live cases.

    ``bodies`` are by key and name; ``versions`` those of each, newest first.
    """

    today: date
    bodies: dict[str, str]
    cases: tuple[CouncilsCase, ...]
    versions: dict[str, tuple[RuleVersion, ...]]

    def rule(self, body: str) -> PapersRule | None:
        """The rule for a meeting held today."""
        return rule_on((v.rule for v in self.versions[body]), self.today)

    def to_come(self, body: str) -> tuple[PapersRule, ...]:
        """Rules for later meetings, in the order of time."""
        rules = [v.rule for v in self.versions[body]]
        days = sorted({r.valid_from for r in rules if r.valid_from > self.today})
        return tuple(rule for day in days if (rule := rule_on(rules, day)) is not None)

    def newest(self, body: str) -> int:
        """The number of the newest version; 0 where none is stated."""
        return self.versions[body][0].rule.version if self.versions[body] else 0


def day_of(meeting: RecordVersion) -> date | None:
    """The day of a meeting, where it is known exactly."""
    on: FactDate | None = meeting.payload.held_on
    return on.latest if on is not None and on.is_exact else None


def councils_view(office: Office, viewer: Viewer) -> CouncilsView:
    """The committees for which the viewer is clerk or chair, with their cases and rules.

    Raises NotPermitted for who is neither on any live case.
    """
    with office.database.reading() as connection:
        cases = _cases(office, connection, viewer)
        bodies = {body for case in cases for body in case.bodies}
        names = names_of(connection, bodies, ())
        rows = store.versions_of(connection, bodies)
    versions: dict[str, list[RuleVersion]] = {body: [] for body in sorted(bodies)}
    for row in reversed(rows):
        versions[row.organisation].append(
            RuleVersion(store.rule_of(row), row.set_by, row.reason, row.recorder, row.recorded_at)
        )
    return CouncilsView(
        office.clock.today(), {body: names.organisation(body) for body in sorted(bodies)}, cases,
        {body: tuple(found) for body, found in versions.items()},
    )  # fmt: skip


def _cases(
    office: Office, connection: Connection, viewer: Viewer
) -> tuple[CouncilsCase, ...]:
    rows = feeds.cases_of_person(connection, viewer.person, office.clock.today())
    records = current_records_of(connection, [row.id for row in rows])
    found = []
    for row in rows:
        facts = facts_from(row, records.get(row.id, ()), today_of(office, row))
        bodies = frozenset(bodies_kept_by(facts, viewer))
        if bodies:
            found.append(CouncilsCase(row.reference, row.title, facts, bodies))
    found = _of_own_bodies(connection, viewer, found)
    if not found:
        raise NotPermitted(
            "You cannot keep the meetings and papers of a committee.",
            "Ask an NHS body to give you the role of your committee’s clerk or chair on its case.",
        )
    return tuple(found)


def _of_own_bodies(
    connection: Connection, viewer: Viewer, cases: list[CouncilsCase]
) -> list[CouncilsCase]:
    """The cases with the viewer's own organisation and what the register has as a joint committee.

    A case says whose member a council is, and it says so of any body: what counts on every case of
    a body is not opened by one of them.
    """
    named = {body for case in cases for body in case.bodies}
    rows = organisations_by_key(connection, named)
    own = {
        body for body in named
        if body == viewer.organisation or (body in rows and rows[body].kind == JOINT_SCRUTINY)
    }
    left = (replace(case, bodies=case.bodies & own) for case in cases)
    return [case for case in left if case.bodies]


def state_papers_rule(
    office: Office, viewer: Viewer, body: str, version: int, details: RuleDetails
) -> None:
    """State for all cases, and for meetings from a day on, how long before a meeting one's
    committee wants papers, by a new version of its rule.

    ``version`` is the one that the form showed, 0 where none was stated. Raises NotPermitted,
    InvalidFields with every fault at once, and Conflict if somebody was quicker.
    """
    values = _checked(details, again=version > 0)
    now = office.clock.now()
    with system_transaction(office.database, viewer, now) as tx:
        cases = _cases(office, tx.connection, viewer)
        if not any(body in case.bodies for case in cases):
            raise NotPermitted("You cannot set the deadlines of another committee than yours.",
                               "Its own clerk or chair sets them.")  # fmt: skip
        rules = [store.rule_of(row) for row in store.every_version(tx.connection)]
        known = max((r.version for r in rules if r.organisation == body), default=0)
        if known != version:
            raise Conflict("Somebody stated the rule since you opened this page.",
                           "Look at it again.")  # fmt: skip
        new = PapersRule(body, details.draft, details.final, values["valid_from"],
                         details.counted, version + 1)  # fmt: skip
        row = {"organisation": body, "version": new.version, **values,
               "recorded_by": viewer.person, "recorded_at": now,
               "in_force": in_force([*rules, new])}  # fmt: skip
        store.insert_version(tx.connection, row)
        tx.record_audit("council_papers_stated", {
            "organisation": body, "version": new.version, "draft": new.draft, "final": new.final,
            "counted": new.counted, "valid_from": new.valid_from.isoformat(),
            "in_force": row["in_force"],
        })  # fmt: skip


def _checked(details: RuleDetails, *, again: bool) -> dict[str, Any]:
    """The columns of a version. Raises InvalidFields with every fault at once."""
    faults = faults_of_days(details.draft, details.final)
    if details.counted not in COUNTED:
        faults["counted"] = "Choose which days are counted"
    if details.valid_from is None:
        faults["valid_from"] = "Enter the day from which meetings go by this rule"
    elif not FIRST <= details.valid_from <= LAST:
        faults["valid_from"] = f"Enter a day from {FIRST.year} to {LAST.year}"
    if again and not typed(details.reason):
        faults["reason"] = "Say why it is stated anew"
    for name in ("set_by", "reason"):
        if len(typed(getattr(details, name))) > LONGEST:
            faults[name] = f"Shorten it to {LONGEST} characters at most"
    if faults:
        raise InvalidFields(faults)
    return {
        "draft_days": details.draft, "final_days": details.final, "counted": details.counted,
        "valid_from": details.valid_from, "set_by": typed(details.set_by),
        "reason": typed(details.reason),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class SetOn:
    """What became of a meeting on one case; ``fault`` is empty where it was recorded."""

    reference: str
    fault: str = ""


def set_meeting_on_cases(
    office: Office, viewer: Viewer, body: str, day: date, references: Iterable[str],
    *, sure: bool = False, once: str = "",
) -> tuple[SetOn, ...]:
    """Record a meeting of one's committee on each of these cases, and say of each what became of
    it: one that fails leaves the others as they are.

    Raises Invalid where no case was chosen, NotPermitted for who keeps no committee's meetings.
    """
    chosen = sorted(set(references))
    if not chosen:
        raise Invalid("Choose the cases that the meeting is entered on.", "Choose at least one.",
                      "cases")  # fmt: skip
    councils_view(office, viewer)
    return tuple(
        _set_on(office, viewer, reference, body, day, sure, once) for reference in chosen
    )


def _set_on(
    office: Office, viewer: Viewer, reference: str, body: str, day: date, sure: bool, once: str
) -> SetOn:
    try:
        set_meeting(office, viewer, reference, body, day, sure=sure,
                    once=f"{once}-{reference}" if once else "")  # fmt: skip
    except AlreadyDone:
        pass
    except CaseworkError as fault:
        return SetOn(reference, fault.message)
    return SetOn(reference)
