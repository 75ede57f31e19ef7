"""What the filler takes for met: a guard is asked with the figures of the pathway."""

from __future__ import annotations

import pytest

from casework.engine.library import Library
from casework.services.casefiles.filling import says_yes
from casework.services.opening import MAIN_PATHWAY
from tests.factories import make_facts, record

NOTICE = "people_had_notice_of_the_temporary_change"


@pytest.mark.parametrize(("starts_on", "met"), [("2026-03-15", False), ("2026-03-16", True)])
def test_a_guard_that_fails_on_a_figure_alone_is_not_met(
    library: Library, starts_on: str, met: bool
) -> None:
    change = record(
        "temporary_change", "ward", status="urgent", announced_on="2026-03-02",
        starts_on=starts_on,
    )  # fmt: skip
    assert says_yes(library.newest(MAIN_PATHWAY), NOTICE, make_facts(change), "ward") is met


def test_a_guard_that_nobody_knows_is_not_supplied(library: Library) -> None:
    assert says_yes(library.newest(MAIN_PATHWAY), "nonsense", make_facts(), "")
