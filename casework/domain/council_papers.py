"""How long before a meeting a council wants papers: its own rule, exceptions, or our assumption.

A council states its rule once, from a day on, and it counts in every case on which the council's
meetings stand. What its clerk sets on a case goes before it there, and what they set for one
meeting goes before both. Where nothing is set our figures are assumed (domain brief, section 4.3).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from casework.domain.calendar.bank_holidays import BankHolidays
from casework.domain.canonical import canonical
from casework.domain.dates import long_date
from casework.domain.deadlines import ExplainedDate, hosc_papers_of_its_own
from casework.domain.facts import CaseFacts, RecordVersion
from casework.domain.records.committees import CLEAR, MOST_WORKING_DAYS, WORKING

CLEAR_DAYS_IN_LAW = 5
DRAFT_DAYS_ASSUMED, FINAL_DAYS_ASSUMED = 15, 10
ASSUMED = (
    "The council has set no deadline of its own for this: {days} working days is an assumption, "
    "to be verified."
)
OF_THE_CASE = "As the council has set it."
OF_THE_MEETING = "As the council has set it for this meeting."
OF_THE_COUNCIL = "As the council’s own rule has it for meetings from {since}."
OF_A_PREDECESSOR = "As the rule of a council that it succeeded has it for meetings from {since}."
ON_THE_CASE = "council_papers"
"""The name under which the facts of a case hold the councils' rules, in ``CaseFacts.extra``."""


@dataclass(frozen=True, slots=True)
class PapersRule:
    """A council's rule for meetings held from ``valid_from`` on, until a later one: how many days
    before a meeting it wants draft and final papers, and whether those are clear days."""

    organisation: str
    draft: int
    final: int
    valid_from: date
    counted: str = WORKING
    version: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of days, of which kind they are, and whose figure it is in a sentence.

    ``set_for`` is `meeting` or `case` where it is an exception, `council` where it is the rule, and
    empty where it is assumed.
    """

    days: int
    counted: str
    note: str
    set_for: str = ""

    @property
    def is_assumed(self) -> bool:
        """True where the council has set none."""
        return not self.set_for

    @property
    def in_words(self) -> str:
        """Such as: 10 clear working days."""
        kind = "clear working day" if self.counted == CLEAR else "working day"
        return f"{self.days} {kind}{'' if self.days == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class OwnDeadlines:
    """How long before one meeting a council wants draft and final papers."""

    draft: Figure
    final: Figure


def own_deadlines(facts: CaseFacts, council: str, day: date | None = None) -> OwnDeadlines:
    """What counts for a meeting of the council, or of its joint committee, on a day; without one,
    for a meeting on the day judged."""
    day = facts.as_at if day is None else day
    found = tuple(_layers(facts, council, day))
    draft = next((draft for draft, _ in found if draft is not None), None)
    final = next((final for _, final in found if final is not None), None)
    return OwnDeadlines(
        draft or _assumed(DRAFT_DAYS_ASSUMED), final or _assumed(FINAL_DAYS_ASSUMED)
    )


Layer = tuple[Figure | None, Figure | None]


def _layers(facts: CaseFacts, council: str, day: date) -> Iterator[Layer]:
    """Figures for draft and final papers, those that go before others first."""
    stated = list(reversed(facts.about("paper_deadlines", council)))
    stated.sort(key=lambda r: r.subject != council)
    yield from (_of_record(r, OF_THE_MEETING, "meeting") for r in stated if _is_for(facts, r, day))
    yield from (_of_record(r, OF_THE_CASE, "case") for r in stated if not r.payload.meeting)
    rule = rule_for(facts, council, day)
    if rule is not None:
        passed = rule.organisation in facts.predecessors_of(council)
        words = OF_A_PREDECESSOR if passed else OF_THE_COUNCIL
        note = words.format(since=long_date(rule.valid_from))
        yield (Figure(rule.draft, rule.counted, note, "council"),
               Figure(rule.final, rule.counted, note, "council"))  # fmt: skip


def _is_for(facts: CaseFacts, record: RecordVersion, day: date) -> bool:
    meeting = facts.find(record.payload.meeting.partition("@")[0])
    held = meeting.payload.held_on if meeting is not None and meeting.payload is not None else None
    return held is not None and held.is_exact and held.latest == day


def _of_record(record: RecordVersion, note: str, set_for: str) -> Layer:
    p = record.payload

    def figure(days: int | None) -> Figure | None:
        return None if days is None else Figure(days, p.counted or WORKING, note, set_for)

    return figure(p.draft_working_days), figure(p.final_working_days)


def _assumed(days: int) -> Figure:
    return Figure(days, WORKING, ASSUMED.format(days=days))


def draft_papers(day: date, own: OwnDeadlines, holidays: BankHolidays) -> ExplainedDate:
    """T04a. Raises CalendarNotKnown."""
    return _before("T04a", day, own.draft, holidays)


def final_papers(day: date, own: OwnDeadlines, holidays: BankHolidays) -> ExplainedDate:
    """T04b. Raises CalendarNotKnown."""
    return _before("T04b", day, own.final, holidays)


def _before(
    rule_id: str, day: date, figure: Figure, holidays: BankHolidays
) -> ExplainedDate:
    clear = figure.counted == CLEAR
    return hosc_papers_of_its_own(rule_id, day, figure.days, holidays, clear=clear)


def rule_for(facts: CaseFacts, council: str, day: date) -> PapersRule | None:
    """The rule of the council for a meeting on a day, else that of its joint committee, else that
    of a council of which it is the one successor, or None."""
    stated = _rules_in(facts.extra.get(ON_THE_CASE, ""))
    bodies = (
        council, *sorted(facts.joint_committees_of(council)),
        *(body for body in facts.predecessors_of(council) if council in facts.passed_to("", body)),
    )  # fmt: skip
    found = (rule_on(stated.get(body, ()), day) for body in bodies)
    return next((rule for rule in found if rule is not None), None)


def rule_on(rules: Iterable[PapersRule], day: date) -> PapersRule | None:
    """Of one council's rules, the one for a meeting on a day. Of two that begin on the same day
    the one stated later counts."""
    begun = [rule for rule in rules if rule.valid_from <= day]
    return max(begun, key=lambda rule: (rule.valid_from, rule.version), default=None)


def in_force(rules: Iterable[PapersRule]) -> str:
    """Every rule as canonical text, so that one row tells all; empty where there is none."""
    found: dict[str, list[list[object]]] = {}
    for rule in rules:
        found.setdefault(rule.organisation, []).append(
            [rule.valid_from.isoformat(), rule.draft, rule.final, rule.counted, rule.version]
        )
    return canonical(found) if found else ""


@lru_cache(maxsize=64)
def _rules_in(text: str) -> Mapping[str, tuple[PapersRule, ...]]:
    stated = json.loads(text) if text else {}
    return {
        body: tuple(
            PapersRule(body, draft, final, date.fromisoformat(since), counted, version)
            for since, draft, final, counted, version in rules
        )
        for body, rules in stated.items()
    }


def later_than_the_law(final: int, counted: str) -> str:
    """What to know of a deadline for final papers that the law does not wait for; else empty.

    The day of the meeting is not counted; of clear days the day of sending is not either. Source:
    T04 of the deadline register, section 100B of the Local Government Act 1972.
    """
    clear = final if counted == CLEAR else final - 1
    if clear >= CLEAR_DAYS_IN_LAW:
        return ""
    return (
        "The law asks for more: agenda and reports of a council’s committee are open to the "
        f"public {CLEAR_DAYS_IN_LAW} clear days before the meeting (Local Government Act 1972, "
        "section 100B). Final papers that come later than that cannot be in them."
    )


def faults_of_days(draft: int, final: int) -> dict[str, str]:
    """What makes no sense in two figures, by the name of the field; empty where nothing does."""
    faults = {
        name: f"Enter a number of working days from 1 to {MOST_WORKING_DAYS}"
        for name, days in (("draft", draft), ("final", final))
        if not 1 <= days <= MOST_WORKING_DAYS
    }
    if not faults and draft < final:
        faults["draft"] = "Draft papers are wanted before final ones: enter at least as many days"
    return faults
