"""Every date of a case in words: what it is, its working, its law, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.domain.case_dates import CaseDate
from casework.domain.case_dates.next_date import mark_of
from casework.domain.case_dates.stretches import MOVABLE, Stretch, earlier_values
from casework.domain.dates import long_date
from casework.domain.deadline_register import LAW, REGISTER, WHY_NO_LAW
from casework.domain.forces import CONFIDENCE, PLAIN_FORCE
from casework.services.dates import Dates
from casework.services.reading import CaseView
from casework.web.cases.addresses import address_of
from casework.web.cases.date_words import (
    capital,
    distance,
    falls_away_words,
    link_to_record,
    what_of,
)
from casework.web.cases.record_links import RecordLink
from casework.web.cases.recorders import may_record
from casework.web.dates.telling import earlier_words
from casework.web.viewer import office

SHOWN = {"": "Every date", "rules": "Those that a rule makes", "recorded": "Those recorded"}
NONE_IN_FORCE = "What the register of law has for this rule was not in force on this date."
DONE = "What it waits for is recorded as done."


@dataclass(frozen=True, slots=True)
class RuleWords:
    """The rule behind a date: its number and title, how it counts, and what it rests on."""

    title: str
    counts: str
    start: str
    start_link: RecordLink
    working: str
    skipped: tuple[str, ...]
    force: str
    sureness: str
    law: tuple[RecordLink, ...]
    no_law: str
    source: str


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date."""

    anchor: str
    what: str
    when: str
    distance: str
    record: RecordLink
    bound: str = ""
    rule: RuleWords | None = None
    note: str = ""
    earlier: tuple[str, ...] = ()
    move: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A date that the case will need and that cannot be worked out, and for want of what."""

    what: str
    rule: str
    fact: str
    record: RecordLink
    note: str = ""


@dataclass(frozen=True, slots=True)
class DatesPage:
    """Everything the page says; dates ahead soonest first, past ones latest first."""

    ahead: tuple[DateLine, ...]
    past: tuple[DateLine, ...]
    missing: tuple[Missing, ...]


def dates_page(view: CaseView, dates: Dates, shown: str) -> DatesPage:
    """The page, perhaps narrowed to what rules make or to what is recorded."""
    wanted = [d for d in dates.all if not shown or d.is_computed == (shown == "rules")]
    earlier = earlier_values(dates.versions)
    placed = [(_place(d), number, d) for number, d in enumerate(wanted)]
    today, movable = view.judged.as_at, may_record(view)
    ahead: list[DateLine] = []
    past: list[DateLine] = []
    for day, _, each in sorted((p for p in placed if p[0] is not None), key=_order):
        line = _line(view, each, earlier.get((each.record, each.field), ()), movable)
        (ahead if day is not None and day >= today else past).append(line)
    missing = tuple(
        _missing(view, d) for day, _, d in placed if day is None and not d.falls_away
    )
    return DatesPage(tuple(ahead), tuple(reversed(past)), missing)


def _place(found: CaseDate) -> date | None:
    """The day by which it is put in order: of a rough date the last that it may be."""
    if found.on is not None:
        return found.on
    return (found.stated.latest or found.stated.earliest) if found.stated else None


def _order(placed: tuple[date | None, int, CaseDate]) -> tuple[date, int]:
    return (placed[0] or date.max, placed[1])


def _line(
    view: CaseView, found: CaseDate, earlier: tuple[Stretch, ...], movable: bool
) -> DateLine:
    on, rule = found.on, found.found
    return DateLine(
        anchor=mark_of(found),
        what=what_of(view, found),
        when=long_date(on) if on else capital(found.stated.plain()) if found.stated else "",
        distance=distance(view.judged.as_at, on) if on else "not exact",
        record=link_to_record(view, found.record),
        bound=rule.bound.value if rule else "",
        rule=rule_words(view, found) if rule else None,
        note=_note(view, found),
        earlier=tuple(earlier_words(view, stretch) for stretch in earlier),
        move=address_to_move(view, found) if movable else "",
    )


def _note(view: CaseView, found: CaseDate) -> str:
    """That it is done, or why it falls away, and what the reader should know besides."""
    if found.falls_away:
        return falls_away_words(found)
    return " ".join(part for part in (DONE if found.settled else "",
                                      view.names.fill(found.note)) if part)  # fmt: skip


def rule_words(view: CaseView, found: CaseDate) -> RuleWords:
    """The rule of a computed date. KeyError for a date that is only recorded."""
    rule, made = REGISTER[found.rule_id], found.found
    return RuleWords(
        title=f"{rule.id}: {rule.title}",
        counts=f"Counted from {rule.starts_from}: {rule.rule}.",
        start=f"{capital(made.start_event)}, {long_date(made.start_on)}" if made else "",
        start_link=link_to_record(view, found.start),
        working=capital(made.explanation) if made else "",
        skipped=tuple(f"{day.on:%A} {long_date(day.on)}: {day.why}" for day in made.skipped)
        if made else (),
        force=PLAIN_FORCE.get(rule.force, rule.force),
        sureness=f"{capital(CONFIDENCE.get(rule.tag, rule.tag))} ({rule.tag})",
        law=_law(view, rule.id),
        no_law=WHY_NO_LAW.get(rule.id, NONE_IN_FORCE),
        source=_source(rule.source),
    )  # fmt: skip


def _law(view: CaseView, rule_id: str) -> tuple[RecordLink, ...]:
    """The entries of the register of law that were in force on the date judged."""
    entries = (office().pathways.law.get(law_id) for law_id in LAW.get(rule_id, ()))
    return tuple(
        RecordLink(e.title, address_of("catalogue.show_law", law_id=e.id), e.says)
        for e in entries if e is not None and e.in_force_on(view.judged.as_at)
    )  # fmt: skip


def _source(code: str) -> str:
    if not code:
        return "None was read: the rule is assumed."
    known = office().pathways.sources.get(code)
    return f"{known['title']} ({code})." if known else f"{code}."


def _missing(view: CaseView, found: CaseDate) -> Missing:
    rule = REGISTER.get(found.rule_id)
    return Missing(
        what=what_of(view, found),
        rule=f"Rule {rule.id}, {rule.rule}" if rule else "",
        fact=view.names.fill(found.missing) if found.missing else "the date itself, which is "
        "recorded as not known",
        record=link_to_record(view, found.record),
        note=view.names.fill(found.note),
    )


def address_to_move(view: CaseView, found: CaseDate) -> str:
    """Where this date is moved; empty for one that is not moved by itself."""
    record = view.facts.find(found.record) if found.field and not found.falls_away else None
    if record is None or (record.kind, found.field) not in MOVABLE:
        return ""
    if record.kind == "letter" and record.payload.direction != "sent":
        return ""
    return address_of("dates.move", reference=view.reference, record=found.record,
                      field=found.field)  # fmt: skip
