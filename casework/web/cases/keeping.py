"""From when the record of an ended case is kept, until when at the least, and what holds it."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.dates import long_date
from casework.domain.forces import CONFIDENCE
from casework.domain.retention import KeptUntil, Retention, retention_of
from casework.services.keeping_words import counts_from, held_since
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.date_words import capital, distance
from casework.web.cases.words import counted, in_words

NOT_AUTOMATIC = (
    "Nothing is disposed of by this program. Disposal is a person's act outside it; until then "
    "everything is kept."
)
NO_PERIOD = "No period was read, so no day is given."
KEPT_APART = "A paper of this case is used by reference in {}: it stays as long as that needs it."


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One class of record: from when a person may look at it, how that comes about, how sure."""

    title: str
    covers: str
    day: str
    distance: str
    how: str
    note: str
    sureness: str


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the case page and the report say; ``lines`` are for the page of its own."""

    counts_from: str
    held: str
    first: str
    watch: str
    used: str
    lines: tuple[KeptLine, ...]
    address: str


def keeping_of(view: CaseView) -> Keeping | None:
    """The keeping of a case that is closed or withdrawn; None for any other."""
    found = retention_of(view.facts)
    if found is None:
        return None
    as_of = view.as_of.isoformat() if view.as_of else ""
    return Keeping(
        counts_from=counts_from(found), held=held_since(found), first=_first(view, found),
        watch=_watch(found),
        used=KEPT_APART.format(in_words(found.used_by)) if found.used_by else "",
        lines=tuple(_line(view, kept, found.is_held) for kept in found.classes),
        address=address_of("dates.show_retention", reference=view.reference, as_of=as_of),
    )  # fmt: skip


def _first(view: CaseView, found: Retention) -> str:
    """The earliest day of any class, or why none is known."""
    days = [kept.on for kept in found.classes if kept.on is not None]
    if not days:
        missing = next((kept.missing for kept in found.classes if kept.missing), "")
        return f"No earliest day can be told: {missing}." if missing else "No day is known."
    day = min(days)
    left = sum(kept.on is None for kept in found.classes)
    more = f" {counted(left, 'class', 'classes')} of record without a day." if left else ""
    return (
        f"Nothing is disposed of before {long_date(day)} ({distance(view.judged.as_at, day)}); "
        f"each class of record has its own day.{more}"
    )


def _watch(found: Retention) -> str:
    if found.watch_missing:
        return f"How long decisions may be challenged cannot be told: {found.watch_missing}."
    if found.watched_until is None:
        return ""
    return (
        "No day is earlier than the watch over decisions that may be challenged, which lasts until "
        f"{long_date(found.watched_until)} at the least. That day is no safe harbour either."
    )


def _line(view: CaseView, kept: KeptUntil, held: bool) -> KeptLine:
    rule = kept.rule
    day = long_date(kept.on) if kept.on else ""
    sure = f"{CONFIDENCE.get(rule.tag, rule.tag)} ({rule.tag})"
    source = f", source {rule.source}" if rule.source else ""
    return KeptLine(
        title=rule.title, covers=rule.covers,
        day=_day(kept, day, held), distance=distance(view.judged.as_at, kept.on) if kept.on else "",
        how=_how(kept), note=rule.note,
        sureness=f"Rule {rule.id}, how sure we are: {sure}{source}.",
    )  # fmt: skip


def _day(kept: KeptUntil, day: str, held: bool) -> str:
    if kept.missing:
        return f"Not known: {kept.missing}"
    if not day:
        return f"No day is given: they {kept.rule.then}"
    if held:
        return f"Held. Without the legal hold: from {day} they {kept.rule.then}"
    return f"From {day} they {kept.rule.then}, if a person so decides"


def _how(kept: KeptUntil) -> str:
    if not kept.how:
        return NO_PERIOD if kept.rule.years is None else ""
    return capital(f"{kept.how}; {kept.floor}." if kept.floor else f"{kept.how}.")

