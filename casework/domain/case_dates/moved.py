"""Rule T03: a date that councils were told and that changes is told and published the same day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from casework.domain import deadlines
from casework.domain.case_dates.shapes import CaseDate
from casework.domain.case_dates.stretches import Stretch, earlier_values
from casework.domain.case_dates.told import tellings
from casework.domain.dates import FactDate
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.sent_letters import has_come, has_gone

NOT_OF_THE_RULE = (
    "The rule is about the date for comments and the proposed decision date. It is listed because "
    "councils were told the old date, or may have been: check whether either of the two changes "
    "with it."
)

NOT_PUBLISHED = "The council was told; that the new dates were published is not recorded."
NOT_TOLD = "The new dates were published; that this council was told is not recorded."


def changed_dates(
    facts: CaseFacts, versions: Iterable[RecordVersion]
) -> Iterator[CaseDate]:
    """T03: a date that councils were told and that was changed is told and published that day.

    One for each council that was told the old value: each is told the new one, and both dates are
    published.
    """
    for (reference, field), earlier in earlier_values(versions).items():
        record = facts.find(reference)
        if record is None or record.state != STATED:
            continue
        for place, stretch in enumerate(earlier):
            if stretch.until is None:
                continue
            for council in councils_told(facts, stretch):
                told = _told_since(facts, council, stretch.until)
                published = _published_since(facts, stretch.until)
                yield CaseDate(
                    "Changed dates notified and published", reference,
                    found=deadlines.changed_dates_notified_by(stretch.until), rule_id="T03",
                    limb=f"{field}/{place}/{council}", start=reference, body=council,
                    settled=told and published, note=" ".join(
                        _left(told, published) + [n for n in (note_on(stretch),) if n]
                    ),
                )  # fmt: skip


def councils_told(facts: CaseFacts, stretch: Stretch) -> list[str]:
    """The councils, and joint committees of theirs, that were told a value of a date."""
    if stretch.first.kind == "letter":
        letter = stretch.last.payload
        asks = letter.direction == "sent" and letter.purpose.startswith("regulation_23")
        went = has_gone(facts, stretch.last) and not _went_after(letter.sent_on, stretch.until)
        return [letter.organisation] if asks and went else []
    if stretch.first.kind in ("temporary_change", "senate_review"):
        return []  # the rule is about dates of a consultation
    councils = set(facts.scrutiny_authorities())
    councils |= {body for council in councils for body in facts.joint_committees_of(council)}
    told = (t.organisation for t in tellings(facts, stretch))
    return [body for body in dict.fromkeys(told) if body in councils]


def _went_after(sent: FactDate, until: date | None) -> bool:
    return until is not None and sent.after(until) is True


def rule_asks(facts: CaseFacts, stretch: Stretch) -> bool:
    """Whether T03 is to be listed: a council was told the old value."""
    return bool(councils_told(facts, stretch))


def note_on(stretch: Stretch) -> str:
    """What the reader should know of the rule and this date."""
    return "" if stretch.first.kind == "letter" else NOT_OF_THE_RULE


def _left(told: bool, published: bool) -> list[str]:
    """Which half of it is recorded, where one is."""
    if told and not published:
        return [NOT_PUBLISHED]
    return [NOT_TOLD] if published and not told else []


def _told_since(facts: CaseFacts, council: str, changed_on: date) -> bool:
    """Whether a letter that changes dates went to this council on the day or later."""
    return any(
        has_gone(facts, r) and r.payload.sent_on.on_or_after(changed_on) is True
        for r in facts.about("letter", council, purpose="regulation_23_dates")
    )


def _published_since(facts: CaseFacts, changed_on: date) -> bool:
    """Whether both dates were published on the day of the change or later."""
    return any(
        r.payload.direction == "sent" and has_come(facts, r.payload.dates_published_on)
        and r.payload.dates_published_on.on_or_after(changed_on) is True
        for purpose in ("regulation_23", "regulation_23_dates")
        for r in facts.current("letter", purpose=purpose)
    )
