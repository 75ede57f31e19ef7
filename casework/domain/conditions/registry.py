"""Where conditions are filed by name."""

from __future__ import annotations

from casework.domain.predicates import Predicates

_conditions = Predicates("condition")

condition = _conditions.register
find_condition = _conditions.find
list_conditions = _conditions.names
