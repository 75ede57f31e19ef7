"""The sandbox in which templates run: they print declared values and loop over lists, no more.

A template may be edited by anyone who edits Word files, so it gets no calls, no functions, no
filters and no attribute that starts with an underscore.
"""

from __future__ import annotations

from typing import Any

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from casework.documents.values import in_words


class TemplateEnvironment(SandboxedEnvironment):
    """Jinja that escapes everything, knows no unknown names and refuses every call."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_printed)
        self.globals.clear()
        self.filters.clear()

    def is_safe_callable(self, obj: Any) -> bool:
        """No call is safe: whatever a template needs is a value."""
        return False


def _printed(value: object) -> object:
    if isinstance(value, StrictUndefined):
        return value
    return in_words(value)
