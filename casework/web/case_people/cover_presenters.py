"""Absence covers of a case in words."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.cover import may_lie_ahead
from casework.domain.cover_permissions import can_end_cover
from casework.domain.facts import RecordVersion
from casework.domain.roles import role_in_words
from casework.domain.viewer import Viewer
from casework.services.reading import CaseView
from casework.web.cases.words import fact_date_words, in_words


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One cover; ``state`` says whether it is in force; ``may_end`` if the viewer may end it."""

    key: str
    covering: str
    covered: str
    roles: str
    since: str
    until: str
    state: str
    named_by: str
    may_end: bool


def cover_lines(view: CaseView, viewer: Viewer) -> tuple[CoverLine, ...]:
    """Every cover ever named on the case, the newest first."""
    return tuple(cover_line(view, viewer, r) for r in reversed(view.facts.current("cover")))


def cover_line(view: CaseView, viewer: Viewer, record: RecordVersion) -> CoverLine:
    """One cover in words."""
    p = record.payload
    lies_ahead = may_lie_ahead(record, view.judged.as_at)
    return CoverLine(
        record.key, view.names.person(p.covering), view.names.person(p.covered),
        in_words(role_in_words(role) for role in p.roles), fact_date_words(p.since),
        fact_date_words(p.until), _state(view, record, lies_ahead),
        view.names.person(p.named_by),
        lies_ahead and view.as_of is None and can_end_cover(view.judged, viewer, record),
    )  # fmt: skip


def _state(view: CaseView, record: RecordVersion, lies_ahead: bool) -> str:
    if record.payload.ended_at is not None:
        return "Ended early"
    if not lies_ahead:
        return "Over"
    if record.pin in {cover.pin for cover, _ in view.judged.covers}:
        return "In force"
    if record.payload.since.after(view.judged.as_at) is True:
        return "To come"
    return "Without effect: the role has ended"
