"""Walking a case on through the services as the right people: nothing is set, all of it is done."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from docx import Document

from casework.adapters.clock import FixedClock
from casework.documents.saving import save
from casework.domain.dates import LONDON
from casework.domain.facts import CaseFacts
from casework.domain.roles import OUTSIDE_ROLES
from casework.domain.second_person import LETTERS_AND_MINUTES, comes_from_outside
from casework.domain.viewer import Viewer
from casework.engine.definition import Criterion
from casework.engine.judgement import judge_gate, judge_move
from casework.engine.results import CriterionResult, State
from casework.services.answering import FlagAnswered, answer_flag
from casework.services.demo.fact import Fact
from casework.services.evidence import Submission, put_in_evidence
from casework.services.moving import Step, move_case
from casework.services.office import Office
from casework.services.outside_sign_offs import check_outside_sign_off
from casework.services.reading import CaseView, get_case
from casework.services.recording import Statement, record_fact
from casework.services.second_person import check_record
from casework.services.signing import SignOff, sign_off

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ANSWER = "Considered by the programme board; the reasons are in its minutes."
ANSWERS = {
    "GD20.standstill": "Nothing that cannot be undone is done before the time for a claim has "
    "passed; planning goes on.",
}
PRIVATE = {
    "legal_review_note": "privileged", "not_notifiable_note": "privileged",
    "interests_register": "restricted",
}  # fmt: skip


@dataclass
class Walker:
    """Walks one case. ``people`` maps inside roles to persons; ``story`` gives a stage's facts."""

    office: Office
    reference: str
    organisation: str
    people: dict[str, str]
    story: Callable[[str, date], list[Fact]]
    outside: str = ""

    def at_day(self, day: date) -> None:
        """Let the clock of what is done next stand at noon of a day."""
        self.office = at_day(self.office, day)

    def viewer(self, role: str) -> Viewer:
        """The person who holds an inside role."""
        return Viewer(self.people[role], self.organisation)

    def view(self) -> CaseView:
        """The case as the programme manager sees it."""
        return get_case(self.office, self.viewer("PM"), self.reference)

    def tell(self, facts: Iterable[Fact]) -> None:
        """Record facts as the programme manager; governance checks what other bodies said."""
        for fact in facts:
            record = record_fact(
                self.office, self.viewer("PM"), self.reference,
                Statement(fact.kind, fact.values, key=fact.key),
            )  # fmt: skip
            if comes_from_outside(record):
                check_record(
                    self.office, self.viewer("GOV"), self.reference, record.reference,
                    record.version,
                )  # fmt: skip

    def tell_stage(self) -> None:
        """Record what the story says of the present stage."""
        view = self.view()
        self.tell(self.story(view.facts.stage, view.facts.as_at))

    def satisfy(self, move: str, leaving: Collection[str] = ()) -> list[CriterionResult]:
        """Put in what the gates before a move want and have it signed, except ``leaving``.

        Returns what is then still unmet.
        """
        for gate in self.view().definition.gates_blocking(move):
            for result in judge_gate(self.view().definition, gate, self.view().judged).results:
                if result.blocks and result.criterion.ref not in leaving:
                    self._meet(result)
        self._answer_questions(move)
        view = self.view()
        return list(judge_move(view.definition, view.judged, move).blockers)

    def _answer_questions(self, move: str) -> None:
        """Answer, as the senior responsible owner, what a move raises without barring it."""
        view = self.view()
        for result in judge_move(view.definition, view.judged, move).flags:
            answer = ANSWERS.get(result.criterion.ref, ANSWER)
            answer_flag(
                self.office, self.viewer("SRO"), self.reference,
                FlagAnswered(result.criterion.ref, answer, result.subject),
            )  # fmt: skip

    def _meet(self, result: CriterionResult) -> None:
        c, subject = result.criterion, result.subject
        self._put_in(c, subject)
        for role in (*c.attesters.all_of, *c.attesters.any_of[:1]):
            self._sign(c, subject, role)

    def _put_in(self, c: Criterion, subject: str) -> None:
        view = self.view()
        for need in c.needs:
            if need.optional or not need.evidence:
                continue
            if not _has(view.judged, need.evidence, subject if c.per != "case" else ""):
                self._put_in_paper(view, c, need.evidence, subject)

    def _put_in_paper(self, view: CaseView, c: Criterion, type_id: str, subject: str) -> None:
        kind = view.definition.find_evidence_type(type_id)
        gate = view.definition.find_gate(c.gate)
        title = kind.title if kind else type_id
        values = {
            "title": title, "type": type_id, "subjects": [subject] if subject else [],
            "classification": PRIVATE.get(type_id, "public"),
            "dated": view.judged.as_at.isoformat(), "author": "Programme team",
        }  # fmt: skip
        by = "LEG" if PRIVATE.get(type_id) == "privileged" else "PM"
        content = paper(title, gate.good if gate else (), self.office.clock.now())
        put_in_evidence(
            self.office, self.viewer(by), self.reference,
            Submission(values, file_name=f"{title}.docx", content=content),
        )  # fmt: skip

    def _sign(self, c: Criterion, subject: str, role: str) -> None:
        result = self._result(c, subject)
        if result.state not in (State.TO_SIGN, State.RECONFIRM) or role not in result.roles:
            return
        signing = SignOff(c.ref, role, subject, f"I have read what is relied on for: {c.asks}")
        if role not in OUTSIDE_ROLES:
            sign_off(self.office, self.viewer(role), self.reference, signing)
            return
        made = sign_off(
            self.office, self.viewer("GOV"), self.reference,
            SignOff(c.ref, role, subject, recorded_from=self._body_of(role, subject),
                    papers=self._letter(result, subject)),
        )  # fmt: skip
        check_outside_sign_off(
            self.office, self.viewer("LEG"), self.reference, made.key, made.version
        )

    def _body_of(self, role: str, subject: str) -> str:
        """Whose letter or minute it is: the council's own, the board's, or the region's."""
        if role in ("HC", "HCH", "HW") and subject:
            return subject
        return self.organisation if role == "BRD" else self.outside

    def _letter(self, result: CriterionResult, subject: str) -> tuple[str, ...]:
        """The letter that a sign-off is recorded from, where the check rests on none itself."""
        if any(pin.partition("/")[0] in LETTERS_AND_MINUTES for pin in result.relied_on):
            return ()
        title = f"Letter on: {result.criterion.asks}"
        values = {"title": title, "type": "letter_copy", "classification": "public",
                  "subjects": [subject] if subject else [],
                  "dated": self.view().judged.as_at.isoformat()}  # fmt: skip
        version = put_in_evidence(
            self.office, self.viewer("PM"), self.reference,
            Submission(values, file_name="letter.docx",
                       content=paper(title, (), self.office.clock.now())),
        )  # fmt: skip
        return (version.pin,)

    def _result(self, c: Criterion, subject: str) -> CriterionResult:
        view = self.view()
        gate = view.definition.find_gate(c.gate)
        assert gate is not None
        results = judge_gate(view.definition, gate, view.judged).results
        return next(r for r in results if (r.criterion.ref, r.subject) == (c.ref, subject))

    def move(self, move: str) -> None:
        """Move the case on as the senior responsible owner."""
        visit = self.view().facts.visit
        edge = self.view().definition.edge(move)
        role = next(role for role in edge.by if role in self.people)
        move_case(self.office, self.viewer(role), self.reference, Step(move, visit))

    def walk_to(self, stage: str) -> None:
        """Walk the case forward until it stands in ``stage``, all of that stage still to do."""
        while (here := self.view().facts.stage) != stage:
            self.tell_stage()
            move = next(
                e.id for e in self.view().definition.edges_from(here) if e.kind == "forward"
            )
            unmet = self.satisfy(move)
            if unmet:
                raise AssertionError([(r.criterion.ref, r.subject, r.reason) for r in unmet])
            self.move(move)


def at_day(office: Office, day: date) -> Office:
    """The same office on another day, at noon."""
    noon = datetime.combine(day, time(12), LONDON)
    return replace(office, clock=FixedClock(noon))


def _has(facts: CaseFacts, type_id: str, subject: str) -> bool:
    return any(
        r.payload.type == type_id and (not subject or subject in r.payload.subjects)
        for r in facts.current("evidence")
    )


def paper(title: str, lines: Iterable[str], made_at: datetime) -> bytes:
    """A short Word file that says that it is fictional."""
    document = Document()
    document.add_heading(title, level=1)
    document.add_paragraph("Fictional paper of the demonstration case; nothing in it is real.")
    for line in lines:
        document.add_paragraph(line, style="List Bullet")
    return save(document, title=title, subject="Demonstration", made_at=made_at)


