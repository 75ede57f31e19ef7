"""After a hold that ended with stop, modify or quashed: what waits, and what frees it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.domain.facts import RecordVersion
from casework.engine.judgement import freezes_of
from casework.engine.library import Library
from tests.factories import make_facts, record

WORKFLOWS = Path(__file__).resolve().parents[2] / "workflows"
PATHWAY = Library.load(WORKFLOWS).version("major-service-change", 2)
DECIDED = record("decision", "again", purpose="final", outcome="approved", decided_on="2026-04-02")
BEFORE = record("decision", "first", purpose="final", outcome="approved", decided_on="2026-01-15")
VERSION = record("proposal_version", "two", title="As modified", dated="2026-04-01",
                 used_as=("decision",))  # fmt: skip
CONSULTED = record("proposal_version", "two", title="As consulted", dated="2026-04-01",
                   used_as=("consultation",))  # fmt: skip


def ended(way: str, hold: str = "CALLED_IN", on: str = "2026-03-01") -> RecordVersion:
    return record("hold", "h", hold=hold, started_on="2026-02-01", ended_on=on, ended_as=way)


def frozen(move: str, *records: RecordVersion) -> bool:
    return bool(freezes_of(PATHWAY, make_facts(*records, as_at="2026-06-01"), move))


@pytest.mark.parametrize(("move", "records", "barred"), [
    ("S9-S10", (ended("stop"),), True),
    ("S5-S6", (ended("stop"),), True),
    ("S5-S6", (ended("stop"), CONSULTED), False),
    ("S9-S10", (ended("stop"), CONSULTED), True),
    ("S9-WITHDRAWN", (ended("stop"),), False),
    ("S10-S9", (ended("stop"),), False),
    ("S9-S10", (ended("stop"), BEFORE), True),
    ("S9-S10", (ended("stop"), DECIDED), False),
    ("S9-S10", (ended("modify"), DECIDED), True),
    ("S9-S10", (ended("modify"), DECIDED, CONSULTED), True),
    ("S9-S10", (ended("modify"), DECIDED, VERSION), False),
    ("S5-S6", (ended("modify"),), False),
    ("take_irreversible_step", (ended("quashed", "IN_LITIGATION"),), True),
    ("take_irreversible_step", (ended("quashed", "IN_LITIGATION"), DECIDED), False),
    ("S9-S10", (ended("stop", "REFERRED"),), True),
    ("S9-S10", (ended("proceed"),), False),
    ("S9-S10", (ended("consideration_finished"),), False),
    ("S9-S10", (ended("procedural_steps"),), False),
    ("S9-S10", (ended("dismissed", "IN_LITIGATION"),), False),
])  # fmt: skip
def test_what_a_way_out_leaves_barred(
    move: str, records: tuple[RecordVersion, ...], barred: bool
) -> None:
    assert frozen(move, *records) is barred


def test_a_decision_of_an_unknown_day_frees_nothing() -> None:
    unknown = record("decision", "again", purpose="final", outcome="approved",
                     decided_on="unknown")  # fmt: skip
    assert frozen("S9-S10", ended("stop"), unknown)
