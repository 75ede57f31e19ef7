"""The kinds of case record: everything that may be stated about a case."""

from casework.domain.records import (  # noqa: F401  (importing registers the kinds)
    claims,
    committees,
    consulting,
    correspondence,
    deciding,
    delegation,
    deliverability,
    determinations,
    disclosure,
    drafting,
    dry_runs,
    equality,
    evidence,
    footprint,
    involvement,
    linked,
    logs,
    meetings,
    options,
    parties,
    progress,
    proposal_versions,
    returns,
    schemes,
    senate,
    succession,
    temporary,
    thresholds,
    turns,
)
from casework.domain.records.registry import Kind, find_kind, get_kind, list_kinds

__all__ = ["Kind", "find_kind", "get_kind", "list_kinds"]
