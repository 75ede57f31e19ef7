"""What a person's calendar shows: dates with their rule, and nothing that was written freely.

Calendars are copied to other people's servers. So an entry holds the case's reference and title,
what the date is, and its rule; no text of a record, and no date of a record that is privileged or
restricted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from casework.domain.calendar.corrections import bank_holidays_for
from casework.domain.canonical import canonical, sha256_of
from casework.domain.case_dates import CaseDate, Terms, case_dates
from casework.domain.case_dates.stated import WAITED_FOR
from casework.domain.council_meetings import letters_with_dates
from casework.domain.dates import long_date
from casework.domain.deadline_register import LAW, REGISTER, WHY_NO_LAW
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.forces import CONFIDENCE, PLAIN_FORCE
from casework.domain.permissions import classifications_of, is_privileged

BEHIND, AHEAD = timedelta(days=365), timedelta(days=3 * 365)
"""How far back and ahead a calendar reaches."""
CANCELLED_ARE_KEPT = timedelta(days=90)
ADVICE = "A computed date is advice; the page of the case shows its working."
NO_SAFE_HARBOUR = "It is never a safe harbour: a claim must be made promptly."
CANCELLED = "Moved away or withdrawn"
STANDING_FOR = ("joint_scrutiny", "succession", "stage_move")
"""Kinds of record by which a committee's own figures count for its members, and a body's for its
successor, and those that say when a case ended. None of their dates is in a council's calendar."""


@dataclass(frozen=True, slots=True)
class Event:
    """One day of a calendar. ``uid`` stays the same while the date moves."""

    uid: str
    on: date
    summary: str
    description: str

    @property
    def digest(self) -> str:
        """What changes whenever anything that is shown does."""
        return sha256_of(canonical([self.on.isoformat(), self.summary, self.description]))


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as a calendar is told of it: how often it changed, and when it did last."""

    event: Event
    sequence: int
    changed_at: datetime
    cancelled: bool = False


def may_leave(facts: CaseFacts, record: RecordVersion) -> bool:
    """Whether dates of a record may stand in a calendar that others keep."""
    if record.kind == "privileged_note" or is_privileged(facts, record):
        return False
    return not classifications_of(facts, record) - {"public"}


def _is_of_a_claim(record: RecordVersion) -> bool:
    if record.payload is None:
        return False
    return record.kind == "claim" or (record.kind == "letter" and record.purpose == "pre_action")


def events_of_case(
    facts: CaseFacts, terms: Terms, title: str, law: Mapping[str, str],
    versions: Iterable[RecordVersion] = (), *, legal: bool = False,
) -> tuple[Event, ...]:
    """The dates of a case for people who work on it. ``law`` gives titles of entries of law.

    Letters before claim, and so T14, are only in the calendar of a legal adviser (``legal``).
    """
    open_facts = replace(facts, records=tuple(
        r for r in facts.records if may_leave(facts, r) and (legal or not _is_of_a_claim(r))
    ))  # fmt: skip
    return tuple(
        _event(facts, each, title, law)
        for each in case_dates(open_facts, terms, versions)
        if each.on is not None and _is_shown(each) and _in_reach(each.on, facts.as_at)
    )  # fmt: skip


def _is_shown(found: CaseDate) -> bool:
    """What has fallen away is left out, so that a calendar that had it is told to cancel it."""
    if found.falls_away:
        return False
    return found.is_computed or (found.record.partition("/")[0], found.field) in WAITED_FOR


def _in_reach(day: date, today: date) -> bool:
    return today - BEHIND <= day <= today + AHEAD


def events_outside(
    facts: CaseFacts, bodies: Iterable[str], title: str, law: Mapping[str, str], seen: bool
) -> tuple[Event, ...]:
    """The dates of a case for a council's clerk: its own meetings with their papers, and what
    letters gave it. ``seen`` is False where nothing of the case is shown to them any more."""
    if not seen:
        return ()
    terms = Terms(bank_holidays_for(facts))
    of_bodies = [r for body in sorted(set(bodies)) for r in _of_body(facts, body)]
    found = (*of_bodies, *(r for kind in STANDING_FOR for r in facts.current(kind)))
    theirs = replace(facts, records=tuple({r.reference: r for r in found}.values()))
    return tuple(
        _event(facts, each, title, law)
        for each in case_dates(theirs, terms)
        if each.on is not None and _is_theirs(each) and _in_reach(each.on, facts.as_at)
    )  # fmt: skip


def _of_body(facts: CaseFacts, body: str) -> Iterator[RecordVersion]:
    yield from facts.about("paper_deadlines", body)
    for kind in ("meeting", "letter"):
        for record in facts.current(kind):
            own = record.subject == body and (kind != "meeting" or record.purpose == "scrutiny")
            if own and (kind != "letter" or record in letters_with_dates(facts, body)):
                yield record


def _is_theirs(found: CaseDate) -> bool:
    if found.falls_away:
        return False
    if found.is_computed:
        return found.rule_id in ("T04", "T04a", "T04b")
    return (found.record.partition("/")[0], found.field) in WAITED_FOR


def _event(
    facts: CaseFacts, found: CaseDate, title: str, law: Mapping[str, str]
) -> Event:
    assert found.on is not None
    key = "|".join((facts.reference, *found.key))
    lines = [f"{facts.reference}: {title}", *_rule_lines(found, law)]
    if found.settled:
        lines.append("Recorded as done.")
    return Event(
        f"{sha256_of(key)[:32]}@casework", found.on, f"{found.what} ({facts.reference})",
        "\n".join(lines),
    )  # fmt: skip


def _rule_lines(found: CaseDate, law: Mapping[str, str]) -> Iterator[str]:
    rule, made = REGISTER.get(found.rule_id), found.found
    if rule is None or made is None:
        yield "As recorded on the case."
        return
    yield f"{made.bound.value.capitalize()} this date."
    yield f"Rule {rule.id}, {rule.title}: {rule.rule}."
    yield f"Counted from {long_date(made.start_on)}."
    named = [law[law_id] for law_id in LAW.get(rule.id, ()) if law_id in law]
    yield f"{PLAIN_FORCE.get(rule.force, rule.force)}. {'; '.join(named)}".rstrip(". ") + "."
    if rule.id in WHY_NO_LAW:
        yield WHY_NO_LAW[rule.id]
    sureness = f"{CONFIDENCE.get(rule.tag, rule.tag)} ({rule.tag})"
    yield f"How sure we are of the rule: {sureness}. {ADVICE}"
    if rule.id == "T15":
        yield f"{NO_SAFE_HARBOUR} {found.note}"


def remembered(shown: str, events: Iterable[Event], now: datetime) -> tuple[list[Entry], str]:
    """Entries of a calendar with their sequence, and what is to be remembered of them.

    ``shown`` is what was remembered last. An event that changed counts up; one that is no longer
    there stays for a while as cancelled, and says no more than its day.
    """
    before: dict[str, Any] = json.loads(shown) if shown else {}
    entries = [_entry(before.get(event.uid), event, now) for event in _once(events)]
    present = {entry.event.uid for entry in entries}
    gone = (_gone(uid, known, now) for uid, known in sorted(before.items()) if uid not in present)
    entries += [entry for entry in gone if now - entry.changed_at <= CANCELLED_ARE_KEPT]
    kept = {
        e.event.uid: [e.event.on.isoformat(), e.event.digest, e.sequence, e.changed_at.isoformat(),
                      e.cancelled]
        for e in entries
    }  # fmt: skip
    return entries, canonical(kept)


def _once(events: Iterable[Event]) -> list[Event]:
    found = {event.uid: event for event in events}
    return sorted(found.values(), key=lambda event: (event.on, event.uid))


def _entry(known: list[Any] | None, event: Event, now: datetime) -> Entry:
    if known is None:
        return Entry(event, 0, now)
    _, digest, sequence, changed_at, cancelled = known
    if digest == event.digest and not cancelled:
        return Entry(event, sequence, datetime.fromisoformat(changed_at))
    return Entry(event, sequence + 1, now)


def _gone(uid: str, known: list[Any], now: datetime) -> Entry:
    on, _, sequence, changed_at, cancelled = known
    event = Event(uid, date.fromisoformat(on), CANCELLED, "")
    if cancelled:
        return Entry(event, sequence, datetime.fromisoformat(changed_at), True)
    return Entry(event, sequence + 1, now, True)
