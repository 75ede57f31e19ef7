"""Which law is cited for a check: what was in force on the date judged, and never other law.

Pages, reports and documents all ask here, so that none of them names law of another date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from casework.domain.forces import Force
from casework.domain.regime import CALL_IN_REPLACES_REFERRAL, PART_4_IN_FORCE, Regime
from casework.engine.definition import Criterion, Definition, LawEntry

NOT_ENCODED = "The law that applied on this date is not encoded here, so none is cited."
DATE_NOT_RECORDED = "from when it applies is not recorded"
REGULATIONS_OF_2013 = "si-2013-218-"
LAST_DAY_OF_REFERRAL = CALL_IN_REPLACES_REFERRAL - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Citation:
    """What a check is cited to rest on; ``note`` says why nothing is, where it names law at all."""

    entries: tuple[LawEntry, ...] = ()
    note: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles, each marked where it is not recorded from when the entry applies."""
        return tuple(cited_title(entry) for entry in self.entries)


def cite(d: Definition, c: Criterion, as_at: date, regime: str | None = None) -> Citation:
    """The law that a criterion rests on, as at the date judged and under the regime determined.

    A check that an Act asks for names nothing beside the Act when that was not in force. Under
    law that is not encoded no Act is named at all; fairness and good practice are.
    """
    named = tuple(entry for law_id in c.law if (entry := d.find_law(law_id)) is not None)
    statutory = c.force == Force.STATUTE
    if statutory and not is_encoded(as_at, regime):
        return Citation(note=NOT_ENCODED)
    found = in_force(named, as_at, regime)
    acts = tuple(filter(_is_statute, named))
    if statutory and acts and not any(map(_is_statute, found)):
        return Citation(note=_absence(acts, as_at, "The provision that we cite"))
    if named and not found:
        if not is_encoded(as_at, regime) and any(e.in_force_on(as_at) for e in named):
            return Citation(note=NOT_ENCODED)
        return Citation(note=_absence(named, as_at, "What we cite for this"))
    return Citation(found)


def in_force(
    entries: Iterable[LawEntry], as_at: date, regime: str | None = None
) -> tuple[LawEntry, ...]:
    """Those entries that applied. One whose beginning is not recorded counts until it ended."""
    encoded = is_encoded(as_at, regime)
    return tuple(
        entry
        for entry in entries
        if entry.in_force_on(day_judged(entry, as_at, regime))
        and (encoded or not _is_statute(entry))
    )


def is_encoded(as_at: date, regime: str | None) -> bool:
    """False before Part 4 of the 2013 Regulations, and for a body outside the NHS in England."""
    return as_at >= PART_4_IN_FORCE and regime != Regime.PRE_R13_OR_OTHER


def day_judged(entry: LawEntry, as_at: date, regime: str | None = None) -> date:
    """The day on which the entry must stand: for a proposal that was already reported to the
    Secretary of State, the 2013 Regulations go on as they stood before 31 January 2024."""
    saved = regime == Regime.R13_SAVED and entry.id.startswith(REGULATIONS_OF_2013)
    return min(as_at, LAST_DAY_OF_REFERRAL) if saved else as_at


def is_undated(entry: LawEntry) -> bool:
    """True if it is not recorded from when it applies. What courts developed has no such day."""
    return entry.valid_from is None and entry.force != Force.COMMON_LAW


def cited_title(entry: LawEntry) -> str:
    """The title as a list of law gives it."""
    return f"{entry.title} ({DATE_NOT_RECORDED})" if is_undated(entry) else entry.title


def _is_statute(entry: LawEntry) -> bool:
    return entry.force == Force.STATUTE


def _absence(absent: tuple[LawEntry, ...], as_at: date, what: str) -> str:
    if all(e.valid_from is not None and e.valid_from > as_at for e in absent):
        return f"{what} was not yet in force on this date."
    if all(e.valid_to is not None and e.valid_to < as_at for e in absent):
        return f"{what} was no longer in force on this date."
    return f"{what} was not in force on this date."
