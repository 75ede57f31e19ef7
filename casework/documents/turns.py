"""What the notices of a pause, a withdrawal and a restart print (domain brief 7.3, document D33).

As in `facts`, None is what is not recorded, and dates are calendar dates in London.
"""

from __future__ import annotations

from dataclasses import dataclass

from casework.documents.facts import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """The pause of a case that began last; its end is set once work goes on, or another way."""

    since: When | None = None
    cause: str | None = None
    note: str | None = None
    decided_by: str | None = None
    decided_on: When | None = None
    resumes_on: When | None = None
    ended_on: When | None = None
    ended_as: str | None = None
    dates_published_on: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """The decision to take the proposal back. ``ended_on`` is the day of the move to withdrawn, and
    ``taken_up_by`` the case in which work began again."""

    decided_by: str | None = None
    decided_on: When | None = None
    resolution: str | None = None
    reasons: str | None = None
    minute_reference: str | None = None
    ended_on: When | None = None
    taken_up_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restart:
    """A case that begins a withdrawn one again; ``supersedes`` is the reference of that one."""

    supersedes: str | None = None
    reasons: str | None = None
    decided_by: str | None = None
    decided_on: When | None = None
    begins_on: When | None = None
    dates_published_on: When | None = None
