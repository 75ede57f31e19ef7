"""The kinds of case record: everything that may be stated about a case."""

from casework.domain.records import (  # noqa: F401  (importing registers the kinds)
    correspondence,
    determinations,
    drafting,
    evidence,
    meetings,
    parties,
    progress,
)
from casework.domain.records.registry import Kind, find_kind, get_kind, list_kinds

__all__ = ["Kind", "find_kind", "get_kind", "list_kinds"]
