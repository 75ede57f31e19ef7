"""The hands by which a replay assumes: persons and bodies that are named as assumed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from casework.domain.conditions.decisions import COMMISSIONING
from casework.domain.dates import FactDate
from casework.domain.facts import STATED, CaseFacts, RecordVersion
from casework.domain.guards.involvement import ICB_DUTY_BEGAN
from casework.domain.guards.regime import regime_inputs
from casework.domain.organisations import ORGANISATION_KINDS
from casework.domain.records import get_kind
from casework.domain.regime import OUTSIDE_ENGLAND_NOT_KNOWN, resolve_regime
from casework.domain.roles import ROLES, role_title
from casework.domain.viewer import SYSTEM, Viewer
from casework.engine.definition import Need
from casework.services import answering, case_people, evidence, recording, second_person, signing
from casework.services.casefiles.compliant import days_of, fill_in, values_for
from casework.services.casefiles.format import (
    ASSUMED_KEY,
    Actor,
    Body,
    assumed_body,
    assumed_person,
)
from casework.services.casefiles.parties import add_assumed
from casework.services.casefiles.plain import plain_values
from casework.services.casefiles.seeing import facts_of, see
from casework.services.casefiles.touching import Touched
from casework.services.office import Office

ASSUMED = "Assumed: not recorded in the sources."
BODY_OF_ROLE = {
    "NR": "nhs_england_region", "HC": "joint_scrutiny", "HCH": "joint_scrutiny",
    "HW": "healthwatch",
}  # fmt: skip
MINOR_PATHWAY = "minor-change"
SUPPLIER, CHECKER = "PM", "GOV"


def assumed_key(name: str, purpose: str, about: str) -> str:
    """The key of a record that a replay assumes: `assumed-letter-regulation_23-council`."""
    return ASSUMED_KEY + "-".join(part for part in (name, purpose, about) if part)


class AssumedHands:
    """Writes assumed facts, evidence and sign-offs on one replayed case.

    ``home`` is the organisation, inside the NHS, of assumed persons who act in roles inside.
    """

    def __init__(
        self, office: Office, reference: str, home: str, touched: Touched | None = None
    ) -> None:
        self.touched = touched or Touched()
        self.office = office
        self.home = home
        self.reference = reference
        self.sponsor = str(see(office, reference).row.organisation) or home
        self._persons: dict[str, Viewer] = {}

    def person(self, role: str, day: date) -> Viewer:
        """The assumed holder of a role, who holds it from the first day it is needed.

        A role that the file ends or removes is given to nobody again."""
        if role not in self._persons:
            body = self.body(BODY_OF_ROLE[role]) if role in BODY_OF_ROLE else self.home
            key = assumed_person(self.reference, role)
            add_assumed(self.office, (), (Actor(key, f"{role_title(role)} (assumed)", body),))
            viewer = Viewer(key, body, outside=role in BODY_OF_ROLE)
            if role not in self.touched.roles:
                case_people.give_role(
                    self.office, SYSTEM, self.reference, key, role, FactDate.on(day),
                    simulated_on=day, assumed=True,
                )  # fmt: skip
            self._persons[role] = viewer
        return self._persons[role]

    def body(self, kind: str) -> str:
        """The key of the assumed body of a kind."""
        key = assumed_body(kind)
        name = f"{ORGANISATION_KINDS[kind].partition(' (')[0]} (assumed)"
        add_assumed(self.office, (Body(key, name, kind),), ())
        return key

    def make_named(self, names: Collection[str], day: date) -> dict[str, Viewer]:
        """Make those of the names that are bodies or persons whom a replay assumes, unless they
        are there. Returns the persons among them, by key."""
        for kind in ORGANISATION_KINDS:
            if assumed_body(kind) in names:
                self.body(kind)
        keys = {assumed_person(self.reference, role): role for role in ROLES}
        return {key: self.person(role, day) for key, role in keys.items() if key in names}

    def sign(self, criterion: str, role: str, subject: str, day: date) -> None:
        """Sign a check off as the assumed holder of the role."""
        signing_off = signing.SignOff(
            criterion, role, subject, ASSUMED, simulated_on=day, assumed=True
        )
        signing.sign_off(self.office, self.person(role, day), self.reference, signing_off)

    def answer(self, criterion: str, subject: str, day: date) -> None:
        """Answer what a check raises, as the assumed senior responsible owner."""
        answered = answering.FlagAnswered(
            criterion, ASSUMED, subject, assumed=True, simulated_on=day
        )
        answering.answer_flag(self.office, self.person("SRO", day), self.reference, answered)

    def check(self, pin: str, day: date) -> bool:
        """Check a record as an assumed second person."""
        record, _, version = pin.partition("@")
        second_person.check_record(
            self.office, self.person(CHECKER, day), self.reference, record, int(version),
            simulated_on=day,
        )  # fmt: skip
        return True

    def put_in(
        self, type_: str, title: str, subjects: list[str], day: date, classification: str
    ) -> None:
        """Put in assumed evidence, of which there is no file."""
        key = assumed_key(type_, "", subjects[0] if subjects else "")
        values = {"type": type_, "title": f"{title} (assumed)", "subjects": subjects,
                  "classification": classification, "dated": day.isoformat(),
                  "description": ASSUMED}  # fmt: skip
        submission = evidence.Submission(
            values, key=self._free_key("evidence", key), assumed=True, on=FactDate.on(day),
            simulated_on=day, without_file=True,
        )  # fmt: skip
        evidence.put_in_evidence(
            self.office, self.person(SUPPLIER, day), self.reference, submission
        )

    def record(
        self, facts: CaseFacts, need: Need, subject: str, day: date,
        changes: Mapping[str, Any] | bool | None = None, each: bool = False,
    ) -> bool:
        """Record a compliant fact, or change one that is there; False if none is known.

        ``changes`` is True to put the compliant values over those that are there, and goes over
        ``each`` of the kind if that is asked.
        """
        if need.record == "regime":
            return self._determine_regime(facts, day)
        values = values_for(need)
        if values is None:
            return False
        current = facts.current(need.record)
        if changes and current:
            values = values if changes is True else changes
            for record in current if each else current[-1:]:
                if record.reference in self.touched.stated:
                    continue
                self._write(facts, need.record, values, subject, day, record.key)
        else:
            self._write(facts, need.record, values, subject, day)
        return True

    def date_anew(self, facts: CaseFacts, record: RecordVersion, day: date) -> None:
        """Give a record that was assumed the dates that it would have if assumed on ``day``; all
        else in it stays."""
        values = values_for(Need(record=record.kind, purpose=record.purpose))
        self._write(facts, record.kind, days_of(values or {}), "", day, record.key)

    def _determine_regime(self, facts: CaseFacts, day: date) -> bool:
        answer = resolve_regime(replace(regime_inputs(facts), as_at=day))
        if answer.regime is None and OUTSIDE_ENGLAND_NOT_KNOWN in answer.missing:
            outside = {"outside_nhs_in_england": False}
            self._write(facts, "particulars", outside, "", day, "case")
            facts = facts_of(self.office, self.reference).at(day)
            answer = resolve_regime(regime_inputs(facts))
        if answer.regime is None:
            return False
        found = facts.single("regime")
        before = plain_values(get_kind("regime"), found.payload) if found else {}
        values = {**before, "regime": answer.regime.value, "as_at": day.isoformat(),
                  "rule_version": answer.rule_version, "reasons": f"{ASSUMED} {answer.reason}"}
        self._write(facts, "regime", values, "", day)
        return True

    def _write(
        self, facts: CaseFacts, kind: str, values: Mapping[str, Any], subject: str, day: date,
        key: str = "",
    ) -> None:
        """Write the record; with a key, over what its last version says.

        What was assumed on the same day is written again under its key and not twice."""
        filled = fill_in(values, day, lambda word: self._word(word, facts, subject, day))
        if key:
            view = see(self.office, self.reference)
            found = view.facts.find(f"{kind}/{key}")
            before = plain_values(get_kind(kind), found.payload) if found else {}
            filled = {**before, **filled}
        if not key:
            declared = get_kind(kind)
            purpose = str(filled.get(declared.purpose, "")) if declared.purpose else ""
            about = str(filled.get(declared.subject, "")) if declared.subject else ""
            key = self._free_key(kind, assumed_key(kind, purpose, about), day)
        statement = recording.Statement(
            kind, filled, key=key, on=FactDate.on(day), assumed=True, simulated_on=day
        )
        recording.record_fact(
            self.office, self.person(SUPPLIER, day), self.reference, statement
        )

    def _free_key(self, kind: str, key: str, again_on: date | None = None) -> str:
        """The key, or the first with a number that no record has yet; one that was assumed on the
        day ``again_on`` is free to be written again."""
        facts, number, free = facts_of(self.office, self.reference), 1, key
        while (found := facts.find(f"{kind}/{free}")) is not None:
            on = found.effective_on.earliest if found.effective_on else None
            if again_on is not None and found.assumed and found.state == STATED and on == again_on:
                break
            number += 1
            free = f"{key}-{number}"
        return free

    def _made_first(
        self, kind: str, facts: CaseFacts, subject: str, day: date
    ) -> list[RecordVersion]:
        """The record to which another refers, made before it; none where the file turns on it, or
        where only what asks for it knows its purpose."""
        need = Need(record=kind)
        if get_kind(kind).purpose or not self.touched.may_supply(need, subject):
            return []
        self.record(facts, need, subject, day)
        return facts_of(self.office, self.reference).at(day).current(kind)

    def _word(self, word: str, facts: CaseFacts, subject: str, day: date) -> Any:
        councils, minor = facts.scrutiny_authorities(), facts.pathway == MINOR_PATHWAY
        if word.startswith("body:"):
            return self.body(word.removeprefix("body:"))
        if word.startswith("record:"):
            kind = word.removeprefix("record:")
            found = facts.current(kind) or self._made_first(kind, facts, subject, day)
            return found[-1].reference if found else ""
        if word.startswith("records:"):
            kind, _, purpose = word.removeprefix("records:").partition("/")
            return [r.reference for r in facts.current(kind, purpose=purpose)]
        return {
            "subject": subject,
            "sponsor": self.sponsor,
            "assumed": ASSUMED,
            "councils": councils,
            "council": councils[0] if councils else "",
            "commissioners": _commissioners(facts) or [self.sponsor],
            "joint": _joint_committee_decides(facts),
            "view": "not_substantial" if minor else "substantial",
            "determination": "not_substantial_agreed" if minor else "substantial",
            "duty": "s14Z45" if day >= ICB_DUTY_BEGAN else "s14Z2",
        }[word]


def _commissioners(facts: CaseFacts) -> list[str]:
    commissioning = {r.payload.organisation for r in facts.current("responsible_body")
                     if r.payload.capacity in COMMISSIONING}  # fmt: skip
    return [body for body in facts.parties("responsible_body") if body in commissioning]


def _joint_committee_decides(facts: CaseFacts) -> bool:
    particulars = facts.single("particulars")
    return bool(particulars is not None and particulars.payload.joint_committee_decides)
