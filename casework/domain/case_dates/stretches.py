"""The values that a date of a record had, one after another, and when each of them stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casework.domain.dates import FactDate
from casework.domain.facts import STATED, RecordVersion

MOVABLE = (
    ("consultation", "closes_on"),
    ("letter", "comments_date"),
    ("letter", "decision_date"),
    ("meeting", "held_on"),
    ("consultation", "opens_on"),
    ("temporary_change", "review_on"),
    ("temporary_change", "expires_on"),
    ("temporary_change", "decided_on"),
    ("senate_review", "review_on"),
)
"""Kind and field of the dates that people move, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A value of one date, and the versions of its record from the first to the last that had it.

    ``until`` is the day on which it was replaced; None while it stands.
    """

    value: FactDate
    field: str
    first: RecordVersion
    last: RecordVersion
    since: date
    until: date | None = None

    def names(self, pin: str) -> bool:
        """Whether a pin names the record in a version that had this value."""
        reference, _, version = pin.partition("@")
        if reference != self.first.reference:
            return False
        if not version:
            return self.until is None
        return version.isdigit() and self.first.version <= int(version) <= self.last.version


def stretches(versions: Iterable[RecordVersion], field: str) -> tuple[Stretch, ...]:
    """The values of one date of one record, oldest first. ``versions`` are of that record."""
    found: list[Stretch] = []
    for record in sorted(versions, key=lambda r: r.version):
        value = getattr(record.payload, field, None) if record.state == STATED else None
        last = found[-1] if found else None
        if last is not None and last.until is None and value == last.value:
            found[-1] = Stretch(last.value, field, last.first, record, last.since)
            continue
        if last is not None and last.until is None:
            found[-1] = Stretch(last.value, field, last.first, last.last, last.since,
                                record.judged_on)  # fmt: skip
        if value is not None:
            found.append(Stretch(value, field, record, record, record.judged_on))
    return tuple(found)


def by_record(versions: Iterable[RecordVersion]) -> dict[str, list[RecordVersion]]:
    """Versions by the record that they are of."""
    grouped: dict[str, list[RecordVersion]] = defaultdict(list)
    for version in versions:
        grouped[version.reference].append(version)
    return grouped


def earlier_values(
    versions: Iterable[RecordVersion]
) -> dict[tuple[str, str], tuple[Stretch, ...]]:
    """By record and field, the values that its date had before the one that stands now."""
    found = {}
    for reference, of_record in by_record(versions).items():
        for kind, field in MOVABLE:
            if of_record[0].kind == kind:
                before = [s for s in stretches(of_record, field) if s.until is not None]
                if before:
                    found[reference, field] = tuple(before)
    return found
