"""States, forces, law and people in the words of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.domain.dates import FactDate, long_date
from casework.domain.facts import RecordVersion
from casework.domain.forces import CONFIDENCE, PLAIN_FORCE
from casework.domain.own_words import own_words
from casework.domain.roles import OUTSIDE_ROLES, role_title
from casework.engine.citing import DATE_NOT_RECORDED, cite, day_judged, is_undated
from casework.engine.definition import Criterion, Definition, LawEntry
from casework.engine.results import CriterionResult, State
from casework.engine.vocabulary import PER_RECORD
from casework.services.reading import CaseView

_NOT_RECORDED = re.compile(r"(?:^|(?<=\. ))Not recorded: (.)")
NOT_SHOWN = "one that is not shown to you"
NO_OTHER_LAW = (
    "No other law is named in its place. Take legal advice on what the law asked on this date."
)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its words say everything, its colour only repeats them."""

    text: str
    colour: str


STATE_TAGS = {
    State.MET: Tag("Met", "green"),
    State.NOT_APPLICABLE: Tag("Does not apply", "grey"),
    State.SET_ASIDE: Tag("Set aside", "purple"),
    State.DEFERRED: Tag("Deferred", "purple"),
    State.BEFORE: Tag("Before this system", "grey"),
    State.LAW_NOT_ENCODED: Tag("Law not encoded", "grey"),
    State.UNMET: Tag("Not met", "red"),
    State.NOT_RECORDED: Tag("Not recorded", "orange"),
    State.TO_CHECK: Tag("To be checked by a second person", "yellow"),
    State.TO_SIGN: Tag("To be signed off", "blue"),
    State.RECONFIRM: Tag("To be confirmed again", "yellow"),
    State.FLAGGED: Tag("Question to answer", "pink"),
    State.ANSWERED: Tag("Answered", "green"),
}


@dataclass(frozen=True, slots=True)
class LawLine:
    """One provision with its validity, and how sure we are of it.

    A line that is not ``cited`` stands alone and says in its title why no law is named.
    """

    title: str
    says: str
    validity: str = ""
    sureness: str = ""
    address: str = ""
    cited: bool = True


def law_lines(
    d: Definition, c: Criterion, as_at: date, regime: str | None = None
) -> tuple[LawLine, ...]:
    """The law that a criterion rests on and that was in force on the date judged."""
    citation = cite(d, c, as_at, regime)
    if citation.note:
        return (LawLine(citation.note.rstrip("."), NO_OTHER_LAW, cited=False),)
    return tuple(
        law_line(entry, day_judged(entry, as_at, regime)) for entry in citation.entries
    )


def law_line(entry: LawEntry, as_at: date) -> LawLine:
    """One provision in words."""
    return LawLine(
        title=entry.title,
        says=entry.says,
        validity=_validity(entry, as_at),
        sureness=f"{entry.confidence}: {CONFIDENCE.get(entry.confidence, 'not known')}",
        address=entry.address,
    )


def _validity(entry: LawEntry, as_at: date) -> str:
    span = _span(entry)
    begins = f" {DATE_NOT_RECORDED.capitalize()}." if is_undated(entry) else ""
    if not span:
        return f"Law as at {long_date(as_at)}.{begins}"
    applied = "in force" if entry.in_force_on(as_at) else "not in force"
    return f"Law as at {long_date(as_at)}: {applied} ({span}).{begins}"


def _span(entry: LawEntry) -> str:
    parts = []
    if entry.valid_from:
        parts.append(f"from {long_date(entry.valid_from)}")
    if entry.valid_to:
        parts.append(f"to {long_date(entry.valid_to)}")
    return " ".join(parts)


def force_words(c: Criterion) -> str:
    """Where the rule gets its force from, in a sentence without full stop."""
    return PLAIN_FORCE.get(c.force, c.force)


def about(view: CaseView, subject: str, per: str = "") -> str:
    """What a check or act is asked of: a body by name, a record by its own words; empty for the
    case itself. ``per`` says of what kind it is, where that is known."""
    if not subject:
        return ""
    record = record_asked_of(view, subject, per)
    if record is not None:
        return own_words(record) or fact_date_words(record.effective_on) or NOT_SHOWN
    return NOT_SHOWN if per in PER_RECORD else view.names.organisation(subject)


def record_asked_of(view: CaseView, subject: str, per: str = "") -> RecordVersion | None:
    """The record that a check is asked of; None where it is asked of a body, or of one not shown.
    """
    kinds = PER_RECORD if not per else (per,) if per in PER_RECORD else ()
    found = (view.facts.find(f"{kind}/{subject}") for kind in kinds)
    return next((r for r in found if r is not None and r.payload is not None), None)


def role_holders(view: CaseView, role: str, subject: str = "") -> str:
    """A role with who holds it, for a body if one is named: "Accountable officer (name)", or that
    nobody does."""
    title = role_title(role)
    holders = [view.names.person(key) for key in view.judged.holders_of(role, subject)]
    if holders == [title]:
        return title
    if holders:
        return f"{title} ({in_words(holders, 'or')})"
    return title if role in OUTSIDE_ROLES else f"{title} (nobody holds this role yet)"


def reason_words(view: CaseView, result: CriterionResult) -> str:
    """Why a check stands as it does, with names in the place of keys, beside its tag."""
    if result.state is State.MET and result.signatures:
        return "Everything asked for is recorded and signed off."
    reason = view.names.fill(result.reason)
    return without_tag_words(reason) if result.state is State.NOT_RECORDED else reason


def without_tag_words(reason: str) -> str:
    """A reason without the words "Not recorded:", which the tag beside it says already."""
    return _NOT_RECORDED.sub(lambda found: found[1].upper(), reason)


def in_words(parts: Iterable[str], joined_by: str = "and") -> str:
    """Parts as a sentence lists them: "a, b and c"."""
    listed = list(parts)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {joined_by} {listed[-1]}"


def fact_date_words(value: FactDate | None) -> str:
    """A date of fact in words; empty if none is recorded."""
    return value.plain() if value is not None else ""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 check", "3 checks"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
