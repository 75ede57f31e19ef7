"""Who was told a date: letters, deliveries, shares, packs and publications that give it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.domain.case_dates.stretches import Stretch
from casework.domain.dates import FactDate
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.guards.urgent_decisions import about_change

PUBLIC = ""
GIVES_DATES = ("regulation_23", "regulation_23_dates", "healthwatch_consultation",
               "secretary_of_state_notification", "secretary_of_state_update")  # fmt: skip
"""Letters that as a rule say when the consultation runs, and so may have given its dates."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An organisation, or the public where it is empty, that was told a date by a record.

    ``sure`` is False where the record went out while the date stood and does not itself say it.
    """

    organisation: str
    on: FactDate | None
    by: str
    how: str
    sure: bool = True


def tellings(facts: CaseFacts, stretch: Stretch) -> tuple[Telling, ...]:
    """Everybody who was told this value of the date, surest first, once for each record."""
    found: dict[tuple[str, str], Telling] = {}
    for telling in (*_surely(facts, stretch), *_perhaps(facts, stretch)):
        found.setdefault((telling.organisation, telling.by), telling)
    return tuple(found.values())


def _surely(facts: CaseFacts, stretch: Stretch) -> Iterator[Telling]:
    told_by = {stretch.first.reference} if stretch.first.kind == "letter" else set()
    if told_by:
        yield from _by_letter(stretch.last, "The letter itself gave it.")
    for letter in facts.current("letter"):
        if letter.reference not in told_by and _gives(letter, stretch):
            told_by.add(letter.reference)
            yield from _by_letter(letter, "The letter gives the same date, or names this record.")
    yield from _by_delivery(facts, told_by)
    yield from _by_naming(facts, stretch)
    yield from _by_publication(facts, stretch)


def _by_letter(letter: RecordVersion, how: str) -> Iterator[Telling]:
    p = letter.payload
    if p.direction == "sent":
        yield Telling(p.organisation, p.sent_on, letter.reference, how)
        if p.dates_published_on is not None:
            yield Telling(PUBLIC, p.dates_published_on, letter.reference, "Dates published.")


def _gives(letter: RecordVersion, stretch: Stretch) -> bool:
    """Whether a letter names the record in that version, or gives the same day as such a date."""
    if any(stretch.names(pin) for pin in letter.cites):
        return True
    field = "comments_date" if stretch.field == "comments_date" else "decision_date"
    about_it = stretch.first.kind == "letter" or stretch.first.purpose == "decision"
    return about_it and getattr(letter.payload, field) == stretch.value


def _by_delivery(facts: CaseFacts, letters: set[str]) -> Iterator[Telling]:
    for delivery in facts.current("delivery"):
        reference = delivery.payload.letter.partition("@")[0]
        letter = facts.find(reference)
        if reference in letters and letter is not None and letter.state == STATED:
            yield Telling(letter.payload.organisation, delivery.payload.delivered_on,
                          delivery.reference, "That letter was delivered.")  # fmt: skip


def _by_naming(facts: CaseFacts, stretch: Stretch) -> Iterator[Telling]:
    """Shares of exactly that version, and packs that hold it."""
    for share in facts.current("share"):
        if stretch.names(share.payload.shared):
            yield Telling(share.payload.organisation, FactDate.on(share.judged_on),
                          share.reference, "It was shared here.")  # fmt: skip
    for pack in facts.current("pack"):
        if any(stretch.names(pin) for pin in pack.payload.contents):
            yield Telling(pack.payload.organisation, pack.payload.issued_on, pack.reference,
                          "The pack holds it.")  # fmt: skip


def _by_publication(facts: CaseFacts, stretch: Stretch) -> Iterator[Telling]:
    p, reference = stretch.last.payload, stretch.first.reference
    if stretch.first.kind == "meeting":
        for on, how in ((p.notice_published_on, "Notice of the meeting."),
                        (p.papers_published_on, "Papers for the meeting.")):  # fmt: skip
            if on is not None:
                yield Telling(PUBLIC, on, reference, how)
    opened = p.opens_on if stretch.first.kind == "consultation" else None
    if opened is not None and opened.has_come_by(stretch.until or facts.as_at):
        how = "with this closing date" if stretch.field == "closes_on" else "on this day"
        yield Telling(PUBLIC, opened, reference, f"The consultation opened {how}.")


def _perhaps(facts: CaseFacts, stretch: Stretch) -> Iterator[Telling]:
    """What went out while the date stood, and may give it."""
    if stretch.first.kind == "consultation":
        for letter in facts.current("letter"):
            p = letter.payload
            out = p.direction == "sent" and p.purpose in GIVES_DATES
            if out and _while_it_stood(p.sent_on, letter, stretch):
                yield Telling(p.organisation, p.sent_on, letter.reference, "Letter.", False)
        for material in facts.current("consultation_material"):
            ready = material.payload.ready_on
            if ready is not None and _while_it_stood(ready, material, stretch):
                yield Telling(PUBLIC, ready, material.reference, "Consultation material.", False)
    yield from _by_notices(facts, stretch)
    for share in facts.current("share"):
        of_document = share.payload.shared.startswith("document/")
        if of_document and _while_it_stood(FactDate.on(share.judged_on), share, stretch):
            yield Telling(share.payload.organisation, FactDate.on(share.judged_on),
                          share.reference, "A document was shared here.", False)  # fmt: skip
    for pack in facts.current("pack"):
        if _while_it_stood(pack.payload.issued_on, pack, stretch):
            yield Telling(pack.payload.organisation, pack.payload.issued_on, pack.reference,
                          "Pack.", False)  # fmt: skip


def _by_notices(facts: CaseFacts, stretch: Stretch) -> Iterator[Telling]:
    """Notices of a temporary change, which as a rule say until when it lasts."""
    of_change = stretch.first.kind == "temporary_change"
    found = facts.current("letter", purpose="urgent_change_notice") if of_change else []
    for letter in about_change(facts, stretch.first, found):
        p = letter.payload
        if p.direction == "sent" and _while_it_stood(p.sent_on, letter, stretch):
            yield Telling(p.organisation, p.sent_on, letter.reference, "Notice.", False)


def _while_it_stood(on: FactDate | None, record: RecordVersion, stretch: Stretch) -> bool:
    """Whether something went out while the value stood, as far as days tell: not before the day on
    which it was first recorded, since nobody knows that it stood then, and not after it was
    replaced."""
    day: date = (on.latest or on.earliest or record.judged_on) if on else record.judged_on
    if stretch.until is not None and day > stretch.until:
        return False
    return day >= stretch.since
