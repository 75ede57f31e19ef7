"""What the highlight report prints: what blocks, which days come next, what is open, what is new.

As in `facts`, None is what is not recorded, and dates are calendar dates in London.
"""

from __future__ import annotations

from dataclasses import dataclass

from casework.documents.facts import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Where the case stands in short: status, open holds, what its maker tells the readers, and
    sentences that count what one page has no room for."""

    stage: str
    status: str
    words: str | None = None
    summary: str | None = None
    holds: str | None = None
    besides: str | None = None
    keeping: str | None = None
    more_blockers: str | None = None
    more_dates: str | None = None
    more_matters: str | None = None
    more_changes: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """A check that is not met before the next step, why, and whose move it is, by role."""

    check: str
    reason: str | None = None
    whose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """A day that lies ahead, and what it is."""

    what: str
    on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMatter:
    """An issue or a risk that is open, as its kind says."""

    kind: str
    what: str
    owner: str | None = None
    more: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something recorded since the last report, and the day on which it was recorded."""

    what: str
    on: When | None = None
