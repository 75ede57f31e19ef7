"""Whether the reader of a page records facts on its case."""

from __future__ import annotations

from casework.domain.permissions import can_record
from casework.services.reading import CaseView
from casework.web.viewer import current_viewer


def may_record(view: CaseView) -> bool:
    """Whether this viewer records facts on the case as it is now."""
    return view.as_of is None and can_record(view.judged, current_viewer(), "", "")
