"""What a record bars, on its own page: before which steps, why, and whose move it is."""

from __future__ import annotations

from dataclasses import dataclass

from casework.domain.facts import RecordVersion
from casework.domain.viewer import Viewer
from casework.engine.barring import Bar, bars_of
from casework.engine.results import GateResult, Judgement
from casework.services.reading import CaseView
from casework.services.work import title_of_move
from casework.web.cases.blockers import BlockerGroup, blocker_groups, question_groups


@dataclass(frozen=True, slots=True)
class WhatItBars:
    """Checks that are not met and questions that are raised, by whose move it is."""

    checks: tuple[BlockerGroup, ...]
    questions: tuple[BlockerGroup, ...]


def what_it_bars(view: CaseView, viewer: Viewer, record: RecordVersion) -> WhatItBars:
    """Everything ahead that does not pass as long as the record says what it says."""
    bars = bars_of(view.definition, view.judged, record)
    found = [judgement for bar in bars for judgement in _by_step(view, bar)]
    return WhatItBars(blocker_groups(view, viewer, found), question_groups(view, viewer, found))


def _by_step(view: CaseView, bar: Bar) -> list[Judgement]:
    gate = view.definition.find_gate(bar.result.criterion.gate)
    assert gate is not None
    judged = (GateResult(gate, (bar.result,)),)
    return [Judgement(s, title_of_move(view.definition, s), judged) for s in bar.steps]
