"""Which organisations, persons and records a field of a record form offers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from casework.domain.dates import long_date
from casework.domain.facts import RecordVersion
from casework.domain.hold_standing import fits_hold
from casework.domain.records import Kind
from casework.domain.records.fields import FieldSpec
from casework.domain.records.named_kinds import RECORD_KINDS
from casework.services.choosing import Choice, Offered
from casework.services.reading import CaseView
from casework.web.cases.record_links import link_to_pin
from casework.web.cases.told_apart import told_apart
from casework.web.cases.words import fact_date_words
from casework.web.named_records import IN_THE_VERSION, ORGANISATION_KINDS
from casework.web.records.values import ORGANISATIONS, PERSONS, RECORDS, one_line


@dataclass(frozen=True)
class Offers:
    """What the form of one kind offers on one case."""

    view: CaseView
    everything: Offered
    kind: Kind
    record: RecordVersion | None = None

    def choices(self, name: str, spec: FieldSpec) -> list[tuple[str, str]]:
        """Values and labels for a field; bodies already on the case stand first.

        What the record names now is always among them, so that correcting it drops nothing.
        """
        found = self._choices(name, spec)
        known = {value for value, _ in found}
        return found + [pair for pair in self._named_now(name, spec) if pair[0] not in known]

    def _choices(self, name: str, spec: FieldSpec) -> list[tuple[str, str]]:
        if spec.type in ORGANISATIONS:
            return self._organisations(name)
        if spec.type in PERSONS:
            return [(p.key, person_label(p)) for p in self.everything.persons]
        if spec.type in RECORDS:
            return self._records(name)
        return list(spec.choices.items())

    def _named_now(self, name: str, spec: FieldSpec) -> list[tuple[str, str]]:
        value = getattr(self.record.payload, name, ()) if self.record else ()
        items = value if isinstance(value, tuple) else (value,)
        return [(str(item), one_line(self.view, spec, item)) for item in items if str(item or "")]

    def evidence(self) -> list[tuple[str, str]]:
        """The evidence of the case as pins of its present versions, with titles."""
        kept = self.view.facts.current("evidence")
        alike = Counter(str(r.payload.title) for r in kept)
        found = [
            (r.pin, f"{_evidence_words(r, alike)} (version {r.version})") for r in kept
        ]
        cited = self.record.cites if self.record else ()
        earlier = [link_to_pin(self.view, pin) for pin in cited]
        known = {pin for pin, _ in found}
        return found + [
            (pin, f"{link.text} ({link.detail})")
            for pin, link in zip(cited, earlier, strict=True) if pin not in known
        ]  # fmt: skip

    def _organisations(self, name: str) -> list[tuple[str, str]]:
        wanted = ORGANISATION_KINDS.get((self.kind.name, name), frozenset())
        found = self.everything.of_kinds(wanted)
        ours = bodies_of(self.view)
        first = [(o.key, f"{o.name} (on this case)") for o in found if o.key in ours]
        return first + [(o.key, o.name) for o in found if o.key not in ours]

    def _records(self, name: str) -> list[tuple[str, str]]:
        kinds = RECORD_KINDS.get((self.kind.name, name), ())
        found = [r for r in self.view.facts.records if r.kind in kinds and r.state == "stated"
                 and (r.kind != "hold" or fits_hold(self.kind.name, r))]  # fmt: skip
        named = told_apart(self.view, found)
        if (self.kind.name, name) in IN_THE_VERSION:
            return [(r.pin, f"{words} (version {r.version})") for r, words in named]
        return [(r.reference, words) for r, words in named]


def _evidence_words(record: RecordVersion, alike: Counter[str]) -> str:
    """The title; of several of one title also the date of each, or when it was put in."""
    title = str(record.payload.title)
    if alike[title] < 2:
        return title
    dated = fact_date_words(record.payload.dated)
    return f"{title}, {dated or f'put in on {long_date(record.judged_on)}'}"


def bodies_of(view: CaseView) -> set[str]:
    """Keys of the organisations that the case concerns."""
    kinds = ("responsible_body", "affected_authority", "healthwatch", "joint_scrutiny")
    return {r.payload.organisation for kind in kinds for r in view.facts.current(kind)}


def person_label(person: Choice) -> str:
    """A person with their organisation."""
    return f"{person.name}, {person.detail}" if person.detail else person.name
