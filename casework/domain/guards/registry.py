"""Where guards are filed by name."""

from __future__ import annotations

from casework.domain.predicates import Predicates

_guards = Predicates("guard")

guard = _guards.register
find_guard = _guards.find
list_guards = _guards.names
