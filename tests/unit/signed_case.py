"""A signed check and what happens to its records, with what a reader of decision 4 expects.

The expectation is kept beside the records as they change, and asks nothing of the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from casework.domain.calendar.months import add_months
from casework.domain.facts import STATED, WITHDRAWN, CaseFacts, RecordVersion
from casework.domain.records import get_kind
from casework.domain.second_person import comes_from_outside, second_check_key
from casework.engine.definition import Criterion, Definition, Need
from casework.engine.signatures import attestation_key
from casework.engine.vocabulary import PER_RECORD
from tests.factories import make_facts, record

START = date(2026, 6, 1)
EVIDENCE_DATED = "2026-03-15"
UNRELATED = ("service", "site", "risk", "option")
CHANGES = (
    "supersede", "withdraw", "add another that serves", "add one beside", "put in another paper",
    "put in what a need asks", "sign another check", "let a month pass", "let two years pass",
    "sign again",
)  # fmt: skip
STATES = {"supersede": STATED, "withdraw": WITHDRAWN}
DAYS = {"let a month pass": 31, "let two years pass": 731}


@dataclass
class SignedCase:
    """The records of one case. ``serving`` are those that serve the check, ``pinned`` what each
    role's sign-off relied on, as version by record."""

    definition: Definition
    criterion: Criterion
    day: date = START
    records: dict[str, RecordVersion] = field(default_factory=dict)
    serving: set[str] = field(default_factory=set)
    dated: dict[str, int] = field(default_factory=dict)
    pinned: dict[str, dict[str, int]] = field(default_factory=dict)
    made: int = 0

    @property
    def subject(self) -> str:
        return "" if self.criterion.per == "case" else "one"

    @property
    def roles(self) -> tuple[str, ...]:
        return self.criterion.attesters.all_of + self.criterion.attesters.any_of

    def begin(self) -> None:
        """Record what the check needs, put one more paper beside it, and have it signed."""
        for need in self.criterion.needs:
            self.serve(need)
        self.put_in("paper", "no_such_type", serves=False)
        for number in range(len(self.roles)):
            self.sign(number, also="evidence/paper")

    def add(self, made: RecordVersion, *, serves: bool) -> None:
        """Add a version; what another body said is checked by a second person at once."""
        self.records.pop(made.reference, None)
        self.records[made.reference] = made
        if serves:
            self.serving.add(made.reference)
        if comes_from_outside(made):
            check = record("second_check", second_check_key(made), record=made.pin)
            self.records[check.reference] = check

    def serve(self, need: Need) -> None:
        """Record something that serves a need, under a new key unless it is about one record."""
        self.made += 1
        if need.evidence:
            self.put_in(f"e{self.made}", need.evidence, serves=True)
            return
        own = need.record == self.criterion.per and need.record in PER_RECORD
        key = self.subject if own else f"r{self.made}"
        if f"{need.record}/{key}" in self.records:
            return
        self.add(record(need.record, key, **self.about(need, self.subject)), serves=True)

    def about(self, need: Need, subject: str) -> dict[str, Any]:
        """The values that make a record one of a need's purpose, about a subject."""
        kind = get_kind(need.record)
        found: dict[str, Any] = {}
        if need.purpose:
            found[kind.purpose] = need.purpose
        if subject and kind.subject and need.record != self.criterion.per:
            found[kind.subject] = subject
        return found

    def put_in(self, key: str, type_id: str, *, serves: bool) -> None:
        kind = self.definition.find_evidence_type(type_id)
        if kind is not None and kind.shelf_life_months is not None:
            self.dated[f"evidence/{key}"] = kind.shelf_life_months
        subjects = [self.subject] if self.subject else []
        made = record("evidence", key, type=type_id, subjects=subjects, dated=EVIDENCE_DATED)
        self.add(made, serves=serves)

    def sign(self, number: int, also: str = "") -> None:
        """Sign in one of the check's roles, on what serves it now."""
        if not self.roles:
            return
        role = self.roles[number % len(self.roles)]
        relied_on = sorted(r for r in {*self.serving, also} if self.is_stated(r))
        self.pinned[role] = {r: self.records[r].version for r in relied_on}
        key = attestation_key(self.criterion.ref, self.subject, role)
        known = self.records.get(f"attestation/{key}")
        self.add(record(
            "attestation", key, version=known.version + 1 if known else 1, role=role,
            criterion=self.criterion.ref, subject=self.subject, person=f"person-{role}", visit=1,
            relied_on=tuple(self.records[r].pin for r in relied_on),
        ), serves=False)  # fmt: skip

    def is_stated(self, reference: str) -> bool:
        return reference in self.records and self.records[reference].state == STATED

    def change(self, what: str, number: int) -> None:
        """Let one thing happen; ``number`` chooses the record, need or role."""
        needs = self.criterion.needs or (Need(evidence="no_such_type"),)
        need = needs[number % len(needs)]
        self.made += 1
        match what:
            case "add another that serves" if not need.evidence:
                self.serve(need)
            case "put in what a need asks" if need.evidence:
                self.serve(need)
            case "put in another paper":
                self.put_in(f"p{self.made}", "no_such_type", serves=False)
            case "add one beside":
                self.add_beside(need)
            case "sign another check":
                key = f"GT99.other{self.made}:PM"
                self.add(record("attestation", key, role="PM"), serves=False)
            case "sign again":
                self.sign(number)
            case _ if what in STATES:
                self.supersede(number, STATES[what])
        self.day += timedelta(days=DAYS.get(what, 0))

    def supersede(self, number: int, state: str) -> None:
        """Give one of the records a next version, stated anew or withdrawn."""
        own = ("attestation", "second_check")
        known = [r for r in self.records.values() if r.kind not in own]
        target = known[number % len(known)]
        self.add(replace(target, version=target.version + 1, state=state), serves=False)

    def add_beside(self, need: Need) -> None:
        """Record something of the same kind that serves no need, or of a kind that none names."""
        key = f"b{self.made}"
        kind = get_kind(need.record) if need.record else None
        asked = {(n.record, n.purpose) for n in self.criterion.needs}
        others = [p for p in (kind.specs[kind.purpose].choices if kind and kind.purpose else ())
                  if (need.record, p) not in asked and (need.record, "") not in asked]  # fmt: skip
        if kind and others:
            values = {**self.about(need, self.subject), kind.purpose: others[0]}
            self.add(record(need.record, key, **values), serves=False)
        elif kind and self.subject and kind.subject and need.record not in PER_RECORD:
            self.add(record(need.record, key, **self.about(need, "another")), serves=False)
        else:
            named = {n.record for n in self.criterion.needs} | {self.criterion.per}
            free = next(name for name in UNRELATED if name not in named)
            self.add(record(free, key), serves=False)

    def stands(self, role: str) -> bool:
        """What decision 4 says of a role's sign-off: False if it is to be confirmed again."""
        pinned = self.pinned[role]
        as_signed = all(
            self.is_stated(r) and self.records[r].version == version and not self.is_old(r)
            for r, version in pinned.items()
        )
        further = {r for r in self.serving if self.is_stated(r) and not r.startswith("evidence/")}
        return as_signed and further <= set(pinned)

    def is_old(self, reference: str) -> bool:
        months = self.dated.get(reference)
        if months is None:
            return False
        return add_months(date.fromisoformat(EVIDENCE_DATED), months) < self.day

    def facts(self) -> CaseFacts:
        return make_facts(*self.records.values(), as_at=self.day.isoformat())
