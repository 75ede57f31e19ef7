"""Rule T03: a date that councils were told and that changes is told and published the same day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from casework.domain import deadlines
from casework.domain.case_dates.shapes import CaseDate
from casework.domain.case_dates.stretches import Stretch, earlier_values
from casework.domain.case_dates.told import tellings
from casework.domain.facts import STATED, CaseFacts, RecordVersion

NOT_OF_THE_RULE = (
    "The rule is about the date for comments and the proposed decision date. It is listed because "
    "councils were told the old date, or may have been: check whether either of the two changes "
    "with it."
)


def changed_dates(
    facts: CaseFacts, versions: Iterable[RecordVersion]
) -> Iterator[CaseDate]:
    """T03: a date that councils were told and that was changed is told and published that day."""
    for (reference, field), earlier in earlier_values(versions).items():
        record = facts.find(reference)
        if record is None or record.state != STATED:
            continue
        for place, stretch in enumerate(earlier):
            if stretch.until is not None and rule_asks(facts, stretch):
                yield CaseDate(
                    "Changed dates notified and published", reference,
                    found=deadlines.changed_dates_notified_by(stretch.until), rule_id="T03",
                    limb=f"{field}/{place}", start=reference,
                    settled=_told_since(facts, stretch.until), note=note_on(stretch),
                )  # fmt: skip


def rule_asks(facts: CaseFacts, stretch: Stretch) -> bool:
    """Whether T03 is to be listed: a council was told the old value."""
    councils = set(facts.scrutiny_authorities())
    councils |= {body for council in councils for body in facts.joint_committees_of(council)}
    if stretch.first.kind == "letter":
        letter = stretch.last.payload
        return letter.direction == "sent" and letter.purpose.startswith("regulation_23")
    return any(t.organisation in councils for t in tellings(facts, stretch))


def note_on(stretch: Stretch) -> str:
    """What the reader should know of the rule and this date."""
    return "" if stretch.first.kind == "letter" else NOT_OF_THE_RULE


def _told_since(facts: CaseFacts, changed_on: date) -> bool:
    return any(
        r.payload.direction == "sent" and r.payload.sent_on is not None
        and r.payload.sent_on.on_or_after(changed_on) is True
        for r in facts.current("letter", purpose="regulation_23_dates")
    )  # fmt: skip
