"""What the fields of a record must say together."""

from __future__ import annotations

from typing import Any

from casework.domain.errors import Invalid
from casework.domain.records import Kind
from casework.domain.records.thresholds import MOST_OF


def check_threshold(kind: Kind, payload: Any) -> None:
    """Raise Invalid for a local threshold whose figure cannot be one of its sort."""
    if kind.name != "local_threshold" or payload.value is None:
        return
    most = MOST_OF.get(payload.threshold)
    if most is not None and payload.value > most:
        raise Invalid(f"This threshold cannot be {payload.value:,}.",
                      f"Enter a whole number from 1 to {most:,}.", "value")  # fmt: skip
