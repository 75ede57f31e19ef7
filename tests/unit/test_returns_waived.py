"""Going back asks again for a waiver, departure or accepted risk exactly as for a sign-off: when
what it rests on changed, or a return made after it put that in doubt."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.domain.facts import STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.engine.definition import Criterion, Definition
from casework.engine.exceptions import ACCEPTED_RISK, waivers_of
from casework.engine.judgement import judge_criterion
from casework.engine.results import State
from casework.engine.returns import asked_again, pinned_by_sign_offs, returned
from tests.factories import make_facts, record
from tests.generated import tried
from tests.unit.test_returns_generated import BACK, NEWEST, only

WAIVED = [
    c for gate in NEWEST.gates for c in gate.criteria if c.per == "case" and waivers_of(c)
]
CHANGES = ("supersede", "withdraw", "go back in doubt", "go back", "another paper", "decide again")
PAPER = "evidence/advice"


class WaivedCase:
    """A check set aside on one paper; ``stands`` is what a reader of decision 15 expects."""

    def __init__(self, criterion: Criterion) -> None:
        self.criterion = criterion
        (self.means, *_) = (w.means for w in waivers_of(criterion))
        self.position, self.visit, self.version = 0, 1, 1
        self.records: dict[str, RecordVersion] = {}
        self.add(record("evidence", "advice", type="legal_advice"))
        self.decide()

    def add(self, made: RecordVersion) -> None:
        self.position += 1
        self.records[made.reference] = replace(made, position=self.position)

    def decide(self) -> None:
        paper = self.records[PAPER]
        known = self.records.get(f"waiver/{self.criterion.ref}")
        self.add(record(
            "waiver", self.criterion.ref, criterion=self.criterion.ref, means=self.means,
            role="AO", person="ao", second_person="leg", confirmed_by="leg", reason="It is small.",
            relied_on=(paper.pin,), version=known.version + 1 if known else 1,
        ))  # fmt: skip
        self.stands = paper.state == STATED

    def change(self, what: str) -> None:
        paper = self.records[PAPER]
        if what in ("supersede", "withdraw"):
            state = WITHDRAWN if what == "withdraw" else STATED
            self.add(replace(paper, version=paper.version + 1, state=state))
            self.stands = False
        elif what == "another paper":
            self.add(record("evidence", f"other-{self.position}", type="legal_advice"))
        elif what == "decide again":
            self.decide()
        else:
            self.visit += 1
            pins = (paper.pin,) if "doubt" in what else ()
            self.add(record("stage_return", f"visit-{self.visit}", in_doubt=pins))
            self.stands = self.stands and not pins

    def facts(self) -> CaseFacts:
        return make_facts(*self.records.values(), stage="S8", visit=self.visit)

    def state(self) -> State:
        (gate,) = self.pathway().gates
        return judge_criterion(self.pathway(), gate, gate.criteria[0], self.facts(), "").state

    def pathway(self) -> Definition:
        return only(self.criterion)


@pytest.mark.parametrize("criterion", WAIVED, ids=lambda c: c.ref)
@tried(10)
@given(happened=st.lists(st.sampled_from(CHANGES), max_size=6))
def test_a_waiver_is_asked_again_exactly_when_what_it_relied_on_changed(
    criterion: Criterion, happened: list[str]
) -> None:
    case = WaivedCase(criterion)
    for what in happened:
        case.change(what)
    assert case.state() is (State.SET_ASIDE if case.stands else State.RECONFIRM)
    found = asked_again(case.pathway(), case.facts())
    assert [r.criterion.ref for r in found.confirm_again] == [criterion.ref] * (not case.stands)
    assert all(found.changed)


@pytest.mark.parametrize("criterion", WAIVED, ids=lambda c: c.ref)
def test_a_paper_behind_a_waiver_alone_can_be_put_in_doubt(criterion: Criterion) -> None:
    case = WaivedCase(criterion)
    pins = pinned_by_sign_offs(case.pathway(), case.facts())
    assert pins == {f"{PAPER}@1": (criterion.ref,)}
    plan = returned(case.pathway(), case.facts(), BACK, tuple(pins))
    assert [r.criterion.ref for r in plan.confirm_again] == [criterion.ref]
    assert plan.changed == ((f"{PAPER}@1",),)
    case.change("go back in doubt")
    assert asked_again(case.pathway(), case.facts()).asked == plan.asked


def test_an_accepted_risk_does_not_outlive_the_doubt_about_its_advice() -> None:
    common_law = next(c for c in WAIVED if ACCEPTED_RISK in waivers_of(c))
    case = WaivedCase(common_law)
    case.means = ACCEPTED_RISK.means
    case.decide()
    case.change("go back in doubt")
    assert case.state() is State.RECONFIRM
