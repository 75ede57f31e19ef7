"""A correction that moves a date which people move: what follows is shown before it is recorded."""

from __future__ import annotations

from typing import Any

from casework.domain.case_dates.stretches import MOVABLE
from casework.domain.facts import RecordVersion
from casework.domain.records import Kind
from casework.domain.records.fields import FieldType
from casework.services.date_moving import Cascade, cascades_of_correction
from casework.services.dates import dates_of
from casework.services.reading import CaseView
from casework.web.dates.cascade import CascadePage, cascade_page
from casework.web.numbers import version_in
from casework.web.viewer import current_viewer, office

LOOKED_AT = "dates_looked_at"
"""The hidden field that says which new dates the page has shown the consequences of."""


def has_dates_to_move(kind: str) -> bool:
    """Whether records of a kind give dates that people move."""
    return any(kind == movable for movable, _ in MOVABLE)


def dates_to_look_at(
    view: CaseView, kind: Kind, form: Any, record: RecordVersion | None
) -> tuple[CascadePage, ...]:
    """What would follow from the dates as they were typed, where they move and this was not shown
    yet. The form then carries what was shown, so that sending it again is a decision.

    A form that was opened on an older version has none: that it is stale is told first.
    """
    if record is None or LOOKED_AT not in form or record.payload is None:
        return ()
    if version_in(form.record_version.data) != record.version:
        return ()
    typed = {name: form[name].data for name, spec in kind.specs.items()
             if spec.type is FieldType.DATE}  # fmt: skip
    found = cascades_of_correction(
        office(), view, dates_of(office(), current_viewer(), view), record, typed
    )
    shown = _mark(found)
    if not found or form[LOOKED_AT].data == shown:
        return ()
    form[LOOKED_AT].data = shown
    return tuple(cascade_page(view, each) for each in found)


def _mark(found: tuple[Cascade, ...]) -> str:
    return " ".join(f"{c.field}:{c.becomes.text if c.becomes else ''}" for c in found)
