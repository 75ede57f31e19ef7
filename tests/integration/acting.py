"""Everything that people can do to a case, with generated values, and the right and wrong people.

What is refused is refused: the case stays as it was, and the next thing is tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from casework.adapters.clock import FixedClock
from casework.domain.dates import LONDON, FactDate
from casework.domain.errors import CaseworkError
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.records import get_kind, list_kinds
from casework.domain.viewer import Viewer
from casework.engine.definition import Criterion, Definition
from casework.engine.exceptions import waivers_of
from casework.engine.judgement import judge_move
from casework.services import case_people, confirming, exceptions, holds, recording, second_person
from casework.services.answering import FlagAnswered, answer_flag
from casework.services.casefiles.plain import plain_values
from casework.services.casefiles.seeing import facts_of, see
from casework.services.evidence import Submission, put_in_evidence
from casework.services.office import Office
from casework.services.recording import Statement
from casework.services.signing import SignOff, sign_off
from casework.services.taking_back import take_back
from tests.integration.generated_values import Known, change_of, values_for_kind
from tests.integration.standing_cases import DAY, LIVE, StandingCases

KINDS = [kind for kind in list_kinds() if kind.stated_by_people and kind.name != "evidence"]
PARTIES = ("responsible_body", "affected_authority", "healthwatch", "role")
STRANGER = Viewer("stranger", "another-icb")
data = st.data()


class Acting(RuleBasedStateMachine):
    """One case on which anything may be tried; ``reached`` counts what was accepted."""

    cases: ClassVar[StandingCases]
    starts: ClassVar[tuple[str, ...]]
    reached: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.day = DAY
        self.made = 0
        self.all_met = False

    def teardown(self) -> None:
        self.stack.close()

    @initialize(drawn=data)
    def begin(self, drawn: Any) -> None:
        self.start = drawn.draw(st.sampled_from(self.starts), "start")
        self.case = self.stack.enter_context(self.cases.copy(self.start))
        self.day = DAY if self.start != LIVE else self.office.clock.today()
        view = see(self.office, self.reference)
        self.definition: Definition = view.definition
        self.home: str = view.row.organisation

    @property
    def office(self) -> Office:
        return self.case.office

    @property
    def reference(self) -> str:
        return self.case.reference

    def facts(self) -> CaseFacts:
        """The facts as the next move would be judged on them."""
        return facts_of(self.office, self.reference).at(self.day)

    def people(self) -> list[Viewer]:
        """Everybody who ever held a role on the case, and a stranger."""
        found = {
            r.payload.person: Viewer(r.payload.person, r.payload.organisation or self.home,
                                     outside=bool(r.payload.organisation))
            for r in self.facts().current("role")
        }  # fmt: skip
        return [*found.values(), STRANGER]

    def somebody(self, drawn: Any, roles: tuple[str, ...]) -> Viewer:
        """Mostly somebody who holds one of the roles; else anybody."""
        people, facts = self.people(), self.facts()
        right = [p for p in people if facts.roles_of(p.person) & set(roles)]
        if right and drawn.draw(st.integers(0, 3), "is it the right person"):
            return drawn.draw(st.sampled_from(right), "who")  # type: ignore[no-any-return]
        return drawn.draw(st.sampled_from(people), "who")  # type: ignore[no-any-return]

    def attempt(self, what: str, do: Callable[[], object]) -> bool:
        """Try it; False if it was refused."""
        try:
            do()
        except CaseworkError:
            return False
        self.reached[what] += 1
        self.all_met = False
        return True

    def known(self) -> Known:
        facts, d = self.facts(), self.definition
        organisations = {r.payload.organisation: None for kind in PARTIES
                         for r in facts.current(kind) if r.payload.organisation}  # fmt: skip
        return Known(
            self.day, list(organisations) or ["north-icb"], [p.person for p in self.people()],
            [r.reference for r in facts.records if r.state == STATED],
            [c.ref for g in d.gates for c in g.criteria],
        )  # fmt: skip

    def stated(self) -> list[RecordVersion]:
        kinds = {kind.name for kind in KINDS}
        return [r for r in self.facts().records if r.kind in kinds and r.state == STATED]

    def one_of(self, drawn: Any, records: list[RecordVersion]) -> RecordVersion:
        """One of the records; a failure names it and no more."""
        chosen = drawn.draw(st.sampled_from([r.reference for r in records]), "record")
        return next(r for r in records if r.reference == chosen)

    def forward(self) -> str:
        """The move forward from the present stage, or nothing."""
        edges = self.definition.edges_from(self.facts().stage)
        return next((e.id for e in edges if e.kind == "forward"), "")

    def criterion(self, drawn: Any) -> tuple[Criterion, str]:
        """A check before the move forward, with its subject; mostly one that bars it."""
        move = self.forward() or "take_irreversible_step"
        judgement = judge_move(self.definition, self.facts(), move)
        every = [r for gate in judgement.gates for r in gate.results]
        barring = [*judgement.blockers, *judgement.flags]
        result = drawn.draw(st.sampled_from(barring or every), "check")
        return result.criterion, result.subject

    def _statement(self, kind: str, values: dict[str, Any], key: str, version: int) -> None:
        statement = Statement(kind, values, key=key, version=version, on=FactDate.on(self.day),
                              simulated_on=self.day)  # fmt: skip
        recording.record_fact(self.office, self.viewer, self.reference, statement)

    @rule(drawn=data)
    def record_a_fact(self, drawn: Any) -> None:
        kind = drawn.draw(st.sampled_from(KINDS), "kind")
        values = drawn.draw(values_for_kind(kind, self.known()), "values")
        self.viewer = self.somebody(drawn, ("PM",))
        self.made += 1
        key = "case" if kind.single else f"new-{self.made}"
        found = self.facts().find(f"{kind.name}/{key}")
        version = found.version if found else 0
        self.attempt("recorded", lambda: self._statement(kind.name, values, key, version))

    @rule(drawn=data)
    def change_a_fact(self, drawn: Any) -> None:
        reference = self.one_of(drawn, self.stated()).reference
        record = see(self.office, self.reference).facts.find(reference)
        assert record is not None
        kind = get_kind(record.kind)
        changes = drawn.draw(change_of(kind, self.known()), "changes")
        self.viewer = self.somebody(drawn, ("PM",))
        values = {**plain_values(kind, record.payload), **changes}
        self.attempt("changed", lambda: self._statement(
            kind.name, values, record.key, record.version))  # fmt: skip

    @rule(drawn=data)
    def withdraw_a_fact(self, drawn: Any) -> None:
        record = self.one_of(drawn, self.stated())
        viewer = self.somebody(drawn, ("PM",))
        self.attempt("withdrawn", lambda: recording.withdraw_record(
            self.office, viewer, self.reference, record.reference, record.version, "An error.",
            simulated_on=self.day))  # fmt: skip

    @rule(drawn=data)
    def record_an_absence(self, drawn: Any) -> None:
        kind = drawn.draw(st.sampled_from(KINDS), "kind")
        viewer = self.somebody(drawn, ("PM",))
        key = "" if kind.single else f"no-{kind.name}"
        statement = Statement(kind.name, key=key, source="A letter", simulated_on=self.day)
        self.attempt("absence", lambda: recording.record_absence(
            self.office, viewer, self.reference, statement))  # fmt: skip

    @rule(drawn=data)
    def put_evidence_in(self, drawn: Any) -> None:
        c, subject = self.criterion(drawn)
        types = [n.evidence for n in c.needs if n.evidence] or ["delivery_proof"]
        days = drawn.draw(st.sampled_from((0, -30, -900, 30)), "dated")
        declared = self.definition.find_evidence_type(types[0])
        values = {
            "type": drawn.draw(st.sampled_from(types), "type"), "title": "A paper",
            "subjects": [subject] if subject else [], "address": "https://example.org/paper",
            "dated": (self.day + timedelta(days=days)).isoformat(),
            "classification": (declared.classification if declared else "") or "public",
        }  # fmt: skip
        viewer = self.somebody(drawn, ("PM",))
        self.attempt("evidence", lambda: put_in_evidence(
            self.office, viewer, self.reference, Submission(values, simulated_on=self.day)))

    @rule(drawn=data)
    def sign(self, drawn: Any) -> None:
        c, subject = self.criterion(drawn)
        roles = c.attesters.all_of + c.attesters.any_of or ("SRO",)
        role = drawn.draw(st.sampled_from(roles), "role")
        viewer = self.somebody(drawn, (role,))
        signing = SignOff(c.ref, role, subject, simulated_on=self.day)
        self.attempt("signed", lambda: sign_off(self.office, viewer, self.reference, signing))

    @rule(drawn=data)
    def set_aside(self, drawn: Any) -> None:
        c, subject = self.criterion(drawn)
        ways = waivers_of(c)
        means = drawn.draw(
            st.sampled_from([*(w.means for w in ways), "not_applicable", "waiver"]), "means"
        )
        way = next((w for w in ways if w.means == means), None)
        viewer = self.somebody(drawn, way.by if way else ("GOV",))
        second = self.somebody(drawn, way.with_ or ("LEG",) if way else ("LEG",)).person
        exception = exceptions.SetAside(c.ref, means, "It is published.", subject,
                                        second_person=second, simulated_on=self.day)  # fmt: skip
        self.attempt("set aside", lambda: exceptions.set_aside(
            self.office, viewer, self.reference, exception))  # fmt: skip

    @rule(drawn=data)
    def confirm_or_take_back(self, drawn: Any) -> None:
        kinds = ("waiver", "not_applicable", "deferral")
        facts = self.facts()
        made = [r for kind in kinds for r in facts.current(kind)]
        if not made:
            return
        record = drawn.draw(st.sampled_from(made), "exception")
        viewer = self.somebody(drawn, ("GOV", "LEG"))
        if record.kind == "deferral" or drawn.draw(st.booleans(), "take it back"):
            self.attempt("taken back", lambda: take_back(
                self.office, viewer, self.reference, record.reference, record.version, "No more.",
                simulated_on=self.day))  # fmt: skip
            return
        confirm = (confirming.confirm_set_aside if record.kind == "waiver"
                   else confirming.confirm_not_applicable)  # fmt: skip
        self.attempt("confirmed", lambda: confirm(
            self.office, viewer, self.reference, record.key, simulated_on=self.day))  # fmt: skip

    @rule(drawn=data)
    def defer(self, drawn: Any) -> None:
        gates = [g.ref for g in self.definition.gates if g.legal_latest] or ["GT01"]
        gate = drawn.draw(st.sampled_from(gates), "gate")
        viewer = self.somebody(drawn, ("GOV",))
        self.attempt("deferred", lambda: exceptions.defer_gate(
            self.office, viewer, self.reference, gate, "Later.", simulated_on=self.day))

    @rule(drawn=data)
    def check_what_another_body_said(self, drawn: Any) -> None:
        record = self.one_of(drawn, self.stated())
        viewer = self.somebody(drawn, ("GOV", "PM"))
        self.attempt("checked", lambda: second_person.check_record(
            self.office, viewer, self.reference, record.reference, record.version,
            simulated_on=self.day))  # fmt: skip

    @rule(drawn=data)
    def answer_a_question(self, drawn: Any) -> None:
        c, subject = self.criterion(drawn)
        viewer = self.somebody(drawn, ("SRO",))
        answered = FlagAnswered(c.ref, "Considered.", subject, simulated_on=self.day)
        self.attempt("answered", lambda: answer_flag(
            self.office, viewer, self.reference, answered))  # fmt: skip

    @rule(drawn=data)
    def begin_or_end_a_hold(self, drawn: Any) -> None:
        open_now = self.facts().open_holds()
        viewer = self.somebody(drawn, ("SRO", "GOV"))
        today = FactDate.on(self.day)
        if open_now:
            self.attempt("hold ended", lambda: holds.end_hold(
                self.office, viewer, self.reference, open_now[0].key, today, "resumed",
                simulated_on=self.day))  # fmt: skip
            return
        hold = drawn.draw(st.sampled_from([h.id for h in self.definition.holds]), "hold")
        self.attempt("hold begun", lambda: holds.start_hold(
            self.office, viewer, self.reference, hold, today, "So.", simulated_on=self.day))

    @rule(drawn=data)
    def give_or_end_a_role(self, drawn: Any) -> None:
        keeper = self.somebody(drawn, ("GOV",))
        record = drawn.draw(st.sampled_from(self.facts().current("role")), "role")
        p, today = record.payload, FactDate.on(self.day)
        if drawn.draw(st.booleans(), "give it"):
            to = self.somebody(drawn, ("PM",)).person
            self.attempt("role given", lambda: case_people.give_role(
                self.office, keeper, self.reference, to, p.role, today, simulated_on=self.day))
            return
        self.attempt("role ended", lambda: case_people.end_role(
            self.office, keeper, self.reference, p.person, p.role, today, simulated_on=self.day))

    @rule(days=st.sampled_from((1, 30, 200, 800)))
    def let_time_pass(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.all_met = False
        noon = datetime.combine(self.day, time(12), LONDON)
        if self.case.walker is not None:
            self.case.office = replace(self.case.office, clock=FixedClock(noon))
            self.case.walker.office = self.case.office

    @precondition(lambda self: not self.all_met)
    @rule()
    def have_everything_met(self) -> None:
        """The right people put in and sign what bars the move forward, as far as they can."""
        move = self.forward()
        if not move:
            return
        if self.case.filler is not None:
            self.attempt("filled", lambda: self.case.filler.fill_before(move, self.day))
        elif self.case.walker is not None:
            walker = self.case.walker
            self.attempt("filled", lambda: (walker.tell_stage(), walker.satisfy(move)))
        self.all_met = True
