"""Going back asks again for exactly what rests on something that changed or is put in doubt.

Walks of work on one check, with returns among it, are generated for every check of the newest
pathway that people sign. The expectation is kept by `ReturningCase`, which asks nothing of the
engine; see decision 4, "A sign-off covers what was there", and the decision on going back.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from casework.domain.facts import CaseFacts, RecordVersion
from casework.engine.definition import Criterion, Definition
from casework.engine.judgement import judge_criterion
from casework.engine.library import Library
from casework.engine.returns import Returned, asked_again, returned
from casework.engine.vocabulary import PER_RECORD
from tests.conftest import ROOT
from tests.factories import make_facts, record
from tests.generated import tried
from tests.unit.signed_case import CHANGES, SignedCase

NEWEST = Library.load(ROOT / "workflows").newest("major-service-change")
SIGNED = [c for gate in NEWEST.gates for c in gate.criteria if not c.attesters.system]
EACH_VISIT = [c for c in SIGNED if c.each_visit]
BACK = NEWEST.edge("S8-S4")
GOES = ("go back", "go back in doubt", "go on")
walks = st.lists(
    st.tuples(st.sampled_from((*CHANGES, *GOES, *GOES)), st.integers(min_value=0, max_value=11)),
    max_size=8,
)


def only(criterion: Criterion) -> Definition:
    """The pathway with this check alone, judged by its records and sign-offs: guards and conditions
    say nothing of what a sign-off covers."""
    gate = NEWEST.find_gate(criterion.gate)
    assert gate is not None
    plain = replace(criterion, guards=(), when=())
    return replace(NEWEST, gates=(replace(gate, criteria=(plain,), stage="S11"),), rests_on=())


class ReturningCase(SignedCase):
    """A signed check on a case that goes back and on. ``doubted`` are the records, by role, that a
    return made after the sign-off put in doubt; ``signed_in`` the visit of each sign-off."""

    def __init__(self, criterion: Criterion) -> None:
        super().__init__(NEWEST, criterion)
        self.visit = 1
        self.position = 0
        self.doubted: dict[str, set[str]] = {}
        self.signed_in: dict[str, int] = {}
        self.returns: list[RecordVersion] = []
        self.begin()

    def add(self, made: RecordVersion, *, serves: bool) -> None:
        self.position += 1
        placed = replace(made, position=self.position)
        if made.kind == "attestation":
            placed = replace(placed, payload=replace(made.payload, visit=self.visit))
            self.signed_in[made.payload.role] = self.visit
            self.doubted[made.payload.role] = set()
        super().add(placed, serves=serves)

    def change(self, what: str, number: int) -> None:
        if what not in GOES:
            super().change(what, number)
            return
        self.visit += 1
        if what == "go on":
            return
        pins = self.in_doubt(number) if what == "go back in doubt" else ()
        self.position += 1
        back = record("stage_return", f"visit-{self.visit}", in_doubt=pins)
        self.returns.append(replace(back, position=self.position))
        for role in self.roles:
            relied_on = {f"{r}@{v}" for r, v in self.pinned[role].items()}
            self.doubted[role] |= relied_on & set(pins)

    def in_doubt(self, number: int) -> tuple[str, ...]:
        """One version that a sign-off rests on; of none where nothing is relied on."""
        pins = sorted({f"{r}@{v}" for on in self.pinned.values() for r, v in on.items()})
        return (pins[number % len(pins)],) if pins else ()

    def stands(self, role: str) -> bool:
        return super().stands(role) and not self.doubted[role]

    def counts_in_this_visit(self, role: str) -> bool:
        """False where the check is asked in each visit and was signed in an earlier one."""
        return not self.criterion.each_visit or self.signed_in[role] == self.visit

    def is_asked(self) -> bool:
        """False once the record of which the check is asked has been withdrawn."""
        own = f"{self.criterion.per}/{self.subject}"
        return own not in self.records or self.is_stated(own)

    def party(self) -> list[RecordVersion]:
        """The body, or the record, of which the check is asked."""
        per = self.criterion.per
        if per == "case" or f"{per}/{self.subject}" in self.records:
            return []
        about = {"standing": "scrutiny"} if per == "affected_authority" else {}
        if per not in PER_RECORD:
            about["organisation"] = self.subject
        return [record(per, self.subject, **about)]

    def facts(self) -> CaseFacts:
        return make_facts(
            *self.party(), *self.records.values(), *self.returns,
            as_at=self.day.isoformat(), stage="S8", visit=self.visit,
        )  # fmt: skip


def lived_through(criterion: Criterion, happened: list[tuple[str, int]]) -> ReturningCase:
    """A case in which a check was signed, and then all this happened."""
    case = ReturningCase(criterion)
    for what, number in happened:
        case.change(what, number)
    return case


def said_of(case: ReturningCase) -> dict[str, bool]:
    """Each role whose sign-off the engine counts as given, and whether it stands."""
    d = only(case.criterion)
    (gate,) = d.gates
    result = judge_criterion(d, gate, gate.criteria[0], case.facts(), case.subject)
    return {s.role: not s.changed for s in result.signatures}


def listed(found: Returned) -> tuple[list[str], list[str]]:
    """The checks to be confirmed again, and those that start empty."""
    return [r.criterion.ref for r in found.confirm_again], [e.criterion.ref for e in found.empty]


@pytest.mark.parametrize("criterion", SIGNED, ids=lambda c: c.ref)
@tried(12)
@given(happened=walks)
def test_over_returns_a_sign_off_asks_again_exactly_when_what_it_relied_on_changed(
    criterion: Criterion, happened: list[tuple[str, int]]
) -> None:
    case = lived_through(criterion, happened)
    must = {role: case.stands(role) for role in case.roles if case.counts_in_this_visit(role)}
    assert said_of(case) == must


@pytest.mark.parametrize("criterion", SIGNED, ids=lambda c: c.ref)
@tried(8)
@given(happened=walks)
def test_on_a_new_visit_exactly_the_checks_of_each_visit_are_empty(
    criterion: Criterion, happened: list[tuple[str, int]]
) -> None:
    case = lived_through(criterion, [*happened, ("go back", 0)])
    assert bool(said_of(case)) is not criterion.each_visit


@pytest.mark.parametrize("criterion", SIGNED, ids=lambda c: c.ref)
@tried(8)
@given(happened=walks, number=st.integers(min_value=0, max_value=11), doubts=st.booleans())
def test_what_a_return_is_said_to_ask_for_is_what_it_then_asks_for(
    criterion: Criterion, happened: list[tuple[str, int]], number: int, doubts: bool
) -> None:
    case = lived_through(criterion, happened)
    pins = case.in_doubt(number) if doubts else ()
    said = listed(returned(only(criterion), case.facts(), BACK, pins))
    case.change("go back in doubt" if doubts else "go back", number)
    assert said == listed(asked_again(only(criterion), case.facts()))


@pytest.mark.parametrize("criterion", [c for c in SIGNED if not c.each_visit], ids=lambda c: c.ref)
@tried(8)
@given(happened=walks)
def test_a_check_is_listed_to_confirm_exactly_when_one_of_its_sign_offs_does_not_stand(
    criterion: Criterion, happened: list[tuple[str, int]]
) -> None:
    case = lived_through(criterion, happened)
    again, empty = listed(asked_again(only(criterion), case.facts()))
    confirm = case.is_asked() and not all(case.stands(role) for role in case.roles)
    assert (bool(again), empty) == (confirm, [])


@pytest.mark.parametrize("criterion", EACH_VISIT, ids=lambda c: c.ref)
def test_a_check_of_each_visit_is_listed_as_empty_after_a_return(criterion: Criterion) -> None:
    case = lived_through(criterion, [("go back", 0)])
    assert listed(asked_again(only(criterion), case.facts())) == ([], [criterion.ref])


def test_signing_again_settles_a_doubt() -> None:
    case = lived_through(SIGNED[0], [("go back in doubt", 0)])
    for number in range(len(case.roles)):
        case.change("sign again", number)
    assert listed(asked_again(only(SIGNED[0]), case.facts())) == ([], [])


@pytest.mark.parametrize("doubted", [True, False])
def test_what_is_generated_reaches_doubts_and_their_absence(doubted: bool) -> None:
    found = find(
        st.tuples(st.sampled_from(SIGNED), walks),
        lambda lived: any(lived_through(*lived).doubted.values()) is doubted,
        settings=tried(500),
    )
    assert found
