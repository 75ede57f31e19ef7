"""One case from its first idea to its public decision and its close, every step clicked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from casework.adapters.clock import SystemClock
from casework.domain.dates import london_date
from casework.services.demo.story import SUMMARY, TITLE
from tests.integration.facts_to_the_end import after_consulting
from tests.integration.story_to_the_end import story
from tests.journeys.case_journey import CaseJourney
from tests.journeys.conftest import OpenWindow
from tests.journeys.sentences import given, then, when
from tests.journeys.serving import Served

DAYS_AGO = 420
"""Long enough ago that the story's consultation and decision have passed."""
STEPS = (
    ("S0", "S0-S1"), ("S1", "S1-S2"), ("S2", "S2-S3"), ("S3", "S3-S4"), ("S4", "S4-S5"),
    ("S5", "S5-S6"), ("S6", "S6-S7"), ("S7", "S7-S8"), ("S8", "S8-S9"), ("S9", "S9-S10"),
    ("S10", "S10-S11"), ("S11", "S11-CLOSED"),
)  # fmt: skip


def test_a_case_is_clicked_from_idea_to_public_decision(
    somebody: OpenWindow, served: Served, tmp_path: Path
) -> None:
    journey = CaseJourney(somebody, tmp_path)
    today = london_date(SystemClock().now())
    opened = today - timedelta(days=DAYS_AGO)
    told = story(opened)

    def day_of(offset: int) -> str:
        return (opened + timedelta(days=offset)).isoformat()

    with given("a programme manager who opens a case and names everybody on it"):
        journey.open_case(TITLE, SUMMARY)
    for stage, move in STEPS:
        with when(f"what happened in {stage} is recorded"):
            journey.tell(told(stage, today))
        if stage == "S7":
            with when("the engagement lead opens the consultation"):
                journey.clear("open_consultation")
                journey.move("open_consultation", "ENG")
            with when("what happened while people were consulted is recorded"):
                journey.tell(after_consulting(day_of))
        with when(f"everything before {move} is put in and signed by the right people"):
            journey.clear(move)
        with when(f"the senior responsible owner takes the step {move}"):
            journey.move(move, "SRO")
    with then("the case is closed, and its public decision can be read"):
        reader = journey.person("GOV").open(f"/cases/{journey.reference}")
        assert "Closed" in reader.text
        assert "To consult the public" in reader.open(journey.at("records/decision")).text
        reader.open(journey.at(f"records/{journey.keys['decision/final']}"))
        assert "Safer care for more people." in reader.text
        assert "Close the case" in reader.open(journey.at("decisions")).text
    with when("the record is verified"):
        said = served.command("audit", "verify", "--case", journey.reference)
    with then("it is intact, and the case says so"):
        assert said.startswith("Intact")
        assert "is intact" in reader.open(f"/cases/{journey.reference}").text
