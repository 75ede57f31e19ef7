"""A record is called by its own words, never by its key."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from casework.domain.facts import STATED, RecordVersion
from casework.domain.own_words import own_words
from casework.domain.records import get_kind
from casework.domain.records.codec import build_payload

LONG = "Beds stay open until the new ward has been shown to work, and not a day less than that"
SHORT = "Beds stay open until the new ward has been shown to work, and not a …"


def record(kind: str, **values: Any) -> RecordVersion:
    """A record of this kind."""
    return RecordVersion(
        kind, "k-1", 1, STATED, build_payload(get_kind(kind), values), None,
        datetime(2026, 6, 1, tzinfo=UTC), date(2026, 6, 1), "p",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("irreversible_step", {"step": "Close the ward"}, "Close the ward"),
        ("promise", {"promise": "No bed goes", "sort": "keep"}, "No bed goes"),
        ("classification_claim", {"claim": "pilot"}, "A pilot"),
        ("interest", {"seat": "chair", "capacity": "voter"}, "chair"),
        ("temporary_change", {"what": LONG, "status": "pilot"}, SHORT),
    ],
)
def test_it_is_named_by_text_then_code_then_choice(
    kind: str, values: dict[str, Any], words: str
) -> None:
    assert own_words(record(kind, **values), 70) == words
