"""Passing on to a case that a paper which it uses from a linked case has changed there."""

from __future__ import annotations

from typing import Any

from casework.jobs.registry import job
from casework.services.office import Office
from casework.services.papers_noted import note_paper_changed
from casework.services.papers_told import PAPER_CHANGED


@job(PAPER_CHANGED)
def paper_changed(office: Office, arguments: dict[str, Any]) -> None:
    """Record in the ``case`` how the paper behind its ``record`` stands now."""
    note_paper_changed(office, arguments["case"], arguments["record"])
