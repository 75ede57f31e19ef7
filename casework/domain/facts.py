"""What is known about a case: the only thing that conditions, guards and gates may look at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from casework.domain.dates import FactDate
from casework.domain.record_versions import ABSENT, STATED, WITHDRAWN, RecordVersion
from casework.domain.records import get_kind

__all__ = [
    "ABSENT", "STATED", "WITHDRAWN", "CaseFacts", "RecordVersion", "Threshold",
]  # fmt: skip

DATED_BY = {
    "letter": "sent_on",
    "assurance_letter": "dated",
    "meeting": "held_on",
    "decision": "decided_on",
    "scrutiny_response": "received_on",
    "authority_view": "given_on",
    "recommendation": "made_on",
    "referral_statement": "stated_on",
    "proposal_version": "dated",
    "involvement_activity": "closed_on",
    "equality_assessment": "dated",
    "deliverability": "assured_on",
    "consultation_period": "opens_on",
}
"""The date of its own by which records of a kind follow each other: an old letter that is
corrected today does not become the latest."""

SEATS = frozenset({"responsible_body", "affected_authority", "healthwatch", "role"})
"""Kinds that end for a body that ceased and begin for its successor, each with its own dates."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A dated figure. One without a source raises questions and bars nothing."""

    name: str
    value: int
    sourced: bool
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force_on(self, day: date) -> bool:
        """True if the figure applied on that day, as far as its dates say."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class CaseFacts:
    """Every current record of one case, as at a date, with ways to ask for them.

    ``as_at`` is the date by which gates judge: today in London, the simulated date of a replay,
    or the date of a dry run. Accessors return records in the order in which they were written.
    """

    reference: str
    pathway: str
    stage: str
    visit: int
    as_at: date
    opened_on: FactDate
    records: tuple[RecordVersion, ...] = ()
    simulated: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    def threshold(self, name: str) -> Threshold | None:
        """The figure in force on the date judged: the last that a document sets, else the last
        that the case has of its own, else the pathway's.

        None where none of them gives one.
        """
        local = [
            Threshold(name, r.payload.value, bool(r.payload.set_by))
            for r in reversed(self.current("local_threshold"))
            if r.payload.threshold == name and r.payload.value is not None and self._in_force(r)
        ]
        if local:
            return next((t for t in local if t.sourced), local[0])
        given: dict[str, tuple[Threshold, ...]] = self.extra.get("thresholds", {})
        return next((t for t in given.get(name, ()) if t.in_force_on(self.as_at)), None)

    @cached_property
    def worked_out(self) -> dict[Any, Any]:
        """What judging has already made of exactly these facts, so that it is made once."""
        return {}

    @cached_property
    def _by_kind(self) -> dict[str, list[RecordVersion]]:
        grouped: dict[str, list[RecordVersion]] = defaultdict(list)
        for record in self.records:
            grouped[record.kind].append(record)
        return grouped

    @cached_property
    def _stated(self) -> dict[tuple[str, str], list[RecordVersion]]:
        """Stated records by kind and purpose, and under no purpose all of a kind."""
        grouped: dict[tuple[str, str], list[RecordVersion]] = defaultdict(list)
        for kind, records in self._by_kind.items():
            grouped[kind, ""] = _in_order(kind, [r for r in records if r.state == STATED])
            if get_kind(kind).purpose:
                for record in grouped[kind, ""]:
                    if record.purpose:
                        grouped[kind, record.purpose].append(record)
        return grouped

    @cached_property
    def _evidence(self) -> dict[str, list[RecordVersion]]:
        """Stated evidence by its type and by each criterion that it names."""
        grouped: dict[str, list[RecordVersion]] = defaultdict(list)
        for record in self.current("evidence"):
            for name in {record.payload.type, *record.payload.criteria}:
                grouped[name].append(record)
        return grouped

    @cached_property
    def _by_reference(self) -> dict[str, RecordVersion]:
        return {record.reference: record for record in self.records}

    def find(self, reference: str) -> RecordVersion | None:
        """The current version of `kind/key`, whatever its state, or None."""
        return self._by_reference.get(reference)

    def current(self, kind: str, *, purpose: str = "") -> list[RecordVersion]:
        """Records of ``kind`` that are stated, optionally of one ``purpose``.

        In the order of their own dates where the kind has one (see ``DATED_BY``), undated ones
        last; else in the order in which they were written.
        """
        return list(self._stated.get((kind, purpose), ()))

    def evidence_of(self, name: str) -> list[RecordVersion]:
        """Stated evidence of a type (`iia_report`), or that names a criterion (`GT31.letter`)."""
        return list(self._evidence.get(name, ()))

    def absent(self, kind: str, *, key: str = "") -> list[RecordVersion]:
        """Records that state that something of this kind did not happen."""
        return [
            record
            for record in self._by_kind.get(kind, ())
            if record.state == ABSENT and (not key or record.key == key)
        ]

    def single(self, kind: str) -> RecordVersion | None:
        """The one record of a kind that a case has once, if it is stated."""
        found = self.current(kind)
        return found[-1] if found else None

    def about(self, kind: str, subject: str, *, purpose: str = "") -> list[RecordVersion]:
        """Stated records of ``kind`` about ``subject``.

        Where the subject is a council that appointed a mandatory joint committee, the joint
        committee's records stand for its members' (regulation 30(5) of the 2013 Regulations).
        What passed to the subject by a succession stands for it too, from the date in force.
        """
        accepted = {subject} | self.joint_committees_of(subject)
        found = self.current(kind, purpose=purpose)
        if not self.successions_in_force or kind in SEATS:
            return [r for r in found if r.subject in accepted]
        return [r for r in found if accepted & self.passed_to(r.reference, r.subject)]

    def about_body(self, kind: str, body: str) -> list[RecordVersion]:
        """Stated records of a kind whose field `organisation` names a body, or a joint committee
        of which it is a member."""
        accepted = {body} | self.joint_committees_of(body)
        return [
            r for r in self.current(kind)
            if accepted & self.passed_to(r.reference, r.payload.organisation)
        ]  # fmt: skip

    def joint_committees_of(self, council: str) -> set[str]:
        """Keys of the appointed joint scrutiny committees of which ``council`` is a member.

        A discretionary one takes nothing over from its members.
        """
        return {
            body
            for record in self.current("joint_scrutiny")
            if record.payload.outcome == "appointed"
            and record.payload.committee_type != "discretionary"
            and any(council in self.passed_to(record.reference, m) for m in record.payload.members)
            and record.payload.organisation
            for body in self.passed_to(record.reference, record.payload.organisation)
        }

    @cached_property
    def successions_in_force(self) -> tuple[RecordVersion, ...]:
        """Successions in force on the date judged, in the order of their dates."""
        found = [
            r for r in self.current("succession")
            if r.payload.on is not None and r.payload.on.on_or_before(self.as_at) is True
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda r: r.payload.on))

    def passed_to(self, reference: str, body: str) -> set[str]:
        """The body, and every one to which a record of it has passed by the date judged.

        ``reference`` is `kind/key`. What no succession lists passes where there is one successor.
        """
        found = {body}
        for succession in self.successions_in_force:
            p = succession.payload
            if p.predecessor in found:
                listed = {row["to"] for row in p.passed if row["what"] == reference}
                found |= (listed - {""}) or (set(p.successors) if len(p.successors) == 1 else set())
        return found

    def predecessors_of(self, body: str) -> tuple[str, ...]:
        """The bodies that this one succeeded by the date judged, the latest first."""
        found: list[str] = []
        for succession in reversed(self.successions_in_force):
            p = succession.payload
            if {body, *found} & set(p.successors) and p.predecessor not in found:
                found.append(p.predecessor)
        return tuple(found)

    def recorded_for(
        self, kind: str, key_of: Callable[[str], str], subject: str
    ) -> RecordVersion | None:
        """The record of a key made from its subject, else the one that passed to the subject."""
        own = self.find(f"{kind}/{key_of(subject)}")
        if own is not None or not subject:
            return own
        for body in self.predecessors_of(subject):
            older = self.find(f"{kind}/{key_of(body)}")
            if older is not None and subject in self.passed_to(older.reference, body):
                return older
        return None

    def parties(self, kind: str) -> list[str]:
        """Organisations that hold a party record of ``kind`` on the date judged, once each."""
        found = [r.payload.organisation for r in self.current(kind) if self._in_force(r)]
        return list(dict.fromkeys(found))

    def places(self, kind: str) -> list[RecordVersion]:
        """The party records of ``kind`` in force on the date judged, one of each organisation: the
        one recorded last. A body whose place has ended, such as by a succession, has none."""
        found = {r.payload.organisation: r for r in self.current(kind) if self._in_force(r)}
        return list(found.values())

    def scrutiny_authorities(self) -> list[str]:
        """Affected councils to which regulation 23 applies; courtesy consultees left out."""
        found = [
            r.payload.organisation
            for r in self.current("affected_authority")
            if r.payload.standing == "scrutiny" and self._in_force(r)
        ]
        return list(dict.fromkeys(found))

    def _in_force(self, record: RecordVersion) -> bool:
        since, until = record.payload.since, record.payload.until
        begun = since is None or since.on_or_before(self.as_at) is not False
        ended = until is not None and until.before(self.as_at) is True
        return begun and not ended

    def open_holds(self) -> list[RecordVersion]:
        """Holds that have started and not ended on the date judged. One whose end is dated so
        roughly that it may lie ahead is still open."""
        return [
            record for record in self.current("hold")
            if not _is_ahead(record.payload.started_on, self.as_at)
            and not (record.payload.ended_on and record.payload.ended_on.has_come_by(self.as_at))
        ]  # fmt: skip

    def roles_of(self, person: str) -> set[str]:
        """Role codes in which ``person`` may act on the date judged: their own, and those of whom
        they cover for."""
        covered = (roles for record, roles in self.covers if record.payload.covering == person)
        return self.own_roles_of(person).union(*covered)

    def own_roles_of(self, person: str) -> set[str]:
        """Role codes that ``person`` holds in their own right on the date judged."""
        return set(self._roles.get(person, ()))

    @cached_property
    def covers(self) -> tuple[tuple[RecordVersion, frozenset[str]], ...]:
        """Absence covers in force on the date judged, each with the roles that whoever is covered
        still holds in their own right: a cover gives no role that its person has lost."""
        found = []
        for record in self.current("cover"):
            roles = self._roles.get(record.payload.covered, set()) & set(record.payload.roles)
            if roles and self._in_force(record) and not self._ended_early(record):
                found.append((record, frozenset(roles)))
        return tuple(found)

    def _ended_early(self, cover: RecordVersion) -> bool:
        until: FactDate | None = cover.payload.until
        ended = cover.payload.ended_at is not None
        return ended and (until is None or until.on_or_before(self.as_at) is not False)

    @cached_property
    def _roles(self) -> dict[str, set[str]]:
        """Roles in force, by person: a page asks again for every button."""
        held: dict[str, set[str]] = defaultdict(set)
        for record in self.current("role"):
            if self._in_force(record):
                held[record.payload.person].add(record.payload.role)
        return held

    def holders_of(self, role: str, subject: str = "") -> list[str]:
        """Persons who hold ``role`` on the case on the date judged, then whoever covers for them.

        With ``subject``, of those who speak for a body only who speaks for that one, or for a
        joint committee of which it is a member.
        """
        bodies = {subject, *self.joint_committees_of(subject)} if subject else set()
        own = [
            record.payload.person
            for record in self.current("role")
            if record.payload.role == role and self._in_force(record)
            and (not bodies or record.payload.organisation in bodies | {""})
        ]
        covering = (r.payload.covering for r, roles in self.covers if role in roles)
        return own + [person for person in covering if person not in own]

    @property
    def regime(self) -> str | None:
        """The regime as determined and recorded, or None: it is never assumed."""
        determination = self.single("regime")
        return determination.payload.regime if determination else None

    def with_records(self, added: Iterable[RecordVersion]) -> CaseFacts:
        """These facts with records added or replaced: for dry runs and within a transaction."""
        merged = dict(self._by_reference)
        for record in added:
            merged.pop(record.reference, None)  # it was written last, so it comes last
            merged[record.reference] = record
        return CaseFacts(
            self.reference, self.pathway, self.stage, self.visit, self.as_at, self.opened_on,
            tuple(merged.values()), self.simulated, self.extra,
        )

    def beside(self, **extra: Any) -> CaseFacts:
        """The same records with something more beside them, and all that was grouped already."""
        found = CaseFacts(
            self.reference, self.pathway, self.stage, self.visit, self.as_at, self.opened_on,
            self.records, self.simulated, {**self.extra, **extra},
        )  # fmt: skip
        for name in ("_by_kind", "_stated", "_evidence", "_by_reference", "_roles", "covers"):
            found.__dict__[name] = getattr(self, name)
        return found

    def at(self, as_at: date) -> CaseFacts:
        """The same records, judged as at another date."""
        return CaseFacts(
            self.reference, self.pathway, self.stage, self.visit, as_at, self.opened_on,
            self.records, self.simulated, self.extra,
        )


def _is_ahead(started: FactDate | None, day: date) -> bool:
    return started is not None and started.after(day) is True


def _in_order(kind: str, records: list[RecordVersion]) -> list[RecordVersion]:
    name = DATED_BY.get(kind)
    if name is None or len(records) < 2:
        return records
    return sorted(records, key=lambda record: _own_date(record, name))


def _own_date(record: RecordVersion, name: str) -> tuple[bool, date]:
    on: FactDate | None = getattr(record.payload, name)
    day = (on.latest or on.earliest) if on is not None else None
    return (day is None, day or date.max)
