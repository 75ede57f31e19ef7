"""How a reader of one file asks for a file inside it to be inspected by the same rules."""

from __future__ import annotations

from collections.abc import Callable

from casework.documents.inspection.outcome import Inspection

InspectInner = Callable[[str, bytes], Inspection]
"""Inspects a file one level deeper, counted against the outer file's allowance."""
