"""Which papers go along when a case is begun again: only those known to be still fresh."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.engine.freshness import Age, ages_of_papers
from casework.engine.library import Library
from tests.factories import make_facts, record

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
PATHWAY = Library.load(WORKFLOWS).version("major-service-change", 2)


@pytest.mark.parametrize(("paper", "age"), [
    ({"type": "iia_report", "dated": "2025-06-01"}, Age.FRESH),
    ({"type": "iia_report", "dated": "2025-05-31"}, Age.STALE),
    ({"type": "travel_analysis", "dated": "2024-12-01"}, Age.FRESH),
    ({"type": "travel_analysis", "dated": "2024-11-30"}, Age.STALE),
    ({"type": "activity_model", "dated": "2024-12-01"}, Age.FRESH),
    ({"type": "senate_report", "dated": "2024-06-01"}, Age.FRESH),
    ({"type": "senate_report", "dated": "2024-05-31"}, Age.STALE),
    ({"type": "iia_report"}, Age.NOT_KNOWN),
    ({"type": "iia_report", "dated": "unknown"}, Age.NOT_KNOWN),
    ({"type": "iia_report", "dated": "by 2026-01-01"}, Age.NOT_KNOWN),
    ({"type": "iia_report", "dated": "2025"}, Age.NOT_KNOWN),
    ({"type": "iia_report", "dated": "2026-01"}, Age.FRESH),
    ({"type": "board_minute", "dated": "2026-05-01"}, Age.NOT_CARRIED),
    ({"type": "no_such_type", "dated": "2026-05-01"}, Age.NOT_CARRIED),
    ({"type": "iia_report", "dated": "2026-05-01", "classification": "privileged"},
     Age.NOT_CARRIED),
    ({"type": "iia_report", "dated": "2026-05-01", "sealed": True}, Age.NOT_CARRIED),
    ({"type": "iia_report", "dated": "2026-05-01", "of_case": "SC-2026-001",
      "of_paper": "evidence/report@1"}, Age.NOT_CARRIED),
])  # fmt: skip
def test_the_age_of_a_paper_on_1_june_2026(paper: dict[str, object], age: Age) -> None:
    values = {"title": "A paper", "classification": "public", **paper}
    facts = make_facts(record("evidence", "paper", **values), as_at="2026-06-01")
    (found,) = ages_of_papers(PATHWAY, facts)
    assert (found.age, found.goes_along) == (age, age is Age.FRESH)


def test_a_paper_that_was_withdrawn_is_not_even_listed() -> None:
    gone = record("evidence", "paper", state="withdrawn", title="A paper", type="iia_report",
                  dated="2026-05-01", classification="public")  # fmt: skip
    assert ages_of_papers(PATHWAY, make_facts(gone)) == []
